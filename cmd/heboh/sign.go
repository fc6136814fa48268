package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aead.dev/minisign"
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
)

// Signatures and keys are those of minisign, which makes and checks them too. A
// secret key has no password here: its file is for its owner only.
const (
	signatureEnd = ".minisig" // after the model's file name
	publicEnd    = ".pub"     // after the secret key's file name
	maxKey       = 4 << 10    // bytes of a key or signature
)

// modelKeygen makes a pair of keys. It never replaces one, since what was signed with
// the old key could no longer be verified.
func modelKeygen(u *ui.UI, _ *cli.Context, path string) error {
	if path == "" {
		return usage("name the FILE for the secret key; the public one goes to FILE%s", publicEnd)
	}
	for _, file := range []string{path, path + publicEnd} {
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: exists already; name another file for the key", file)
		}
	}
	public, secret, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	if err := writeKey(path, 0o600, secret); err != nil {
		return err
	}
	if err := writeKey(path+publicEnd, 0o644, public); err != nil {
		return err
	}
	u.Note("%s is the secret key, keep it to yourself; hand out %s%s, key %X", path, path, publicEnd, public.ID())
	return nil
}

func writeKey(path string, mode fs.FileMode, key interface{ MarshalText() ([]byte, error) }) error {
	text, err := key.MarshalText()
	if err != nil {
		return err
	}
	return writeAtOnce(path, mode, func(f *atomicfile.File) error {
		_, err := fmt.Fprintf(f, "%s\n", text)
		return err
	})
}

// readUpTo reads a file that may be anything: at most one byte more than most.
func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

func readKey(path, what string, into interface{ UnmarshalText([]byte) error }) error {
	raw, err := readUpTo(path, maxKey)
	if err != nil {
		return err
	}
	if minisign.IsEncrypted(raw) {
		return fmt.Errorf("%s: a key with a password; sign with minisign -Sm MODEL instead, which heboh model verify accepts", path)
	}
	if len(raw) > maxKey || into.UnmarshalText(raw) != nil {
		return fmt.Errorf("%s: not a %s in minisign's format; heboh model keygen and heboh model sign make them", path, what)
	}
	return nil
}

func modelSign(u *ui.UI, c *cli.Context, path string) error {
	key := c.String("key")
	switch {
	case path == "":
		return usage("name the model FILE to sign")
	case key == "":
		return usage("--key FILE is required: the secret key; heboh model keygen FILE makes one")
	}
	var secret minisign.PrivateKey
	if err := readKey(key, "secret key", &secret); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: no such key; heboh model keygen %s makes it", key, key)
	} else if err != nil {
		return err
	}
	f, err := wholeModel(path)
	if err != nil {
		return err
	}
	about := fmt.Sprintf("timestamp:%d\tfile:%s", time.Now().Unix(), ui.OneLine(filepath.Base(path)))
	signature := minisign.SignWithComments(secret, f.content, about, fmt.Sprintf("signature by key %X", secret.ID()))
	if err := writeFile(u, path+signatureEnd, func(w io.Writer) error {
		_, err := w.Write(signature)
		return err
	}); err != nil {
		return err
	}
	u.Note("%s%s is the signature by key %X", path, signatureEnd, secret.ID())
	return nil
}

// verifySignature checks who made a file with this content, and says so.
func verifySignature(path, key string, content []byte) (by string, err error) {
	var public minisign.PublicKey
	if err := readKey(key, "public key", &public); err != nil {
		return "", err
	}
	beside := path + signatureEnd
	raw, err := readUpTo(beside, maxKey)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s: no such file: the model is not signed, or its signature was not copied with it", beside)
	} else if err != nil {
		return "", err
	}
	var signature minisign.Signature
	if len(raw) > maxKey || signature.UnmarshalText(raw) != nil {
		return "", fmt.Errorf("%s: not a signature in minisign's format", beside)
	}
	if !minisign.Verify(public, content, raw) {
		return "", fmt.Errorf("%s: not signed by key %X, or changed since; do not use it", path, public.ID())
	}
	return fmt.Sprintf("key %X; %s", public.ID(), ui.OneLine(signature.TrustedComment)), nil
}

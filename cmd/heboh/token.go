package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
)

// The bounds of a token: it must be hard to guess, and a header must hold it.
const (
	minToken = 16
	maxToken = 1024
)

// givenToken is the token of --token-file or $HEBOH_TOKEN, "" for none.
func givenToken(path string) (string, error) {
	t := os.Getenv("HEBOH_TOKEN")
	if path != "" {
		var err error
		if t, err = readToken(path); err != nil {
			return "", err
		}
	}
	if t != "" {
		return t, checkToken(t, "the token")
	}
	return "", nil
}

func readToken(path string) (string, error) {
	raw, err := readUpTo(path, maxToken+2) // with the end of a line
	if err != nil {
		return "", err
	}
	t := strings.TrimSpace(string(raw))
	return t, checkToken(t, path)
}

func checkToken(t, where string) error {
	printable := !strings.ContainsFunc(t, func(r rune) bool { return r <= ' ' || r > '~' })
	if len(t) < minToken || len(t) > maxToken || !printable {
		return usage("%s: a token must have %d to %d characters, ASCII without spaces; heboh serve makes one if you give none", where, minToken, maxToken)
	}
	return nil
}

// ownToken is the token of the state folder. The first start makes it; made says
// so. Where the folder cannot be written, it is for this run only.
func ownToken(u *ui.UI) (t string, made bool, err error) {
	dir, err := stateDir()
	if err == nil {
		path := filepath.Join(dir, "token")
		if t, err = readToken(path); err == nil {
			u.Note("the token is in %s", path)
			return t, false, nil
		}
		if wrong := (*usageError)(nil); errors.As(err, &wrong) {
			return "", false, err
		}
		t = rand.Text()
		if err = os.MkdirAll(dir, 0o700); err == nil {
			err = writeAtOnce(path, 0o600, func(f *atomicfile.File) error {
				_, err := fmt.Fprintln(f, t)
				return err
			})
		}
	}
	if err != nil {
		u.Note("the token is for this run only: %s", explain(err))
	}
	if t == "" {
		t = rand.Text()
	}
	return t, true, nil
}

// stateDir is where the store and the token are kept: the folder that systemd or
// a container gives, or one of the user's.
func stateDir() (string, error) {
	if dir, _, _ := strings.Cut(os.Getenv("STATE_DIRECTORY"), ":"); dir != "" {
		return dir, nil
	}
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "heboh"), nil
}

// reachable is an address at which this machine reaches what listens at addr.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && (host == "" || ip.IsUnspecified()) {
		host = "127.0.0.1"
		if ip != nil && ip.To4() == nil {
			host = "::1"
		}
		addr = net.JoinHostPort(host, port)
	}
	return addr
}

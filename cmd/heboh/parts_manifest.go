package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"github.com/heboh/heboh/internal/atomicfile"
)

// manifestDir is the folder of the manifests among the parts.
const manifestDir = "manifest"

// manifest says what a part must be, what it was made of and what was found.
type manifest struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	making
	outcome
	Failed bool `json:"failed,omitempty"` // something of the input could not be read
}

// making is all that a part depends on: the same gives the same part.
type making struct {
	Part       string   `json:"part"`
	Program    string   `json:"program"`
	Input      string   `json:"input"`
	InputBytes int64    `json:"input_bytes"`
	Modified   string   `json:"input_modified"`
	Model      string   `json:"model_sha256"`
	Options    []string `json:"options,omitempty"`
}

func (p *parts) manifest(w *part) string { return filepath.Join(p.dir, manifestDir, w.Part+".json") }

// sign writes the manifest of a part that was written, unless its file was not there,
// which was reported.
func (p *parts) sign(w *part) (err error) {
	if w.Modified == "" {
		return nil
	}
	if w.SHA256, w.Bytes, err = sumFile(w.to); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.manifest(w)), 0o777); err != nil {
		return err
	}
	return writeAtOnce(p.manifest(w), 0o666, func(f *atomicfile.File) error {
		enc := json.NewEncoder(f)
		enc.SetIndent("", "  ")
		return enc.Encode(w.manifest)
	})
}

// complete reports whether a part is there that this run would write again. It takes
// over what was found in it.
func (p *parts) complete(w *part) bool {
	text, err := os.ReadFile(p.manifest(w))
	var m manifest
	if err != nil || json.Unmarshal(text, &m) != nil || !reflect.DeepEqual(m.making, w.making) {
		return false
	}
	sum, _, err := sumFile(w.to)
	if err != nil || sum != m.SHA256 {
		return false
	}
	w.manifest = m
	return true
}

func sumFile(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

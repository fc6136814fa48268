package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/internal/atomicfile"
)

// manifestDir is the folder of the manifests among the parts.
const manifestDir = "manifest"

// manifest says what a part must be, what it was made of and what was found.
type manifest struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	making
	render.Tally
	Skipped int  `json:"skipped"`
	Failed  bool `json:"failed,omitempty"` // something of the input could not be read
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

// making is that of a part that is made now.
func (p *parts) making(w *part) (making, error) {
	info, err := os.Stat(w.file)
	if err != nil {
		return making{}, err
	}
	return making{w.name, version(), w.file, info.Size(), info.ModTime().UTC().Format("2006-01-02T15:04:05.999999999Z"), p.model, p.options}, nil
}

func (p *parts) manifest(w *part) string { return filepath.Join(p.dir, manifestDir, w.name+".json") }

func (p *parts) sign(w *part) error {
	now, err := p.making(w)
	if os.IsNotExist(err) { // which was reported; there is nothing to be complete
		return nil
	}
	if err != nil {
		return err
	}
	m := manifest{making: now, Tally: w.judged, Skipped: w.skipped, Failed: w.failed}
	if m.SHA256, m.Bytes, err = sumFile(w.out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.manifest(w)), 0o777); err != nil {
		return err
	}
	return writeAtOnce(p.manifest(w), 0o666, func(f *atomicfile.File) error {
		enc := json.NewEncoder(f)
		enc.SetIndent("", "  ")
		return enc.Encode(m)
	})
}

// complete reports whether a part is there that this run would write again. It takes
// over what was found in it.
func (p *parts) complete(w *part) bool {
	text, err := os.ReadFile(p.manifest(w))
	var m manifest
	if err != nil || json.Unmarshal(text, &m) != nil {
		return false
	}
	now, err := p.making(w)
	if err != nil || !reflect.DeepEqual(m.making, now) {
		return false
	}
	w.judged, w.skipped, w.failed = m.Tally, m.Skipped, m.Failed
	sum, _, err := sumFile(w.out)
	return err == nil && sum == m.SHA256
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

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/internal/atomicfile"
)

// manifestDir is the folder of the manifests among the parts.
const manifestDir = "manifest"

// manifest says what a part was made of, and what it must be.
type manifest struct {
	Part    string `json:"part"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
	Program string `json:"program"`

	Input      string   `json:"input"`
	InputBytes int64    `json:"input_bytes"`
	Modified   string   `json:"input_modified"`
	Model      string   `json:"model_sha256"`
	Options    []string `json:"options,omitempty"`

	Headlines   int  `json:"headlines"`
	Sensational int  `json:"sensational"`
	Biased      int  `json:"biased"`
	Abstained   int  `json:"abstained"`
	Skipped     int  `json:"skipped"`
	Failed      bool `json:"failed,omitempty"` // something of the input could not be read
}

// source is the manifest of a part that is made now, without the part itself.
func (p *parts) source(w *part) (m manifest, err error) {
	info, err := os.Stat(w.file)
	if err != nil {
		return m, err
	}
	return manifest{
		Part: w.name, Program: version(), Input: w.file, InputBytes: info.Size(), Modified: info.ModTime().UTC().Format("2006-01-02T15:04:05.999999999Z"),
		Model: p.model, Options: p.options,
	}, nil
}

func (p *parts) manifest(w *part) string { return filepath.Join(p.dir, manifestDir, w.name+".json") }

// makeRoom makes the folders of parts and removes what an interrupted run left of
// them. Other parts are those of other machines, which may be at work.
func (p *parts) makeRoom(mine []*part) error {
	own := map[string]map[string]bool{} // names by folder
	for _, w := range mine {
		for _, path := range []string{p.out(w), p.manifest(w)} {
			dir, name := filepath.Split(path)
			if own[dir] == nil {
				own[dir] = map[string]bool{}
			}
			own[dir][name] = true
		}
	}
	for dir, names := range own {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
		if err := atomicfile.Clean(dir, names); err != nil {
			return err
		}
	}
	return nil
}

func (p *parts) sign(w *part) error {
	m, err := p.source(w)
	if os.IsNotExist(err) { // which was reported; there is nothing to be complete
		return nil
	}
	if err != nil {
		return err
	}
	if m.SHA256, m.Bytes, err = sumFile(p.out(w)); err != nil {
		return err
	}
	m.Headlines, m.Sensational, m.Biased, m.Abstained = w.judged.Headlines, w.judged.Sensational, w.judged.Biased, w.judged.Abstained
	m.Skipped, m.Failed = w.skipped, w.failed
	f, err := atomicfile.Create(p.manifest(w))
	if err != nil {
		return err
	}
	defer f.Abort()
	text, _ := json.MarshalIndent(m, "", "  ") // texts and numbers cannot fail
	if _, err := f.Write(append(text, '\n')); err != nil {
		return err
	}
	return f.Commit()
}

// complete reports whether a part is there that this run would write again. It takes
// over what was found in it.
func (p *parts) complete(w *part) bool {
	text, err := os.ReadFile(p.manifest(w))
	var m manifest
	if err != nil || json.Unmarshal(text, &m) != nil {
		return false
	}
	now, err := p.source(w)
	if err != nil || m.Input != now.Input || m.InputBytes != now.InputBytes || m.Modified != now.Modified ||
		m.Program != now.Program || m.Model != now.Model || !slices.Equal(m.Options, now.Options) {
		return false
	}
	sum, _, err := sumFile(p.out(w))
	w.judged = render.Tally{Headlines: m.Headlines, Sensational: m.Sensational, Biased: m.Biased, Abstained: m.Abstained}
	w.skipped, w.failed = m.Skipped, m.Failed
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

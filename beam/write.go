package heboh

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// Part is the manifest of an output file.
type Part struct {
	Part        string `json:"part"`
	Input       string `json:"input"`
	Pages       int64  `json:"pages,omitempty"`
	Rows        int64  `json:"rows"`
	Sensational int64  `json:"sensational"`
	Biased      int64  `json:"biased"`
	Abstained   int64  `json:"abstained"`
	Bytes       int64  `json:"bytes"`
	SHA256      string `json:"sha256"`
	Model       string `json:"model_sha256"`
}

func init() {
	beam.RegisterType(reflect.TypeOf((*listFn)(nil)))
	beam.RegisterFunction(badLine)
	beam.RegisterFunction(partLine)
}

// Files in the output directory.
const (
	manifest = "/manifest/parts.jsonl"
	bads     = "/bad/records.jsonl"
)

// WriteManifest writes the manifests of parts to dir/manifest/parts.jsonl, and what
// could not be read to dir/bad/records.jsonl.
func WriteManifest(s beam.Scope, found Labelled, dir string) {
	s = s.Scope("heboh.WriteManifest")
	writeLines(s, beam.ParDo(s, partLine, found.Parts), dir+manifest)
	writeLines(s, beam.ParDo(s, badLine, found.Bad), dir+bads)
}

// Totals adds up what WriteManifest wrote. An engine's counters may say less: Prism
// keeps the last where two files end at once.
func Totals(ctx context.Context, dir string) (sum Part, skipped int, err error) {
	err = readLines(ctx, dir+manifest, func(p Part) {
		sum.Pages += p.Pages
		sum.Rows += p.Rows
		sum.Sensational += p.Sensational
		sum.Biased += p.Biased
		sum.Abstained += p.Abstained
		sum.Bytes += p.Bytes
	})
	if err == nil {
		err = readLines(ctx, dir+bads, func(Bad) { skipped++ })
	}
	return sum, skipped, err
}

// readLines reads the objects of a file of JSON Lines.
func readLines[T any](ctx context.Context, name string, each func(T)) error {
	return open(ctx, name, func(s *source) error {
		for d := json.NewDecoder(s); ; {
			var v T
			if err := d.Decode(&v); err == io.EOF {
				return nil
			} else if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			each(v)
		}
	})
}

// partName is a file's name below the directory, without its extension of parts.
func partName(file string) string {
	if _, after, ok := strings.Cut(file, "://"); ok {
		file = after
	}
	return strings.TrimPrefix(path.Clean("/"+file), "/") // without .. before it
}

type size int64

func (s *size) Write(p []byte) (int, error) {
	*s += size(len(p))
	return len(p), nil
}

// replace writes a file that appears when it is complete. Object stores see to that
// themselves.
func replace(ctx context.Context, name string, write func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	hidden := name
	renamer, ok := fs.(filesystem.Renamer)
	if ok = ok && !strings.Contains(name, "://"); ok {
		hidden = fmt.Sprintf("%s/.%s.%016x.part", path.Dir(name), path.Base(name), rand.Uint64())
	}
	f, err := fs.OpenWrite(ctx, hidden)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		if r, can := fs.(filesystem.Remover); can {
			_ = r.Remove(ctx, hidden)
		}
		return err
	}
	if err := f.Close(); err != nil || !ok {
		return err
	}
	return renamer.Rename(ctx, hidden, name)
}

func badLine(b Bad) (string, error)   { return line(b) }
func partLine(p Part) (string, error) { return line(p) }

func line(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}

// writeLines writes a PCollection<string>, which must fit into memory, in their order.
func writeLines(s beam.Scope, lines beam.PCollection, name string) {
	beam.ParDo0(s, &listFn{name}, beam.Impulse(s), beam.SideInput{Input: lines})
}

type listFn struct{ Name string }

// ProcessElement writes the file, even of no lines.
func (fn *listFn) ProcessElement(ctx context.Context, _ []byte, next func(*string) bool) error {
	var all []string
	for text := ""; next(&text); {
		all = append(all, text+"\n")
	}
	slices.Sort(all)
	var b bytes.Buffer
	for _, text := range all {
		b.WriteString(text)
	}
	return replace(ctx, fn.Name, func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
}

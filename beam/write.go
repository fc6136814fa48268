package heboh

import (
	"bytes"
	"cmp"
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

	"github.com/heboh/heboh/cmd/heboh/rows"
)

// Part is the manifest of an output file.
type Part struct {
	Part  string `json:"part"`
	Input string `json:"input"`
	Pages int64  `json:"pages,omitempty"`
	rows.Tally
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Model  string `json:"model_sha256"`
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

// Totals adds up what WriteManifest wrote. Two inputs of one name, of which one has the
// format's extension already, have the same part and are an error.
func Totals(ctx context.Context, dir string) (sum rows.Tally, pages int64, skipped int, err error) {
	input, twice := map[string]string{}, error(nil)
	err = readLines(ctx, dir+manifest, func(p Part) {
		if other, taken := input[p.Part]; taken {
			twice = fmt.Errorf("%s and %s were both written to %s; label them into two directories", other, p.Input, p.Part)
		}
		input[p.Part] = p.Input
		sum.Add(p.Tally)
		pages += p.Pages
	})
	if err = cmp.Or(err, twice); err == nil {
		err = readLines(ctx, dir+bads, func(Bad) { skipped++ })
	}
	return sum, pages, skipped, err
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

// partName is the name of a file's part below the directory: as by the command, the
// file's own with the format's extension.
func partName(file, format string) string {
	if _, after, ok := strings.Cut(file, "://"); ok {
		file = after
	}
	name := strings.TrimPrefix(path.Clean("/"+file), "/") // without .. before it
	return strings.TrimSuffix(name, "."+format) + "." + format
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

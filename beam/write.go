package heboh

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
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

	"github.com/heboh/heboh/internal/columns"
)

// batchesPerPart bounds the memory of writing a part, and its size: of JSON Lines some
// 50 MB.
const batchesPerPart = 64

// Part is the manifest of an output file.
type Part struct {
	Part   string `json:"part"`
	Input  string `json:"input"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Model  string `json:"model_sha256"`
}

func init() {
	beam.RegisterType(reflect.TypeOf((*partFn)(nil)))
	beam.RegisterType(reflect.TypeOf((*listFn)(nil)))
	beam.RegisterFunction(byPart)
	beam.RegisterFunction(badLine)
	beam.RegisterFunction(partLine)
}

// WriteParts writes a PCollection<Rows> to files below dir/parts, named by the input
// file and a number, and their manifests to dir/manifest/parts.jsonl. It returns the
// manifests as a PCollection<Part>.
func WriteParts(s beam.Scope, labelled beam.PCollection, dir string, o Options) beam.PCollection {
	s = s.Scope("heboh.WriteParts")
	grouped := beam.GroupByKey(s, beam.ParDo(s, byPart, labelled))
	parts := beam.ParDo(s, &partFn{Dir: dir, Options: o}, grouped)
	writeLines(s, beam.ParDo(s, partLine, parts), dir+"/manifest/parts.jsonl")
	return parts
}

// WriteBad writes a PCollection<Bad> to dir/bad/records.jsonl.
func WriteBad(s beam.Scope, bad beam.PCollection, dir string) {
	s = s.Scope("heboh.WriteBad")
	writeLines(s, beam.ParDo(s, badLine, bad), dir+"/bad/records.jsonl")
}

// byPart keys rows by the part that they go to.
func byPart(r Rows) (string, Rows) {
	name := r.File
	if _, after, ok := strings.Cut(name, "://"); ok {
		name = after
	}
	name = strings.TrimPrefix(path.Clean("/"+name), "/") // without .. before it
	return fmt.Sprintf("%s-%05d", name, r.Number/batchesPerPart), r
}

// partFn writes a part.
type partFn struct {
	Dir     string
	Options Options
	w       *worker
}

// Setup loads the model, whose checksum the manifest tells.
func (fn *partFn) Setup() (err error) {
	fn.w, err = load(fn.Options)
	return err
}

// ProcessElement writes one part, in the order of its input.
func (fn *partFn) ProcessElement(ctx context.Context, key string, next func(*Rows) bool) (Part, error) {
	var all []Rows
	for r := (Rows{}); next(&r); r = (Rows{}) {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Rows) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Number, b.Number))
	})
	p := Part{Part: key + "." + cmp.Or(fn.Options.Format, "jsonl"), Input: all[0].File, Model: fn.w.sum}
	sum := sha256.New()
	err := replace(ctx, fn.Dir+"/parts/"+p.Part, func(w io.Writer) error {
		w = io.MultiWriter(w, sum, (*size)(&p.Bytes))
		var packed *columns.Writer
		if fn.Options.parquet() {
			packed = columns.NewWriter(w)
			w = packed
		}
		for _, r := range all {
			p.Rows += r.Count
			if _, err := w.Write(r.Data); err != nil {
				return err
			}
		}
		if packed != nil {
			return packed.Close()
		}
		return nil
	})
	p.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return p, err
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

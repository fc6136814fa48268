// Package heboh labels headlines and the pages of crawls in Apache Beam pipelines: the
// files that the command writes into a directory, byte for byte, on whatever engine Beam
// runs.
//
//	found := heboh.ScoreTitles(s, files, heboh.Options{Dir: dir})
//	heboh.WriteManifest(s, found, dir)
//
// A file is labelled and its part written in one place, so that nothing but the names
// of files and counts travel. A part is named by its file and appears when it is whole:
// a bundle or a job that is tried again writes the same.
package heboh

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"reflect"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/heboh/heboh/cmd/heboh/rows"
	"github.com/heboh/heboh/model"
)

// Bad is a record that could not be read.
type Bad struct {
	File   string `json:"file"`
	Line   int64  `json:"line,omitempty"` // of Parquet and workbooks the row
	Offset int64  `json:"offset"`         // in the file, unpacked; of a crawl's record as stored
	Reason string `json:"reason"`
}

func init() {
	for _, v := range []any{Bad{}, Part{}} {
		beam.RegisterType(reflect.TypeOf(v))
	}
}

// Options say what is read and how it is written.
type Options struct {
	Dir    string // to write into
	Format string // of the parts: jsonl or parquet; "" is jsonl
	Field  string // that holds the headline; "": as for the command
	Model  string // file of the model; "" is the shipped one
	By     string // field to survey by; "" for no survey
}

func (o Options) format() string { return cmp.Or(o.Format, "jsonl") }

// worker is a model as a worker holds it.
type worker struct {
	model    *model.Model
	sum      string // SHA-256
	labeller *rows.Labeller
}

var workers sync.Map // of functions by model and format

// load loads a model once in the life of a worker.
func load(o Options) (*worker, error) {
	o = Options{Model: o.Model, Format: o.format()}
	once, _ := workers.LoadOrStore(o, sync.OnceValues(func() (*worker, error) {
		m := model.Default()
		if o.Model != "" {
			var err error
			if m, err = model.LoadFile(o.Model); err != nil {
				return nil, fmt.Errorf("--model: %w", err)
			}
		}
		sum := m.Sum()
		return &worker{m, hex.EncodeToString(sum[:]), rows.New(m, o.Format)}, nil
	}))
	return once.(func() (*worker, error))()
}

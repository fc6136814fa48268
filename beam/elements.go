// Package heboh labels headlines and the pages of crawls in Apache Beam pipelines: the
// records of the command, byte for byte, on whatever engine Beam runs.
//
//	batches, bad := heboh.ReadTitles(s, files, "title")
//	rows, unread := heboh.ScoreTitles(s, batches, heboh.Options{})
//	heboh.WriteParts(s, rows, output, heboh.Options{})
//
// Headlines travel in batches of whole lines, since an engine's cost per element
// exceeds that of scoring one. What is written has names and an order that follow from
// the input alone, so that a bundle or a job that is tried again writes the same bytes.
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

// Batch is a run of whole lines of one file, still to be scored.
type Batch struct {
	File   string
	Number int64 // from 0, in the order of the file
	Line   int64 // of the first, from 1
	Offset int64 // of the first, once unpacked; of a Parquet file the row
	Field  string
	JSON   bool // the lines are JSON objects, else headlines
	Data   []byte
}

// Rows are labelled records of one file, as JSON Lines or, for Parquet, the values of
// rows.
type Rows struct {
	File   string
	Number int64 // from 0, in the order of the file
	Count  int64
	Data   []byte
}

// Bad is a record that could not be read.
type Bad struct {
	File   string `json:"file"`
	Line   int64  `json:"line,omitempty"`
	Offset int64  `json:"offset"` // in the file, unpacked; of a crawl's record as stored; of Parquet the row
	Reason string `json:"reason"`
}

func init() {
	for _, v := range []any{Batch{}, Rows{}, Bad{}, Part{}} {
		beam.RegisterType(reflect.TypeOf(v))
	}
}

// Options are what results depend on.
type Options struct {
	Model  string // file of the model; "" is the shipped one
	Format string // of the parts: jsonl or parquet; "" is jsonl
}

// worker is a model as a worker holds it.
type worker struct {
	model    *model.Model
	sum      string // SHA-256
	labeller *rows.Labeller
}

func (o Options) parquet() bool { return o.Format == "parquet" }

var workers sync.Map // of functions by Options

// load loads a model once in the life of a worker.
func load(o Options) (*worker, error) {
	o.Format = cmp.Or(o.Format, "jsonl")
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

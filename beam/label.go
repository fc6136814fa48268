package heboh

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"

	"github.com/heboh/heboh/cmd/heboh/rows"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links/warc"
)

func init() {
	beam.RegisterType(reflect.TypeOf((*scoreFn)(nil)))
	beam.RegisterType(reflect.TypeOf((*linksFn)(nil)))
}

var (
	headlines   = beam.NewCounter("heboh", "headlines")
	sensational = beam.NewCounter("heboh", "sensational")
	biased      = beam.NewCounter("heboh", "biased")
	abstained   = beam.NewCounter("heboh", "abstained")
	skipped     = beam.NewCounter("heboh", "skipped")
	pages       = beam.NewCounter("heboh", "pages")
)

func count(ctx context.Context, t rows.Tally) {
	headlines.Inc(ctx, int64(t.Headlines))
	sensational.Inc(ctx, int64(t.Sensational))
	biased.Inc(ctx, int64(t.Biased))
	abstained.Inc(ctx, int64(t.Abstained))
}

// ScoreTitles labels the headlines of a PCollection<Batch>. It returns PCollections of
// Rows and of Bad.
func ScoreTitles(s beam.Scope, batches beam.PCollection, o Options) (labelled, bad beam.PCollection) {
	return beam.ParDo2(s.Scope("heboh.ScoreTitles"), &scoreFn{Options: o}, batches)
}

type scoreFn struct {
	Options Options
	w       *worker
}

// Setup loads the model.
func (fn *scoreFn) Setup() (err error) {
	fn.w, err = load(fn.Options)
	return err
}

// ProcessElement labels a batch.
func (fn *scoreFn) ProcessElement(ctx context.Context, b Batch, emit func(Rows), bad func(Bad)) error {
	out := Rows{File: b.File, Number: b.Number}
	var tally rows.Tally
	err := each(b, func(rec *records.Record) {
		out.Data = fn.w.labeller.Title(out.Data, rec, &tally)
		out.Count++
	}, func(p *records.Problem) {
		skipped.Inc(ctx, 1)
		bad(Bad{b.File, b.Line + int64(p.Line) - 1, b.Offset + lineStart(b.Data, p.Line), p.Msg})
	})
	if count(ctx, tally); out.Count > 0 {
		emit(out)
	}
	return err
}

// each parses the lines of a batch.
func each(b Batch, good func(*records.Record), bad func(*records.Problem)) error {
	r := &records.Reader{Field: b.Field, Format: records.Lines, Unscored: true, Chunk: len(b.Data) + 1,
		Inputs: []records.Input{{Name: b.File, Stream: bytes.NewReader(b.Data)}}}
	if b.JSON {
		r.Format = records.JSONL
	}
	var batch records.Batch
	for rec := (records.Record{}); ; {
		switch err := r.Next(&batch); err {
		case nil:
			batch.Each(&rec, good, bad)
		case io.EOF:
			return nil
		default:
			return err
		}
	}
}

// lineStart is where a line starts, counted from 1.
func lineStart(data []byte, line int) int64 {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return int64(at)
}

// ExtractLinks labels the links of the pages that crawls hold, a
// PCollection<fileio.FileMetadata> of WARC and WAT files. It returns PCollections of
// Rows and of Bad.
func ExtractLinks(s beam.Scope, files beam.PCollection, o Options) (labelled, bad beam.PCollection) {
	return beam.ParDo2(s.Scope("heboh.ExtractLinks"), &linksFn{Options: o}, files)
}

type linksFn struct {
	Options Options
	w       *worker
}

// Setup loads the model.
func (fn *linksFn) Setup() (err error) {
	fn.w, err = load(fn.Options)
	return err
}

// ProcessElement labels one file.
func (fn *linksFn) ProcessElement(ctx context.Context, f fileio.FileMetadata, emit func(Rows), bad func(Bad)) error {
	tell := func(err error, offset int64) {
		var damaged *warc.RecordError
		if errors.As(err, &damaged) {
			offset, err = damaged.Offset, errors.New(damaged.Reason)
		}
		skipped.Inc(ctx, 1)
		bad(Bad{File: f.Path, Offset: offset, Reason: err.Error()})
	}
	return open(ctx, f.Path, func(raw *source) error {
		out := Rows{File: f.Path}
		flush := func(least int) {
			if len(out.Data) > least {
				emit(out)
				out = Rows{File: f.Path, Number: out.Number + 1}
			}
		}
		r := warc.NewReader(raw)
		for rec := (warc.Record{}); ; flush(batchSize) {
			err := r.Next(&rec)
			var damaged *warc.RecordError
			switch {
			case err == nil:
				var tally rows.Tally
				var read bool
				if out.Data, read, err = fn.w.labeller.Page(out.Data, &rec, f.Path, &tally); err != nil {
					tell(err, rec.Offset)
				}
				if count(ctx, tally); read {
					pages.Inc(ctx, 1)
				}
				out.Count += int64(tally.Headlines)
			case errors.As(err, &damaged):
				tell(err, 0)
			default:
				if flush(0); err != io.EOF {
					tell(err, 0)
				}
				return nil
			}
		}
	})
}

package heboh

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"github.com/heboh/heboh/internal/records"
)

// batchSize is how many bytes of lines go into a batch.
const batchSize = 256 << 10

func init() { beam.RegisterType(reflect.TypeOf((*readFn)(nil))) }

// ReadTitles reads files of headlines, a PCollection<fileio.FileMetadata>: text with a
// headline per line, JSON Lines or Parquet, by their names, gzip and zstd undone. The
// headline's field is the one named, else as for the command. It returns
// PCollections of Batch and of Bad.
func ReadTitles(s beam.Scope, files beam.PCollection, field string) (batches, bad beam.PCollection) {
	return beam.ParDo2(s.Scope("heboh.ReadTitles"), &readFn{field}, files)
}

type readFn struct{ Field string }

// ProcessElement reads one file.
func (fn *readFn) ProcessElement(ctx context.Context, f fileio.FileMetadata, emit func(Batch), bad func(Bad)) error {
	return open(ctx, f.Path, func(raw *source) error {
		if records.FormatOf(f.Path) == records.Parquet {
			return fn.parquet(f.Path, raw, emit, bad)
		}
		return fn.lines(f.Path, raw, emit, bad)
	})
}

// source is an open file. Its own errors are worth another try, unlike those of what
// it holds.
type source struct {
	io.Reader
	failed error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err != nil && err != io.EOF {
		s.failed = err
	}
	return n, err
}

func open(ctx context.Context, path string, read func(*source) error) error {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer fs.Close()
	f, err := fs.OpenRead(ctx, path)
	if err != nil {
		return err
	}
	defer f.Close()
	s := &source{Reader: f}
	return errors.Join(read(s), s.failed)
}

func (fn *readFn) lines(path string, raw *source, emit func(Batch), bad func(Bad)) error {
	b := Batch{File: path, Line: 1, Field: fn.Field, JSON: records.FormatOf(path) == records.JSONL}
	plain, err := records.Input{Name: path, Stream: raw}.Open()
	if err != nil {
		bad(Bad{File: path, Reason: err.Error()})
		return nil
	}
	defer plain.Close()
	lines := bufio.NewReaderSize(plain, batchSize)
	for err == nil {
		b.Data = make([]byte, batchSize, batchSize+records.MaxLine)
		var n int
		n, err = io.ReadFull(lines, b.Data)
		b.Data = b.Data[:n]
		for err == nil && b.Data[len(b.Data)-1] != '\n' { // to the end of the line
			var rest []byte
			rest, err = lines.ReadSlice('\n')
			b.Data = append(b.Data, rest...)
			if err == bufio.ErrBufferFull {
				err = nil
			}
		}
		if len(b.Data) > 0 {
			emit(b)
		}
		b.Number++
		b.Line += int64(bytes.Count(b.Data, []byte("\n")))
		b.Offset += int64(len(b.Data))
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		bad(Bad{File: path, Line: b.Line, Offset: b.Offset, Reason: err.Error()})
	}
	return nil
}

// parquet copies the file to disk, since its end is read first, and makes JSON of its
// rows as the command does.
func (fn *readFn) parquet(path string, raw *source, emit func(Batch), bad func(Bad)) error {
	local, err := os.CreateTemp("", "heboh-*.parquet")
	if err != nil {
		return err
	}
	defer os.Remove(local.Name())
	defer local.Close()
	if _, err := io.Copy(local, raw); err != nil {
		return err
	}
	r := &records.Reader{Field: fn.Field, Inputs: []records.Input{{Name: local.Name()}}, Unscored: true}
	b := Batch{File: path, Line: 1, Field: fn.Field, JSON: true}
	var batch records.Batch
	for rec := (records.Record{}); ; {
		if err := r.Next(&batch); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		b.Data = nil
		batch.Each(&rec, func(rec *records.Record) {
			if b.Data == nil {
				b.Line = int64(rec.Line)
				b.Offset = b.Line
			}
			b.Data = append(append(b.Data, rec.Raw...), '\n')
		}, func(p *records.Problem) {
			bad(Bad{path, int64(p.Line), int64(p.Line), p.Msg})
		})
		if b.Data != nil {
			emit(b)
			b.Number++
		}
	}
}

package heboh

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"

	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/links/warc"
	"github.com/heboh/heboh/survey"
)

func init() {
	beam.RegisterType(reflect.TypeOf((*scoreFn)(nil)))
	beam.RegisterType(reflect.TypeOf((*linksFn)(nil)))
}

// Labelled is what labelling files gives: PCollections of Part, of Bad and of counts
// for Survey.
type Labelled struct{ Parts, Bad, Counts beam.PCollection }

// ScoreTitles labels files of headlines, a PCollection<fileio.FileMetadata>: all that
// the command reads, by name and content.
func ScoreTitles(s beam.Scope, files beam.PCollection, o Options) Labelled {
	parts, bad, sums := beam.ParDo3(s.Scope("heboh.ScoreTitles"), &scoreFn{o}, files)
	return Labelled{parts, bad, sums}
}

// ExtractLinks labels the links of the pages that crawls hold, a
// PCollection<fileio.FileMetadata> of WARC and WAT files.
func ExtractLinks(s beam.Scope, files beam.PCollection, o Options) Labelled {
	parts, bad, sums := beam.ParDo3(s.Scope("heboh.ExtractLinks"), &linksFn{o}, files)
	return Labelled{parts, bad, sums}
}

// job is the labelling of one file.
type job struct {
	*worker
	Options
	path string
	out  io.Writer
	bad  func(Bad)
	part Part
	sums *survey.Counts
	seen func(headline string, fields []records.Field) // counts for the survey; nil for none
}

// run labels a file and writes its part.
func run(ctx context.Context, o Options, path string, label func(*job, *source) error, parts func(Part), bad func(Bad), sums func(counts)) error {
	w, err := load(o)
	if err != nil {
		return err
	}
	j := &job{worker: w, Options: o, path: path, bad: bad, sums: new(survey.Counts)}
	if o.By != "" {
		j.seen = j.count
	}
	j.part = Part{Part: partName(path, o.format()), Input: path, Model: w.sum}
	sum := sha256.New()
	err = open(ctx, path, func(raw *source) error {
		return replace(ctx, o.Dir+"/parts/"+j.part.Part, func(to io.Writer) error {
			to = io.MultiWriter(to, sum, (*size)(&j.part.Bytes))
			var end func() error
			if o.format() == "parquet" {
				rows := columns.NewWriter(to)
				j.out, end = rows, rows.Close
			} else {
				lines := bufio.NewWriterSize(to, 64<<10)
				j.out, end = lines, lines.Flush
			}
			if err := errors.Join(label(j, raw), raw.failed); err != nil {
				return err
			}
			return end()
		})
	})
	if err != nil {
		return err
	}
	j.part.SHA256 = hex.EncodeToString(sum.Sum(nil))
	parts(j.part)
	sums(counts{j.sums})
	return nil
}

func (j *job) skip(line int, offset int64, reason string) {
	j.bad(Bad{j.path, int64(line), offset, reason})
}

// count counts a headline for the survey.
func (j *job) count(headline string, fields []records.Field) {
	group := ""
	for i := range fields {
		if f := &fields[i]; strings.EqualFold(strings.TrimSpace(f.Name), j.By) {
			group = f.Text()
			break
		}
	}
	j.sums.Add(strings.TrimSpace(group), survey.Judge(j.model, headline))
}

type scoreFn struct{ Options Options }

// ProcessElement labels one file.
func (fn *scoreFn) ProcessElement(ctx context.Context, f fileio.FileMetadata, parts func(Part), bad func(Bad), sums func(counts)) error {
	return run(ctx, fn.Options, f.Path, scoreTitles, parts, bad, sums)
}

func scoreTitles(j *job, raw *source) error {
	in := records.Input{Name: j.path, Stream: raw}
	if records.FormatOf(j.path) == records.Parquet {
		local, err := copied(raw)
		if err != nil {
			return err
		}
		defer local.Close()
		in.Stream = local
	}
	r := &records.Reader{Field: j.Field, Inputs: []records.Input{in}, Unscored: true}
	var batch records.Batch
	var rec records.Record
	for out := []byte(nil); ; out = out[:0] {
		if err := r.Next(&batch); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		batch.Each(&rec, func(rec *records.Record) {
			out = j.labeller.Title(out, rec, &j.part.Tally)
			if j.seen != nil {
				j.seen(rec.Text, rec.Extra)
			}
		}, func(p *records.Problem) { j.skip(p.Line, p.Offset, p.Msg) })
		if _, err := j.out.Write(out); err != nil {
			return err
		}
	}
}

type linksFn struct{ Options Options }

// ProcessElement labels one file.
func (fn *linksFn) ProcessElement(ctx context.Context, f fileio.FileMetadata, parts func(Part), bad func(Bad), sums func(counts)) error {
	return run(ctx, fn.Options, f.Path, extractLinks, parts, bad, sums)
}

func extractLinks(j *job, raw *source) error {
	r := warc.NewReader(raw)
	var rec warc.Record
	for out := []byte(nil); ; out = out[:0] {
		err, whole := r.Next(&rec), true
		var damaged *warc.RecordError
		switch {
		case err == io.EOF:
			return nil
		case err == nil:
			var read bool
			if out, read, err = j.labeller.Page(out, &rec, j.path, &j.part.Tally, j.seen); read {
				j.part.Pages++
			}
		default:
			whole = errors.As(err, &damaged) // else nothing follows
		}
		if errors.As(err, &damaged) {
			j.skip(0, damaged.Offset, damaged.Reason)
		} else if err != nil {
			j.skip(0, rec.Offset, err.Error())
		}
		if _, err := j.out.Write(out); err != nil || !whole {
			return err
		}
	}
}

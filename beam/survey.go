package heboh

import (
	"context"
	"io"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/cmd/heboh/rows"
	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/survey"
)

// counts are those of a survey on their way through an engine.
type counts struct{ sums *survey.Counts }

func init() {
	beam.RegisterType(reflect.TypeOf((*surveyFn)(nil)))
	beam.RegisterType(reflect.TypeOf((*tableFn)(nil)))
	beam.RegisterCoder(reflect.TypeOf(counts{}), encodeCounts, decodeCounts)
}

func encodeCounts(c counts) ([]byte, error) { return c.sums.MarshalJSON() }

func decodeCounts(b []byte) (counts, error) {
	c := counts{new(survey.Counts)}
	return c, c.sums.UnmarshalJSON(b)
}

// Survey counts labelled records, a PCollection<Rows>, by a field of theirs, and writes
// the table of groups with at least so many headlines to dir/survey.
func Survey(s beam.Scope, labelled beam.PCollection, by string, least int64, dir string, o Options) {
	s = s.Scope("heboh.Survey")
	sum := beam.Combine(s, &surveyFn{By: by, Options: o}, labelled)
	beam.ParDo0(s, &tableFn{By: by, Least: least, Dir: dir, Options: o}, sum)
}

type surveyFn struct {
	By      string
	Options Options
	w       *worker
}

// Setup loads the model.
func (fn *surveyFn) Setup() (err error) {
	fn.w, err = load(fn.Options)
	return err
}

// CreateAccumulator makes empty counts.
func (fn *surveyFn) CreateAccumulator() counts { return counts{new(survey.Counts)} }

// AddInput counts the records of some rows.
func (fn *surveyFn) AddInput(c counts, r Rows) (counts, error) {
	add := func(headline, group string) {
		c.sums.Add(strings.TrimSpace(group), survey.Judge(fn.w.model, headline))
	}
	if fn.Options.parquet() {
		return c, columns.Group(r.Data, fn.By, add)
	}
	err := each(Batch{File: r.File, Data: r.Data, JSON: true}, func(rec *records.Record) {
		group := ""
		for _, f := range rec.Extra {
			if !strings.EqualFold(f.Name, fn.By) {
				continue
			}
			if group = f.Value; f.JSON {
				group = gjson.Parse(f.Value).String()
			}
		}
		add(rec.Text, group)
	}, func(*records.Problem) {}) // ours are sound
	return c, err
}

// MergeAccumulators adds counts to others.
func (fn *surveyFn) MergeAccumulators(a, b counts) counts {
	a.sums.Merge(b.sums)
	return a
}

// ExtractOutput is the counts.
func (fn *surveyFn) ExtractOutput(c counts) counts { return c }

type tableFn struct {
	By      string
	Least   int64
	Dir     string
	Options Options
	w       *worker
}

// Setup loads the model.
func (fn *tableFn) Setup() (err error) {
	fn.w, err = load(fn.Options)
	return err
}

// ProcessElement writes the table, as data and for people.
func (fn *tableFn) ProcessElement(ctx context.Context, c counts) error {
	table, err := rows.Table(c.sums, fn.w.model, fn.By, fn.Least)
	if err != nil {
		return err
	}
	for format, name := range map[string]string{"json": "survey.json", "text": "survey.txt"} {
		if err := replace(ctx, fn.Dir+"/survey/"+name, func(w io.Writer) error { return table.Write(w, format) }); err != nil {
			return err
		}
	}
	return nil
}

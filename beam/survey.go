package heboh

import (
	"context"
	"io"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/heboh/heboh/cmd/heboh/rows"
	"github.com/heboh/heboh/survey"
)

// counts are those of a survey on their way through an engine.
type counts struct{ sums *survey.Counts }

func init() {
	beam.RegisterType(reflect.TypeOf((*tableFn)(nil)))
	beam.RegisterFunction(addCounts)
	beam.RegisterCoder(reflect.TypeOf(counts{}), encodeCounts, decodeCounts)
}

func encodeCounts(c counts) ([]byte, error) { return c.sums.MarshalJSON() }

func decodeCounts(b []byte) (counts, error) {
	c := counts{new(survey.Counts)}
	return c, c.sums.UnmarshalJSON(b)
}

// Survey adds up a PCollection of counts, which Options.By asked for, and writes the
// table of groups with at least so many headlines to the directory's survey.
func Survey(s beam.Scope, found Labelled, least int64, o Options) {
	s = s.Scope("heboh.Survey")
	beam.ParDo0(s, &tableFn{Least: least, Options: o}, beam.Combine(s, addCounts, found.Counts))
}

func addCounts(a, b counts) counts {
	a.sums.Merge(b.sums)
	return a
}

type tableFn struct {
	Least   int64
	Options Options
}

// ProcessElement writes the table, as data and for people.
func (fn *tableFn) ProcessElement(ctx context.Context, c counts) error {
	w, err := load(fn.Options)
	if err != nil {
		return err
	}
	table, err := rows.Table(c.sums, w.model, fn.Options.By, fn.Least)
	if err != nil {
		return err
	}
	for format, name := range map[string]string{"json": "survey.json", "text": "survey.txt"} {
		if err := replace(ctx, fn.Options.Dir+"/survey/"+name, func(w io.Writer) error { return table.Write(w, format) }); err != nil {
			return err
		}
	}
	return nil
}

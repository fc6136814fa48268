package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/survey"
)

// minJudged is how many headlines a group needs by default: of fewer, an interval
// says next to nothing.
const minJudged = 100

var surveyFormats = []string{"text", "csv", "json", "html"}

func surveyCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "survey",
		Usage: "measure how sensational and biased the headlines of each publisher, desk or month are",
		Flags: slices.Concat(inputFlags(), []cli.Flag{
			&cli.StringFlag{Name: "by", Usage: "`COLUMN` that names the group of a headline; with --date, month or year"},
			&cli.StringFlag{Name: "date", Usage: "`COLUMN` of dates, for --by month or --by year"},
			&cli.Int64Flag{Name: "min", Value: minJudged, Usage: "pool groups with fewer than `N` judged headlines into one row"},
			formatFlag("text", surveyFormats), rawCSVFlag,
			&cli.StringFlag{Name: "plot", Usage: "`FILE` for a plot of the shares, PNG or SVG by its name"},
			&cli.StringFlag{Name: "label-field", Usage: "`NAME` of the column that holds people's labels", Value: "label"},
			modelFlag, anyLanguageFlag,
		}),
		Action: func(c *cli.Context) error { return runSurvey(u, c) },
	}
}

func runSurvey(u *ui.UI, c *cli.Context) error {
	plot := c.String("plot")
	m, o, err := resultOptions(u, c, "text", surveyFormats)
	if err != nil {
		return err
	}
	s, err := newSurveyor(c, m)
	if err != nil {
		return err
	}
	if plot != "" && extension(plot, "png", "svg") == "" {
		return usage("--plot %s; the name must end in .png or .svg", plot)
	}
	stream, err := newStream(u, c)
	if err != nil {
		return err
	}
	stream.reader.Unscored = true // a verdict is no label
	stream.render, stream.out = s, &output{Writer: io.Discard, frame: s}
	failed := stream.run(c.Context)
	headlines := stream.Headlines
	if failed != nil && failed != errReported || headlines == 0 {
		return failed
	}
	if s.noColumn == headlines {
		hint := ""
		if s.period == nil && (s.by == "month" || s.by == "year") {
			hint = "; --date names the column of dates"
		}
		return fmt.Errorf("no column %s in the input; the first record has %s%s", s.column, strings.Join(s.columns, ", "), hint)
	}
	s.tell(u)
	result, err := render.NewSurvey(&s.counts, s.model, s.by, c.Int64("min"))
	if err != nil {
		return fmt.Errorf("column %s: %w", s.column, err)
	}
	if s.period != nil {
		result.ByName()
	}
	result.Version, result.RawCSV = o.Version, o.RawCSV
	write := func(file, format string) error {
		return writeFile(u, file, func(w io.Writer) error { return result.Write(w, format) })
	}
	if err := write(c.String("out"), o.Format); err != nil || plot == "" {
		return cmp.Or(err, failed)
	}
	return cmp.Or(write(plot, extension(plot, "png", "svg")), failed)
}

// surveyor counts the headlines of a survey: a renderer that writes nothing.
type surveyor struct {
	model  *model.Model
	by     string              // what the groups are
	column string              // of the groups or dates
	period func(string) string // of a date; nil for groups
	label  string              // the column of labels

	counting sync.Mutex // of what follows
	counts   survey.Counts
	noColumn int      // records without the column
	noValue  int      // that have it, but it is empty or no date
	noLabel  int      // whose label cannot be read
	badLabel string   // one of these
	columns  []string // of the first record
}

func (*surveyor) Head(*records.Layout) []byte { return nil }
func (*surveyor) Separator() int              { return 0 }
func (*surveyor) Tail() []byte                { return nil }

func (*surveyor) Keep(dst []byte, _ *records.Record, _ *records.Layout) []byte { return dst }

func newSurveyor(c *cli.Context, m *model.Model) (*surveyor, error) {
	by, date := c.String("by"), c.String("date")
	s := &surveyor{model: m, by: by, column: by, label: c.String("label-field")}
	switch {
	case c.Int64("min") < 1:
		return nil, usage("--min %d; must be at least 1", c.Int64("min"))
	case by == "":
		return nil, usage("--by COLUMN is required: the column that names the group of a headline, such as source; for periods use --date COLUMN --by month")
	case date == "":
		return s, nil
	case by == "month":
		s.period = survey.Month
	case by == "year":
		s.period = survey.Year
	default:
		return nil, usage("--by %q; with --date it must be month or year", by)
	}
	s.column = date
	return s, nil
}

func (s *surveyor) Append(dst []byte, rec *records.Record, l *records.Layout) ([]byte, render.Verdicts, *records.Problem) {
	t := survey.Judge(s.model, rec.Text)
	labels, understood := s.labels(rec)
	t.Labels = labels
	group, there := value(rec, s.column)
	if there && s.period != nil {
		group = s.period(group)
	}
	s.counting.Lock()
	defer s.counting.Unlock()
	s.counts.Add(group, t)
	switch {
	case !there:
		s.noColumn++
		s.columns = l.Columns
	case group == "":
		s.noValue++
	}
	if !understood {
		s.noLabel++
		if bad, _ := value(rec, s.label); s.badLabel == "" || bad < s.badLabel {
			s.badLabel = bad // whatever the order
		}
	}
	if t.Abstained {
		return dst, render.Abstained, nil
	}
	return dst, 0, nil
}

func (s *surveyor) tell(u *ui.UI) {
	if n := s.noColumn + s.noValue; n > 0 && s.period != nil {
		u.Note("note: the %s of %d headlines cannot be told from column %s; they are counted as (none)", s.by, n, s.column)
	} else if n > 0 {
		u.Note("note: %d headlines have nothing in column %s; they are counted as (none)", n, s.column)
	}
	if s.noLabel > 0 {
		u.Note("note: %d labels are not understood, %q for one; use 0 or 1, neutral or sensational, or name another column with --label-field", s.noLabel, s.badLabel)
	}
}

// value is the text of a field, in any case, and whether the record has it.
func value(rec *records.Record, name string) (string, bool) {
	for i := range rec.Extra {
		if f := &rec.Extra[i]; strings.EqualFold(strings.TrimSpace(f.Name), name) {
			return strings.TrimSpace(f.Text()), true
		}
	}
	return "", false
}

// labels are those that people gave: label, else intensity, and slant. It reports
// whether the label is one.
func (s *surveyor) labels(rec *records.Record) (l [2]survey.Label, ok bool) {
	ok = true
	if text, _ := value(rec, s.label); text != "" {
		var label int
		if label, ok = datasets.ParseLabel(text); ok {
			l[model.HeadSensational] = surveyLabel(label == datasets.Sensational)
		}
	} else if v, err := rating(rec, "intensity"); err == nil {
		l[model.HeadSensational] = surveyLabel(datasets.LabelFromIntensity(v) == datasets.Sensational)
	}
	if v, err := rating(rec, "slant"); err == nil {
		l[model.HeadBiased] = surveyLabel(v >= 1)
	}
	return l, ok
}

func rating(rec *records.Record, name string) (float64, error) {
	text, _ := value(rec, name)
	v, err := strconv.ParseFloat(text, 64)
	if err == nil && !(v >= 0) {
		err = strconv.ErrRange
	}
	return v, err
}

func surveyLabel(positive bool) survey.Label {
	if positive {
		return survey.Positive
	}
	return survey.Negative
}

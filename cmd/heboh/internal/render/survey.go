package render

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/heboh/heboh/cmd/heboh/internal/chart"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/survey"
)

// Survey is a survey to be written.
type Survey struct {
	By    string `json:"by"` // what the groups are: a column, month or year
	Model string `json:"model"`
	*survey.Table
	Version string `json:"-"` // of the program
	RawCSV  bool   `json:"-"` // as in Options
}

// NewSurvey makes the survey of counts of groups, by a column, that a model judged;
// groups with fewer headlines than least are pooled.
func NewSurvey(c *survey.Counts, m *model.Model, by string, least int64) (*Survey, error) {
	t, err := c.Table(least, survey.ErrorsOf(m))
	if err != nil {
		return nil, err
	}
	info := m.Info()
	return &Survey{By: by, Model: info.Name + " " + info.Version, Table: t}, nil
}

var surveyVerdicts = [...]string{"sensational", "biased"}

// Write writes the survey as csv, json or html, its chart as png or svg, else text.
func (s *Survey) Write(w io.Writer, format string) error {
	switch format {
	case "csv":
		return s.csv(w)
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(s)
	case "html":
		return surveyPage.Execute(w, s)
	case "png":
		return s.Chart().PNG(w)
	case "svg":
		_, err := w.Write(s.Chart().SVG())
		return err
	}
	return s.text(w)
}

type SurveyRow struct {
	Name string
	survey.Row
}

func (r SurveyRow) Estimates() []survey.Estimate {
	return []survey.Estimate{r.Sensational, r.Biased}
}

// All are the groups, the pool of those with too few headlines, and the total.
func (s *Survey) All() []SurveyRow {
	var all []SurveyRow
	for _, r := range s.Rows {
		all = append(all, SurveyRow{groupName(r.Group), r})
	}
	if s.Pooled != nil {
		all = append(all, SurveyRow{fmt.Sprintf("(under %d: %d)", s.MinJudged, s.Pooled.Groups), *s.Pooled})
	}
	return append(all, SurveyRow{"(all)", s.Total})
}

func groupName(group string) string {
	if group == "" {
		return "(none)"
	}
	return ui.OneLine(group)
}

// Labelled reports whether people labelled any headline.
func (s *Survey) Labelled() bool {
	return s.Total.Sensational.Observed != nil || s.Total.Biased.Observed != nil
}

func (s *Survey) text(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	by := strings.ToUpper(ui.OneLine(s.By))
	fmt.Fprintf(w, "%s\tTITLES\tJUDGED", by)
	for _, verdict := range surveyVerdicts {
		fmt.Fprintf(w, "\t%% %s\tRANK", strings.ToUpper(verdict))
		if s.Labelled() {
			fmt.Fprint(w, "\tLABELLED SO")
		}
	}
	fmt.Fprintln(w)
	for _, r := range s.All() {
		fmt.Fprintf(w, "%s\t%d\t%d", r.Name, r.Titles, r.Judged)
		for _, e := range r.Estimates() {
			fmt.Fprintf(w, "\t%s\t%s", share(e.Interval), rankRange(e.Rank))
			if s.Labelled() {
				fmt.Fprintf(w, "\t%s", observed(e.Observed))
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "\nTELLING WORDS\tSENSATIONAL\tBIASED\n")
	for _, r := range s.All() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Name, wordList(r.Sensational.Words), wordList(r.Biased.Words))
	}
	return w.Flush()
}

func share(v survey.Interval) string {
	return fmt.Sprintf("%.1f (%.1f–%.1f)", 100*v.Share, 100*v.Low, 100*v.High)
}

func observed(o *survey.Observed) string {
	if o == nil {
		return "–"
	}
	return share(o.Interval)
}

func rankRange(r *survey.Rank) string {
	switch {
	case r == nil:
		return "–"
	case r.From == r.To:
		return strconv.Itoa(r.From)
	}
	return fmt.Sprintf("%d–%d", r.From, r.To)
}

func wordList(words []survey.Word) string {
	var out []string
	for _, w := range words {
		out = append(out, ui.OneLine(w.Text))
	}
	return strings.Join(out, ", ")
}

var surveyColumns = [...]string{"found", "counted", "share", "low", "high", "rank_from", "rank_to", "labelled", "labelled_share", "labelled_low", "labelled_high", "words"}

func (s *Survey) csv(out io.Writer) error {
	w, text := csv.NewWriter(out), records.Guarded
	if s.RawCSV {
		text = strings.Clone
	}
	head := []string{text(s.By), "groups", "titles", "judged", "abstained"}
	for _, verdict := range surveyVerdicts {
		for _, column := range surveyColumns {
			head = append(head, verdict+"_"+column)
		}
	}
	w.Write(head) // errors stick to Flush
	for _, r := range s.All() {
		row := []string{text(r.Name), strconv.Itoa(r.Groups), whole(r.Titles), whole(r.Judged), whole(r.Abstained)}
		for _, e := range r.Estimates() {
			row = append(row, whole(e.Found), decimals(e.Counted), decimals(e.Share), decimals(e.Low), decimals(e.High))
			if e.Rank != nil {
				row = append(row, strconv.Itoa(e.Rank.From), strconv.Itoa(e.Rank.To))
			} else {
				row = append(row, "", "")
			}
			if o := e.Observed; o != nil {
				row = append(row, whole(o.Labelled), decimals(o.Share), decimals(o.Low), decimals(o.High))
			} else {
				row = append(row, "", "", "", "")
			}
			row = append(row, text(wordList(e.Words)))
		}
		w.Write(row)
	}
	w.Flush()
	return w.Error()
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }

// decimals formats a number for tables, with at most four decimals.
func decimals(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
}

// mostPlotted is how many rows a chart can hold.
const mostPlotted = 60

// Chart is the chart of the groups and, below them, of the total.
func (s *Survey) Chart() *chart.Chart {
	c := &chart.Chart{Panels: []string{"% sensational", "% biased"}, Note: "95 % intervals. Groups whose intervals overlap have no order."}
	if s.Labelled() {
		c.Note += " Black bars: labelled by people."
	}
	rows := s.All()
	if extra := len(s.Rows) - mostPlotted; extra > 0 {
		c.Note = fmt.Sprintf("The first %d of %d. ", mostPlotted, len(s.Rows)) + c.Note
		rows = append(rows[:mostPlotted:mostPlotted], rows[len(s.Rows):]...)
	}
	for _, r := range rows {
		row := chart.Row{Name: r.Name}
		for _, e := range r.Estimates() {
			m := chart.Mark{Share: e.Share, Low: e.Low, High: e.High, Observed: math.NaN()}
			if e.Observed != nil {
				m.Observed = e.Observed.Share
			}
			row.Marks = append(row.Marks, m)
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

//go:embed survey.html
var surveySource string

var surveyPage = template.Must(template.New("survey").Funcs(template.FuncMap{
	"share": share, "observed": observed, "rank": rankRange, "words": wordList, "line": ui.OneLine,
	"svg": func(c *chart.Chart) template.HTML { return template.HTML(c.SVG()) }, // which escapes its texts
}).Parse(surveySource))

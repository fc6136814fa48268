package survey

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// Table is the outcome of a survey.
type Table struct {
	Rows   []Row `json:"rows"`             // by falling number of headlines
	Pooled *Row  `json:"pooled,omitempty"` // the groups with too few, together
	Total  Row   `json:"total"`
	// MinJudged is how many judged headlines a group needs for a row of its own.
	MinJudged int64 `json:"min_judged"`
	// WordSample is 1, or 0 where there are too many words to list any.
	WordSample float64 `json:"word_sample"`
}

// Row is a group.
type Row struct {
	Group       string   `json:"group"`
	Groups      int      `json:"groups"` // how many it stands for
	Titles      int64    `json:"titles"`
	Judged      int64    `json:"judged"`
	Abstained   int64    `json:"abstained"`
	Sensational Estimate `json:"sensational"`
	Biased      Estimate `json:"biased"`
}

// mostWords is how many words a row lists of each verdict.
const mostWords = 8

// Table makes the estimates. Groups with fewer than minJudged judged headlines are
// pooled. Errors are those of the model that judged.
func (c *Counts) Table(minJudged int64, errors Errors) (*Table, error) {
	if c.full {
		return nil, ErrGroups
	}
	t := &Table{MinJudged: minJudged, WordSample: 1, Rows: []Row{}}
	if c.wordless {
		t.WordSample = 0
	}
	var rest, all Counts
	pool, total := rest.group(""), all.group("")
	few := 0
	var large []*group
	for _, name := range slices.Sorted(maps.Keys(c.groups)) {
		g := c.groups[name]
		all.mergeGroup(total, g)
		if g.judged() < minJudged {
			few++
			rest.mergeGroup(pool, g)
			continue
		}
		t.Rows = append(t.Rows, g.row(name, errors))
		large = append(large, g)
	}
	t.rank(large, errors)
	t.Total = total.row("", errors)
	t.Total.Groups = len(c.groups)
	if few > 0 {
		row := pool.row("", errors)
		row.Groups = few
		t.Pooled = &row
	}
	slices.SortStableFunc(t.Rows, func(a, b Row) int { return cmp.Compare(b.Titles, a.Titles) })
	return t, nil
}

func (g *group) judged() int64 { return g.Titles - g.Abstained }

func (g *group) row(name string, errors Errors) Row {
	r := Row{Group: name, Groups: 1, Titles: g.Titles, Judged: g.judged(), Abstained: g.Abstained}
	for v, e := range r.estimates() {
		*e = g.Verdicts[v].estimate(v, r.Judged, errors)
		e.Words = g.Verdicts[v].telling()
	}
	return r
}

func (r *Row) estimates() [numVerdicts]*Estimate {
	return [...]*Estimate{&r.Sensational, &r.Biased}
}

// rank ranks the rows, which are those of the groups, by each verdict.
func (t *Table) rank(groups []*group, errors Errors) {
	z := jointZ(len(groups))
	for v := range numVerdicts {
		joint := make([]Interval, len(groups))
		for i, g := range groups {
			joint[i] = g.Verdicts[v].interval(v, g.judged(), errors, z)
		}
		for i, r := range rank(joint) {
			t.Rows[i].estimates()[v].Rank = &r
		}
	}
}

// telling lists the words that added most to the verdicts, each with the sum of
// its log-odds.
func (s *sums) telling() []Word {
	out := []Word{}
	for word, units := range s.Words {
		out = append(out, Word{word, float64(units) / unit})
	}
	slices.SortFunc(out, strongest)
	return out[:min(len(out), mostWords)]
}

// ByName sorts the rows by the names of the groups, as periods are.
func (t *Table) ByName() {
	slices.SortFunc(t.Rows, func(a, b Row) int { return strings.Compare(a.Group, b.Group) })
}

// layouts are the accepted forms of dates. Forms such as 05/06/2024 are left out, as
// that may be May or June.
var layouts = []string{
	"2006-01-02", "2006/01/02", "20060102", "2006-01", "2006/01",
	time.RFC1123Z, time.RFC1123, time.RFC822Z, time.RFC822, "Mon, 2 Jan 2006 15:04:05 -0700",
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2006", "Jan 2006",
}

// indonesian are the names of months that differ from the English ones, the long
// forms first.
var indonesian = strings.NewReplacer("januari", "jan", "februari", "feb", "maret", "mar", "mei", "may", "juni", "jun", "juli", "jul",
	"agustus", "aug", "agu", "aug", "agt", "aug", "oktober", "oct", "okt", "oct", "desember", "dec", "des", "dec")

// Month returns the month of a date as 2006-01, "" where it is unclear.
func Month(date string) string { return period(date, "2006-01") }

// Year returns the year of a date, "" where it is unclear.
func Year(date string) string {
	if y := period(date, "2006"); y != "" {
		return y
	}
	if date = strings.TrimSpace(date); len(date) >= 4 { // 2018, 2018?
		if _, err := time.Parse("2006", date[:4]); err == nil && strings.Trim(date[4:], "?~ ") == "" {
			return date[:4]
		}
	}
	return ""
}

func period(date, layout string) string {
	date = strings.TrimSpace(date)
	if len(date) > 10 && (date[10] == 'T' || date[10] == ' ') && date[4] == date[7] { // a time of day follows
		date = date[:10]
	}
	for _, form := range [...]string{date, indonesian.Replace(strings.ToLower(date))} {
		for _, l := range layouts {
			if t, err := time.Parse(l, form); err == nil {
				return t.Format(layout)
			}
		}
	}
	return ""
}

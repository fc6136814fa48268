package survey

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Table is the outcome of a survey.
type Table struct {
	Rows   []Row `json:"rows"`             // by falling number of headlines
	Pooled *Row  `json:"pooled,omitempty"` // the groups with too few, together
	Total  Row   `json:"total"`
	// MinJudged is how many judged headlines a group needs for a row of its own.
	MinJudged int64 `json:"min_judged"`
	// WordSample is the part of the headlines whose words were counted.
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
	t := &Table{MinJudged: minJudged, WordSample: 1 / float64(uint64(1)<<min(c.level, 63)), Rows: []Row{}}
	var rest, all Counts
	rest.level, all.level = c.level, c.level
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
	for word, list := range s.Words {
		w := Word{Text: word}
		var sum int64
		for _, t := range list {
			sum += t.LogOdds
		}
		w.LogOdds = float64(sum) / unit
		out = append(out, w)
	}
	slices.SortFunc(out, strongest)
	return out[:min(len(out), mostWords)]
}

// ByName sorts the rows by the names of the groups, as periods are.
func (t *Table) ByName() {
	slices.SortFunc(t.Rows, func(a, b Row) int { return strings.Compare(a.Group, b.Group) })
}

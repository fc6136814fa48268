// Package survey measures how sensational and how biased the headlines of groups
// are: publishers, desks, months.
//
//	var c survey.Counts
//	for _, h := range headlines {
//		c.Add(h.Publisher, survey.Judge(m, h.Text))
//	}
//	t, err := c.Table(100, survey.ErrorsOf(m))
//
// Counts are whole numbers, so adding and merging them in any order, split in any
// way, gives the same bytes as JSON: they are the accumulator of a combiner.
// Their memory is bounded (see MaxGroups and MaxWords).
//
// # Shares
//
// A group's share is that of its headlines with a positive verdict, times the model's
// precision over its sensitivity out of fold (Brenner & Gefeller 1993), which removes
// what was wrongly found and adds what was missed. Measured on labelled headlines by
// publisher, this comes closer to the truth than the correction by sensitivity and
// specificity (Rogan & Gladen 1978), which assumes that these are the same in every
// group and overshoots, and than mean probabilities (Bella et al. 2010), which make
// loud groups look calmer and calm ones louder.
//
// # Intervals
//
// The 95 % interval covers two sources of error: chance (binomial), and the model,
// which misses more in some groups than in others, by GroupError in log-odds. Both go
// into one Wilson interval (1927) through the effective number of headlines.
//
// # Ranks
//
// Groups that the data cannot tell apart have no order. A rank is a range: groups that
// are certainly above come before it, groups that are certainly below after it, by
// intervals that hold jointly (Klein, Wright & Wieczorek 2020).
package survey

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// MaxGroups bounds the number of groups: a column with more values, such as an
// identifier, does not name groups.
const MaxGroups = 1 << 16

// MaxWords bounds the words of all groups together. Beyond it none are kept.
const MaxWords = 1 << 19

// maxName bounds the bytes of a group's name and of a word.
const maxName = 128

// ErrGroups means that there are more than MaxGroups groups.
var ErrGroups = fmt.Errorf("more than %d groups; choose a column with fewer values", MaxGroups)

// unit is the number of parts that one log-odds is counted in: sums of integers do
// not depend on their order.
const unit = 1e9

// Counts are the counts of a survey. The zero value is empty and ready for use.
// They are not safe for concurrent use: count apart and merge.
type Counts struct {
	groups   map[string]*group
	words    int  // in all groups
	wordless bool // there were more than MaxWords; the words are dropped
	full     bool // there were more than MaxGroups; the groups are dropped
}

// group holds the counts of one group.
type group struct {
	Titles    int64             `json:"titles"`
	Abstained int64             `json:"abstained,omitempty"`
	Verdicts  [numVerdicts]sums `json:"verdicts"` // sensational, biased
}

// sums are the counts of one verdict over the judged headlines.
type sums struct {
	Found    int64 `json:"found"`              // positive verdicts
	Labelled int64 `json:"labelled,omitempty"` // that a person labelled
	Positive int64 `json:"positive,omitempty"` // of these
	// Words that carry the verdict, with the log-odds that they added, in units.
	Words map[string]int64 `json:"words,omitempty"`
}

// Add counts a headline of a group.
func (c *Counts) Add(name string, t Title) {
	g := c.group(name)
	if g == nil {
		return
	}
	g.Titles++
	for v, label := range t.Labels {
		g.Verdicts[v].label(label)
	}
	if t.Abstained {
		g.Abstained++
		return
	}
	for v, verdict := range t.verdicts() {
		s := &g.Verdicts[v]
		if verdict.Label.Positive() {
			s.Found++
		}
		added := map[string]int64{}
		for _, w := range t.Words[v] {
			added[short(w.Text)] += units(w.LogOdds)
		}
		c.addWords(s, added)
	}
}

func (s *sums) label(l Label) {
	if l != Unlabelled {
		s.Labelled++
	}
	if l == Positive {
		s.Positive++
	}
}

func units(v float64) int64 { return int64(math.Round(v * unit)) }

// group returns the counts of a group, nil once there are too many.
func (c *Counts) group(name string) *group {
	name = short(name)
	g := c.groups[name]
	if g != nil || c.full {
		return g
	}
	if len(c.groups) == MaxGroups {
		*c = Counts{full: true}
		return nil
	}
	if c.groups == nil {
		c.groups = map[string]*group{}
	}
	g = &group{}
	c.groups[name] = g
	return g
}

func short(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	if len(name) <= maxName {
		return name
	}
	end := maxName - len("…")
	for !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + "…"
}

// addWords adds what words carried to a verdict, and counts those that are new. Once
// there are too many, whatever the order in which they came, none is kept.
func (c *Counts) addWords(s *sums, added map[string]int64) {
	if c.wordless {
		return
	}
	if s.Words == nil {
		s.Words = map[string]int64{}
	}
	before := len(s.Words)
	for word, units := range added {
		s.Words[word] += units
	}
	if c.words += len(s.Words) - before; c.words > MaxWords {
		c.dropWords()
	}
}

func (c *Counts) dropWords() {
	c.words, c.wordless = 0, true
	for _, g := range c.groups {
		for v := range g.Verdicts {
			g.Verdicts[v].Words = nil
		}
	}
}

// Merge adds other counts, which stay as they are.
func (c *Counts) Merge(o *Counts) {
	if c.full || o.full {
		*c = Counts{full: true}
		return
	}
	if o.wordless {
		c.dropWords()
	}
	for name, from := range o.groups {
		g := c.group(name)
		if g == nil {
			return
		}
		c.mergeGroup(g, from)
	}
}

func (c *Counts) mergeGroup(g, from *group) {
	g.Titles += from.Titles
	g.Abstained += from.Abstained
	for v, s := range from.Verdicts {
		t := &g.Verdicts[v]
		t.Found += s.Found
		t.Labelled += s.Labelled
		t.Positive += s.Positive
		c.addWords(t, s.Words)
	}
}

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
	"hash/fnv"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxGroups bounds the number of groups: a column with more values, such as an
// identifier, does not name groups.
const MaxGroups = 1 << 16

// MaxWords bounds the words of all groups together. Beyond it words are counted in
// half of the headlines, then in a quarter and so on, chosen by a hash.
const MaxWords = 1 << 18

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
	groups map[string]*group
	words  int  // number of tallies in all groups
	level  int  // titles of a lower level have their words left out
	full   bool // there were more than MaxGroups; the groups are dropped
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
	Words    words `json:"words,omitempty"`
}

// words are those that carry the verdict, each with a tally per level of the titles it
// was found in, by rising level.
type words map[string][]tally

type tally struct {
	Level   int   `json:"level"`
	Titles  int64 `json:"titles"`
	LogOdds int64 `json:"log_odds"` // that it added, in units
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
		c.addWords(s, t.Words[v])
	}
	c.bound()
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

// addWords counts the words of a headline, unless its level is too low.
func (c *Counts) addWords(s *sums, list []Word) {
	level := levelOf(list)
	if level < c.level {
		return
	}
	for _, w := range list {
		c.weigh(s, short(w.Text), tally{level, 1, units(w.LogOdds)})
	}
}

// levelOf gives half of all headlines level 0, a quarter level 1 and so on.
func levelOf(list []Word) int {
	h := fnv.New64a()
	for _, w := range list {
		h.Write([]byte(w.Text))
		h.Write([]byte{0})
	}
	const golden = 0x9e3779b97f4a7c15 // spreads the high bits of FNV
	return bits.LeadingZeros64(h.Sum64() * golden)
}

// weigh adds to the tally of a word at a level.
func (c *Counts) weigh(s *sums, word string, t tally) {
	if s.Words == nil {
		s.Words = words{}
	}
	list := s.Words[word]
	at, there := slices.BinarySearchFunc(list, t.Level, func(t tally, level int) int { return t.Level - level })
	if !there {
		c.words++
		list = slices.Insert(list, at, tally{Level: t.Level})
		s.Words[word] = list
	}
	list[at].Titles += t.Titles
	list[at].LogOdds += t.LogOdds
}

// bound raises the level until the words are few enough. A tally at or above the
// level has been there from its first headline on, so what is left depends on
// what was counted and not on the order.
func (c *Counts) bound() {
	for c.words > MaxWords {
		c.level++
		c.dropBelow()
	}
}

func (c *Counts) dropBelow() {
	c.words = 0
	for _, g := range c.groups {
		for v := range g.Verdicts {
			kept := g.Verdicts[v].Words
			for word, list := range kept {
				list = slices.DeleteFunc(list, func(t tally) bool { return t.Level < c.level })
				if c.words += len(list); len(list) == 0 {
					delete(kept, word)
				} else {
					kept[word] = list
				}
			}
		}
	}
}

// Merge adds other counts, which stay as they are.
func (c *Counts) Merge(o *Counts) {
	if c.full || o.full {
		*c = Counts{full: true}
		return
	}
	if o.level > c.level {
		c.level = o.level
		c.dropBelow()
	}
	for name, from := range o.groups {
		g := c.group(name)
		if g == nil {
			return
		}
		c.mergeGroup(g, from)
		c.bound()
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
		for word, list := range s.Words {
			for _, w := range list {
				if w.Level >= c.level {
					c.weigh(t, word, w)
				}
			}
		}
	}
}

package model

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
)

// catalogued are the cues by name, learnt wording among them.
var catalogued = func() map[string]features.Cue {
	all := map[string]features.Cue{WordsCue: {Name: WordsCue, Group: features.Style, English: "telling words", Indonesian: "kata yang khas"}}
	for _, c := range features.Catalogue() {
		all[c.Name] = c
	}
	return all
}()

// Describe returns the catalogue's entry for the cue of a Contribution, which names it
// in plain words. WordsCue has an entry too.
func Describe(cue string) features.Cue { return catalogued[cue] }

// mostJoined bounds the work on a headline crafted to have many reasons.
const mostJoined = 200

// InWords returns the reasons for people to read, the strongest first, with the same
// sum. Cues of one device at one place become one reason, named after the strongest.
// What was learnt of a word joins the reason that covers it, unless that would change
// its sign, or the learnt wording of the word before. The headline is the one that
// was explained.
func (r *Reasons) InWords(headline string) []Contribution {
	out := make([]Contribution, 0, len(r.Cues))
	var learnt []Contribution
	whole := func(c *Contribution) bool { return c.End-c.Start == len(headline) }
	most := min(len(r.Cues), mostJoined)
	for _, c := range r.Cues[:most] {
		if c.Cue == WordsCue && !whole(&c) {
			learnt = append(learnt, c)
			continue
		}
		join(&out, c, whole(&c), func(o *Contribution) bool {
			if group := catalogued[c.Cue].Group; group == features.Style || group != catalogued[o.Cue].Group {
				return c.Cue == o.Cue
			}
			return whole(&c) || !whole(o) && c.Start < o.End && o.Start < c.End
		})
	}
	slices.SortStableFunc(learnt, func(a, b Contribution) int { return a.Start - b.Start })
	for _, c := range learnt {
		first, _ := utf8.DecodeRuneInString(c.Text)
		join(&out, c, false, func(o *Contribution) bool {
			if o.Cue == WordsCue { // the word before
				return unicode.IsLetter(first) && o.End <= c.Start && c.Start-o.End <= 1 && o.LogOdds*c.LogOdds > 0 &&
					min(math.Abs(o.LogOdds), math.Abs(c.LogOdds)) > .25
			}
			covers := o.Start <= c.Start && c.End <= o.End && !whole(o) && catalogued[o.Cue].Group != features.Style
			return covers && o.LogOdds*(o.LogOdds+c.LogOdds) > 0
		})
	}
	out = append(out, r.Cues[most:]...)
	for i := range out {
		out[i].Text = headline[out[i].Start:out[i].End]
	}
	sortByWeight(out)
	return out
}

// Reason is one thing that speaks for or against a verdict, in plain words, listed once
// however often it occurs in the headline.
type Reason struct {
	Cue     features.Cue // with its name in plain words
	LogOdds float64
	Texts   []string // what it rests on, each once; none for the headline as a whole
}

// Main returns the reasons of InWords that are worth showing, the strongest first: at
// most eight, none of them faint. What speaks for the verdict in several places is one
// reason, and so is what speaks against it.
func (r *Reasons) Main(headline string) (main []Reason) {
	const most, faint = 8, .15
	for _, c := range r.InWords(headline) {
		wordless := strings.IndexFunc(c.Text, func(r rune) bool { return unicode.In(r, unicode.Letter, unicode.Digit) }) < 0
		if math.Abs(c.LogOdds) < faint || c.Cue == WordsCue && wordless { // what was learnt of a comma tells a reader nothing
			continue
		}
		i := slices.IndexFunc(main, func(t Reason) bool { return t.Cue.Name == c.Cue && t.LogOdds*c.LogOdds > 0 })
		if i < 0 {
			i, main = len(main), append(main, Reason{Cue: Describe(c.Cue)})
		}
		t := &main[i]
		t.LogOdds += c.LogOdds
		again := func(text string) bool { return strings.EqualFold(text, c.Text) }
		if strings.TrimSpace(c.Text) != strings.TrimSpace(headline) && len(t.Texts) < most && !slices.ContainsFunc(t.Texts, again) {
			t.Texts = append(t.Texts, c.Text)
		}
	}
	slices.SortStableFunc(main, func(a, b Reason) int { return cmp.Compare(math.Abs(b.LogOdds), math.Abs(a.LogOdds)) })
	return main[:min(most, len(main))]
}

// join merges a reason into the narrowest of those that take it, or appends it. One
// that is everywhere does not widen the other.
func join(all *[]Contribution, c Contribution, everywhere bool, takes func(*Contribution) bool) {
	var best *Contribution
	for i := range *all {
		o := &(*all)[i]
		if takes(o) && (best == nil || o.End-o.Start < best.End-best.Start) {
			best = o
		}
	}
	if best == nil {
		*all = append(*all, c)
		return
	}
	best.LogOdds += c.LogOdds
	if !everywhere {
		best.Start, best.End = min(best.Start, c.Start), max(best.End, c.End)
	}
}

// Package corpus makes any number of distinct, labelled headlines out of some
// that were given, so that speed can be measured on more titles than anybody
// has.
package corpus

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"github.com/heboh/heboh/datasets"
)

// nameShare is the share of titles that get an invented name. Together with
// the law by which names recur it makes the vocabulary grow with the number of
// titles, as it does in real ones (Heaps 1978); parts of given titles alone
// would never bring a new word.
const nameShare = 0.35

// Maker makes titles by joining the front of one given title to the back of
// another of the same language and label.
type Maker struct {
	given []datasets.Example
	kin   map[string][]int // rows that may be joined, by kind
	rng   *rand.Rand
	names *rand.Zipf
}

// New returns a maker that takes apart the given titles. The same titles and
// seed give the same output.
func New(given []datasets.Example, seed uint64) (*Maker, error) {
	m := &Maker{kin: map[string][]int{}, rng: rand.New(rand.NewPCG(seed, 1))}
	for _, e := range given {
		if len(strings.Fields(e.Text)) < 2 {
			continue
		}
		m.kin[kind(e)] = append(m.kin[kind(e)], len(m.given))
		m.given = append(m.given, e)
	}
	if len(m.given) < 2 {
		return nil, fmt.Errorf("%d titles of two words or more; at least 2 are needed to make others of", len(m.given))
	}
	m.names = rand.NewZipf(m.rng, 1.2, 20, 1<<40)
	return m, nil
}

func kind(e datasets.Example) string { return fmt.Sprint(e.Lang, e.Label) }

// Titles yields n made titles without end of line, not all distinct.
func (m *Maker) Titles(n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for range n {
			if !yield(m.next().Text) {
				return
			}
		}
	}
}

// Examples returns n made examples of which no two are the same headline to
// datasets.Key, so that no program that merges duplicates gets fewer.
func (m *Maker) Examples(n int) ([]datasets.Example, error) {
	out := make([]datasets.Example, 0, n)
	seen := make(map[string]bool, n)
	for tries := 0; len(out) < n; tries++ {
		if tries > 20*n+1000 {
			return nil, fmt.Errorf("only %d distinct titles could be made of %d given ones; give more", len(out), len(m.given))
		}
		e := m.next()
		if key := datasets.KeyHash(e.Text); !seen[key] {
			seen[key] = true
			out = append(out, e)
		}
	}
	return out, nil
}

// next makes one title. Label, intensity and devices are those of the title
// that gives the front; the back has the same label.
func (m *Maker) next() datasets.Example {
	e := m.given[m.rng.IntN(len(m.given))]
	kin := m.kin[kind(e)]
	front := strings.Fields(e.Text)
	back := strings.Fields(m.given[kin[m.rng.IntN(len(kin))]].Text)
	words := append(front[:m.cut(len(front))], back[m.cut(len(back)):]...)
	if m.rng.Float64() < nameShare {
		words = insert(words, m.rng.IntN(len(words)+1), name(m.names.Uint64()))
	}
	e.Text, e.Group, e.Source = strings.Join(words, " "), "", ""
	return e
}

// cut is a place near the middle of n words, leaving one at least on either
// side.
func (m *Maker) cut(n int) int {
	return min(max(n/2+m.rng.IntN(3)-1, 1), n-1)
}

func insert(words []string, at int, w string) []string {
	words = append(words, "")
	copy(words[at+1:], words[at:])
	words[at] = w
	return words
}

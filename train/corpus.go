package train

import (
	"runtime"
	"slices"
	"sync"

	"github.com/heboh/heboh/features"
)

// corpus holds the features of a list of texts.
type corpus struct {
	cues  [][]firedCue // one row a text: the cues that are not 0
	grams [][]uint64   // n-gram hashes, in order of appearance; 0: not to be learnt
}

// firedCue is a cue and its value. A title fires a tenth of all.
type firedCue struct {
	id    features.CueID
	value float32
}

// row returns the cues of text i, one column each, with others behind them.
func (c *corpus) row(i int, others ...float64) []float64 {
	row := make([]float64, features.NumCues, features.NumCues+len(others))
	for _, f := range c.cues[i] {
		row[f.id] = float64(f.value)
	}
	return append(row, others...)
}

// extract computes the features of every text, in parallel; the result does
// not depend on the number of processors.
func extract(texts []string) *corpus {
	c := &corpus{make([][]firedCue, len(texts)), make([][]uint64, len(texts))}
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var h features.Headline
			var grams []uint64
			for i := w; i < len(texts); i += workers {
				h.Reset(texts[i])
				values := h.Cues()
				row := make([]firedCue, 0, len(h.Fired()))
				for k, v := range values {
					if v != 0 {
						row = append(row, firedCue{features.CueID(k), v})
					}
				}
				c.cues[i] = row
				grams = h.NGrams(grams[:0])
				withoutSides(&h, texts[i], grams)
				c.grams[i] = slices.Clone(grams)
			}
		})
	}
	wg.Wait()
	return c
}

// vocabulary numbers the n-grams that enough texts hold.
type vocabulary struct {
	column map[uint64]int32
	hashes []uint64 // hash of each column
	counts []int    // texts that hold it
}

// newVocabulary numbers, in order of first appearance, the n-grams that at
// least minTexts of the chosen texts hold, two or more.
func newVocabulary(c *corpus, idx []int, minTexts int) *vocabulary {
	count := c.textsWith(idx)
	v := &vocabulary{column: make(map[uint64]int32)}
	for _, i := range idx {
		for _, g := range c.grams[i] {
			if int(count[g].texts) < minTexts {
				continue
			}
			if _, ok := v.column[g]; !ok {
				v.column[g] = int32(len(v.hashes))
				v.hashes = append(v.hashes, g)
				v.counts = append(v.counts, int(count[g].texts))
			}
		}
	}
	return v
}

// spread is how many texts hold an n-gram, and which was the last.
type spread struct{ texts, last int32 }

// textsWith counts the texts that hold each n-gram. Most n-grams occur once: a
// first pass over a set of bits finds those that may occur more often, so that
// only these take room in the map; the others are not in it.
func (c *corpus) textsWith(idx []int) map[uint64]spread {
	const logBits = 28
	seen := make([]uint64, 1<<(logBits-6))
	count := make(map[uint64]spread)
	for _, i := range idx {
		for _, g := range c.grams[i] {
			at, bit := g>>(64-logBits+6), uint64(1)<<(g>>(64-logBits)&63)
			if g == 0 || seen[at]&bit == 0 {
				seen[at] |= bit
				continue
			}
			count[g] = spread{}
		}
	}
	delete(count, 0) // not to be learnt
	for n, i := range idx {
		for _, g := range c.grams[i] {
			if k, ok := count[g]; ok && k.last != int32(n+1) {
				count[g] = spread{k.texts + 1, int32(n + 1)}
			}
		}
	}
	return count
}

// rows looks the n-grams of every text up. An n-gram that a text holds twice
// counts twice, as in scoring.
func (v *vocabulary) rows(c *corpus) *sparseRows {
	r := &sparseRows{start: make([]int, 1, len(c.grams)+1), width: len(v.hashes)}
	for _, grams := range c.grams {
		for _, g := range grams {
			if col, ok := v.column[g]; ok {
				r.cols = append(r.cols, col)
			}
		}
		r.start = append(r.start, len(r.cols))
		r.scale = append(r.scale, features.Scale(len(grams)))
	}
	return r
}

package train

import (
	"runtime"
	"sync"

	"github.com/heboh/heboh/features"
)

// corpus holds the features of a list of texts.
type corpus struct {
	cues  [][]float64 // one row a text, one column a cue
	grams [][]uint64  // n-gram hashes, in order of appearance; 0: not to be learnt
}

// extract computes the features of every text, in parallel; the result does
// not depend on the number of processors.
func extract(texts []string) *corpus {
	c := &corpus{make([][]float64, len(texts)), make([][]uint64, len(texts))}
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var h features.Headline
			for i := w; i < len(texts); i += workers {
				h.Reset(texts[i])
				row := make([]float64, features.NumCues)
				for k, v := range h.Cues() {
					row[k] = float64(v)
				}
				c.cues[i] = row
				c.grams[i] = h.NGrams(nil)
				withoutSides(&h, texts[i], c.grams[i])
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
// least minTexts of the chosen texts hold.
func newVocabulary(c *corpus, idx []int, minTexts int) *vocabulary {
	count := make(map[uint64]int32)
	last := make(map[uint64]int32)
	for n, i := range idx {
		for _, g := range c.grams[i] {
			if g != 0 && last[g] != int32(n+1) {
				last[g] = int32(n + 1)
				count[g]++
			}
		}
	}
	v := &vocabulary{column: make(map[uint64]int32)}
	for _, i := range idx {
		for _, g := range c.grams[i] {
			if int(count[g]) < minTexts {
				continue
			}
			if _, ok := v.column[g]; !ok {
				v.column[g] = int32(len(v.hashes))
				v.hashes = append(v.hashes, g)
				v.counts = append(v.counts, int(count[g]))
			}
		}
	}
	return v
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

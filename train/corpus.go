package train

import (
	"runtime"
	"slices"
	"sync"

	"github.com/heboh/heboh/features"
)

// corpus is a list of texts and their cues. Their n-grams, which would take
// more memory than all else, are computed where they are needed.
type corpus struct {
	texts   []string
	cues    [][]firedCue      // by text: the cues that are not 0
	sides   []bool            // texts that name a side
	tokens  []int             // number of tokens of each text
	classes *features.Classes // nil for none
}

// firedCue is a cue and its value. A headline fires about a tenth of all.
type firedCue struct {
	id    features.CueID
	value float32
}

// row returns the values of all cues of text i, with others behind them.
func (c *corpus) row(i int, others ...float64) []float64 {
	row := make([]float64, features.NumCues, features.NumCues+len(others))
	for _, f := range c.cues[i] {
		row[f.id] = float64(f.value)
	}
	return append(row, others...)
}

func extract(texts []string, classes *features.Classes) *corpus {
	c := &corpus{texts, make([][]firedCue, len(texts)), make([]bool, len(texts)), make([]int, len(texts)), classes}
	eachHeadline(texts, func(i int, h *features.Headline) {
		values := h.Cues()
		row := make([]firedCue, 0, len(h.Fired()))
		for k, v := range values {
			if v != 0 {
				row = append(row, firedCue{features.CueID(k), v})
			}
		}
		c.cues[i] = row
		c.sides[i] = namesSide(texts[i])
		c.tokens[i] = h.Len()
	})
	return c
}

// eachHeadline calls do for every text, in parallel and in no particular order.
func eachHeadline(texts []string, do func(i int, h *features.Headline)) {
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var h features.Headline
			for i := w; i < len(texts); i += workers {
				h.Reset(texts[i])
				do(i, &h)
			}
		})
	}
	wg.Wait()
}

// eachGrams calls do with the hashes of the n-grams of every text, in order of
// texts and of appearance. Those that must not be learnt are 0. The slice is
// valid during the call only.
func (c *corpus) eachGrams(do func(i int, grams []uint64)) {
	const chunkSize = 4096
	grams := make([][]uint64, min(chunkSize, len(c.texts)))
	first := 0
	for chunk := range slices.Chunk(c.texts, chunkSize) {
		eachHeadline(chunk, func(k int, h *features.Headline) {
			grams[k] = h.NGrams(grams[k][:0], c.classes)
			if c.sides[first+k] {
				withoutSides(h, chunk[k], grams[k]) // classes hold no names
			}
		})
		for k := range chunk {
			do(first+k, grams[k])
		}
		first += len(chunk)
	}
}

// vocabulary numbers the n-grams that enough texts hold.
type vocabulary struct {
	column map[uint64]int32
	hashes []uint64 // hash of each column
	counts []int    // texts that hold it
	total  int      // occurrences of all of them
	tied   tie      // of the first columns
}

// newVocabulary numbers the unigrams of words that have a vector, in their order,
// and then, in order of first appearance, the n-grams that at least minTexts texts
// hold; minTexts is 2 or more.
func newVocabulary(c *corpus, words *Words, minTexts int) *vocabulary {
	count := c.textsWith()
	v := &vocabulary{column: make(map[uint64]int32), tied: tie{words: words}}
	for id := 1; words != nil && id < words.len(); id++ {
		if word := words.words[id]; !sides[word] {
			g := features.HashUnigram(word)
			v.tied.columns, v.tied.ids = append(v.tied.columns, int32(len(v.hashes))), append(v.tied.ids, int32(id))
			v.column[g] = int32(len(v.hashes))
			v.hashes = append(v.hashes, g)
			v.counts = append(v.counts, max(1, int(count[g].texts)))
		}
	}
	c.eachGrams(func(_ int, grams []uint64) {
		for _, g := range grams {
			_, listed := v.column[g]
			texts := int(count[g].texts)
			if texts < minTexts && !listed {
				continue
			}
			v.total++
			if !listed {
				v.column[g] = int32(len(v.hashes))
				v.hashes = append(v.hashes, g)
				v.counts = append(v.counts, texts)
			}
		}
	})
	return v
}

// pick is a vocabulary of the given columns alone, to compile.
func (v *vocabulary) pick(columns []int32) *vocabulary {
	picked := &vocabulary{}
	for _, c := range columns {
		picked.hashes = append(picked.hashes, v.hashes[c])
		picked.counts = append(picked.counts, v.counts[c])
	}
	return picked
}

// spread is how many texts hold an n-gram, and which was the last.
type spread struct{ texts, last int32 }

// textsWith counts the texts that hold each n-gram, except those that occur once
// only: most do, and a first pass with a set of bits keeps them out of the map.
func (c *corpus) textsWith() map[uint64]spread {
	const logBits = 28
	seen := make([]uint64, 1<<(logBits-6))
	count := make(map[uint64]spread)
	c.eachGrams(func(_ int, grams []uint64) {
		for _, g := range grams {
			at, bit := g>>(64-logBits+6), uint64(1)<<(g>>(64-logBits)&63)
			if g == 0 || seen[at]&bit == 0 {
				seen[at] |= bit
				continue
			}
			count[g] = spread{}
		}
	})
	delete(count, 0) // not to be learnt
	c.eachGrams(func(i int, grams []uint64) {
		for _, g := range grams {
			if k, ok := count[g]; ok && k.last != int32(i+1) {
				count[g] = spread{k.texts + 1, int32(i + 1)}
			}
		}
	})
	return count
}

// rows looks up the n-grams of every text. One that a text holds twice counts
// twice, as in scoring.
func (v *vocabulary) rows(c *corpus) *sparseRows {
	r := &sparseRows{start: make([]int, 1, len(c.texts)+1), cols: make([]int32, 0, v.total), width: len(v.hashes), tied: v.tied}
	c.eachGrams(func(i int, grams []uint64) {
		for _, g := range grams {
			if col, ok := v.column[g]; ok {
				r.cols = append(r.cols, col)
			}
		}
		r.start = append(r.start, len(r.cols))
		r.scale = append(r.scale, features.Scale(c.tokens[i]))
	})
	return r
}

package vectors

import (
	"math"
	"math/rand/v2"
)

// noiseBits sets the size of the table negatives are drawn from: 2^20 slots
// give even a rare word of a 30,000-word vocabulary a few of them.
const noiseBits = 20

// noiseTable holds each word in proportion to its count to the power 3/4, the
// noise distribution of Mikolov et al. (2013). Unknown is never drawn.
func noiseTable(vocab *Vocabulary) []int32 {
	var total float64
	for id := 1; id < vocab.Len(); id++ {
		total += math.Pow(float64(vocab.counts[id]), 0.75)
	}
	table := make([]int32, 1<<noiseBits)
	id, sum := 1, math.Pow(float64(vocab.counts[1]), 0.75)
	for i := range table {
		for float64(i) >= sum/total*float64(len(table)) && id < vocab.Len()-1 {
			id++
			sum += math.Pow(float64(vocab.counts[id]), 0.75)
		}
		table[i] = int32(id)
	}
	return table
}

// keepChances returns for each word the chance that one occurrence of it is
// used, by word2vec's formula: (sqrt(f/t) + 1) * t/f for a word that makes up
// the share f of the text. Unknown is never used: it stands for no one word.
func keepChances(vocab *Vocabulary, t float64) []float64 {
	total := 0
	for _, n := range vocab.counts[1:] {
		total += n
	}
	keep := make([]float64, vocab.Len())
	for id := 1; id < vocab.Len(); id++ {
		keep[id] = 1
		if f := float64(vocab.counts[id]) / float64(total); t > 0 && f > 0 {
			keep[id] = min(1, (math.Sqrt(f/t)+1)*t/f)
		}
	}
	return keep
}

// thin copies the words of a text that pass the draw to dst.
func thin(dst, text []int32, keep []float64, random *rand.Rand) []int32 {
	dst = dst[:0]
	for _, id := range text {
		if k := keep[id]; k >= 1 || k > 0 && random.Float64() < k {
			dst = append(dst, id)
		}
	}
	return dst
}

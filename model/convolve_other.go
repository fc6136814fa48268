//go:build !amd64

package model

// convolve sets best to the greatest window sum of each filter: 8·blocks filters
// of each width from 1 to widths. The sum of the window at i is that of byte j of
// rows[at[i+p]+column+p*blocks+j/8] - 128 over its places p.
func convolve(best []int16, rows []uint64, at []int32, blocks, widths int) {
	convolveGo(best, rows, at, blocks, widths)
}

// output is the last layer: Σ out·max(0, best·scale + bias). All slices have the
// same length, a multiple of 8.
func output(best []int16, scale, bias, out []float64) float64 {
	return outputGo(best, scale, bias, out)
}

// sumGrams adds up the weights of the n-grams in a table, in units of scale.
func sumGrams(buckets, grams []uint64, shift uint) int { return sumGramsGo(buckets, grams, shift) }

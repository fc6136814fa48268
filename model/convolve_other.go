//go:build !amd64

package model

// convolve sets best, for each filter of width 1 to widths, eight times blocks
// of each, to the greatest sum over the windows of the places at, less what
// the projections were raised by: byte j of
// rows[at[i+p]+column+p*blocks+j/8] - 128, added up over p, for every i.
func convolve(best []int16, rows []uint64, at []int32, blocks, widths int) {
	convolveGo(best, rows, at, blocks, widths)
}

// output is the last layer: Σ out·max(0, best·scale + bias). All have the same
// length, a multiple of 8.
func output(best []int16, scale, bias, out []float64) float64 {
	return outputGo(best, scale, bias, out)
}

// sumGrams adds up the weights, in units of scale, that the n-grams have in a
// table of buckets.
func sumGrams(buckets, grams []uint64, shift uint) int { return sumGramsGo(buckets, grams, shift) }

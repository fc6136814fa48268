package model

// convolve sets best, for each filter of width 1 to widths, eight times blocks
// of each, to the greatest sum over the windows of the places at, less what
// the projections were raised by: byte j of
// rows[at[i+p]+column+p*blocks+j/8] - 128, added up over p, for every i. The
// caller vouches for the indices. It needs SSE2, which every amd64 has.
//
//go:noescape
func convolve(best []int16, rows []uint64, at []int32, blocks, widths int)

// output is the last layer: Σ out·max(0, best·scale + bias). All have the same
// length, a multiple of 8.
//
//go:noescape
func output(best []int16, scale, bias, out []float64) float64

// sumGrams adds up the weights, in units of scale, that the n-grams have in a
// table of buckets.
//
//go:noescape
func sumGrams(buckets, grams []uint64, shift uint) int

package model

// sumGrams adds up the weights of the n-grams in a table, in units of scale. It
// needs SSE2, which every amd64 has.
//
//go:noescape
func sumGrams(buckets, grams []uint64, shift uint) int

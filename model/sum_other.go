//go:build !amd64

package model

// sumGrams adds up the weights of the n-grams in a table, in units of scale.
func sumGrams(buckets, grams []uint64, shift uint) int { return sumGramsGo(buckets, grams, shift) }

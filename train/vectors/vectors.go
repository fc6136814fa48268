package vectors

import (
	"cmp"
	"math"
	"slices"
)

// Vectors holds one vector a word. Reading is safe for concurrent use.
type Vectors struct {
	dim  int
	data []float32
}

// Dim returns the numbers a vector.
func (v *Vectors) Dim() int { return v.dim }

// Len returns the number of vectors, that of the vocabulary.
func (v *Vectors) Len() int { return len(v.data) / v.dim }

// Data returns all vectors in a row, word after word; not a copy.
func (v *Vectors) Data() []float32 { return v.data }

// Row returns the vector of one word; not a copy. It is nil for identifiers
// out of range.
func (v *Vectors) Row(id int32) []float32 {
	if id < 0 || int(id) >= v.Len() {
		return nil
	}
	return v.data[int(id)*v.dim : (int(id)+1)*v.dim]
}

// Cosine returns the cosine of the angle between two words' vectors, in
// [-1, 1]; 0 when either has no direction or is out of range.
func (v *Vectors) Cosine(a, b int32) float64 {
	var dot, aa, bb float64
	y := v.Row(b)
	if y == nil {
		return 0
	}
	for i, x := range v.Row(a) {
		dot += float64(x) * float64(y[i])
		aa += float64(x) * float64(x)
		bb += float64(y[i]) * float64(y[i])
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return dot / math.Sqrt(aa*bb)
}

// Nearest returns the n words whose vectors lie closest to a word's by
// [Vectors.Cosine], the word itself and [Unknown] left out, closest first.
func (v *Vectors) Nearest(id int32, n int) []int32 {
	type candidate struct {
		id     int32
		cosine float64
	}
	var all []candidate
	for other := int32(1); int(other) < v.Len(); other++ {
		if other != id {
			all = append(all, candidate{other, v.Cosine(id, other)})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.id, b.id))
	})
	var ids []int32
	for _, c := range all[:max(0, min(n, len(all)))] {
		ids = append(ids, c.id)
	}
	return ids
}

package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/heboh/heboh/features"
)

// About how many word classes there are, chosen on publishers held out: coarse
// ones carry what was learnt of a word to the whole field, fine ones to its like.
const (
	coarseClasses = 300
	fineClasses   = 1500
	leastPerClass = 4 // words; small vocabularies get fewer classes
)

// classSteps is the number of steps of k-means; after more, few words move.
const classSteps = 10

// classes groups words by k-means of their vectors, of unit length, into coarse
// classes and each of those into fine ones. Names of sides are left out, so that
// none has a class. Progress is how many of the classSteps of the coarse ones, which
// take nearly all of the time, are done.
func (w *Words) classes(progress func(n int)) (*features.Classes, error) {
	var ids []int32
	for id := 1; id < w.len(); id++ {
		if !sides[w.words[id]] {
			ids = append(ids, int32(id))
		}
	}
	k := max(1, min(coarseClasses, len(ids)/leastPerClass))
	coarse := []uint16{0} // unknown words
	var hashes []uint64
	var fine []int
	for c, group := range w.cluster(ids, k, progress) {
		perClass := max(leastPerClass, len(ids)/fineClasses)
		for _, sub := range w.cluster(group, max(1, len(group)/perClass), func(int) {}) {
			for _, id := range sub {
				hashes = append(hashes, features.HashWord(w.words[id]))
				fine = append(fine, len(coarse))
			}
			coarse = append(coarse, uint16(c+1))
		}
	}
	return features.NewClasses(hashes, fine, coarse)
}

// cluster divides words into k groups by k-means (Lloyd 1982) from a fixed random
// start. Empty groups are left out.
func (w *Words) cluster(ids []int32, k int, progress func(n int)) [][]int32 {
	centres := make([][]float32, k)
	for c, i := range rand.New(rand.NewPCG(1, uint64(k))).Perm(len(ids))[:k] {
		centres[c] = slices.Clone(w.vector(ids[i]))
	}
	nearest := make([]int, len(ids))
	for range classSteps {
		var wg sync.WaitGroup
		for p := range 2 {
			wg.Go(func() {
				for i := p; i < len(ids); i += 2 {
					nearest[i] = closest(centres, w.vector(ids[i]))
				}
			})
		}
		wg.Wait()
		for c := range centres {
			clear(centres[c])
		}
		for i, c := range nearest {
			for d, v := range w.vector(ids[i]) {
				centres[c][d] += v
			}
		}
		for _, c := range centres {
			normalise(c)
		}
		progress(1)
	}
	groups := make([][]int32, k)
	for i, c := range nearest {
		groups[c] = append(groups[c], ids[i])
	}
	return slices.DeleteFunc(groups, func(g []int32) bool { return len(g) == 0 })
}

// closest is the number of the centre with the greatest cosine, all of unit
// length.
func closest(centres [][]float32, v []float32) (best int) {
	most := float32(math.Inf(-1))
	for c, centre := range centres {
		if s := dot(centre, v); s > most {
			most, best = s, c
		}
	}
	return best
}

func dot(a, b []float32) (sum float32) {
	var s [4]float32 // side by side
	n := len(a) &^ 3
	b = b[:len(a)]
	for i := 0; i < n; i += 4 {
		s[0] += a[i] * b[i]
		s[1] += a[i+1] * b[i+1]
		s[2] += a[i+2] * b[i+2]
		s[3] += a[i+3] * b[i+3]
	}
	for i := n; i < len(a); i++ {
		sum += a[i] * b[i]
	}
	return sum + s[0] + s[1] + s[2] + s[3]
}

func normalise(v []float32) {
	if n := dot(v, v); n > 0 {
		scale := 1 / float32(math.Sqrt(float64(n)))
		for i := range v {
			v[i] *= scale
		}
	}
}

package train

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// starWords are 400 words whose vectors point, nearly, in four directions: word i
// in direction i%4. Word 8 is the name of a side.
func starWords(t *testing.T) *Words {
	t.Helper()
	var b strings.Builder
	r := rand.New(rand.NewPCG(3, 3))
	for i := range 400 {
		fmt.Fprint(&b, star(i))
		for k := range 8 {
			v := r.NormFloat64() / 50
			if k == i%4 {
				v += 1 + r.Float64()
			}
			fmt.Fprintf(&b, " %.3f", v)
		}
		fmt.Fprintln(&b)
	}
	w, err := ReadWords(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return w.unit()
}

func star(i int) string {
	if i == 8 {
		return "israel"
	}
	return fmt.Sprint("kata", i)
}

// TestCluster: k-means finds the four directions.
func TestCluster(t *testing.T) {
	w := starWords(t)
	var ids []int32
	for i := range 400 {
		ids = append(ids, w.index[star(i)])
	}
	seen := 0
	for _, group := range w.cluster(ids, 16, func(int) {}) {
		for _, id := range group {
			if (id-group[0])%4 != 0 {
				t.Fatalf("%s and %s are in one group", w.words[id], w.words[group[0]])
			}
		}
		seen += len(group)
	}
	if seen != 400 {
		t.Errorf("%d of 400 words are in a group", seen)
	}
}

// TestWordClasses: a class n-gram of one word is that of another word of the same
// direction or not there; the name of a side is an unknown word.
func TestWordClasses(t *testing.T) {
	steps := 0
	c, err := starWords(t).classes(func(n int) { steps += n })
	if err != nil {
		t.Fatal(err)
	}
	if steps != classSteps {
		t.Errorf("%d of %d steps were reported", steps, classSteps)
	}
	corpus := extract([]string{"kata4", "kata5", "israel", "takdikenal"}, c)
	var grams [][]uint64
	corpus.eachGrams(func(_ int, g []uint64) { grams = append(grams, append([]uint64(nil), g[len(g)-6:]...)) })
	for i, g := range grams[2] {
		if g != grams[3][i] {
			t.Error("the name of a side has a class")
		}
	}
	if grams[0][0] == grams[1][0] || grams[0][1] == grams[1][1] || grams[0][0] == grams[3][0] {
		t.Error("words of two directions, or an unknown word, share a class")
	}
}

// TestTiedWeights: what is learnt of a word holds for a word with a like vector
// that no row has, and not for one with another.
func TestTiedWeights(t *testing.T) {
	w := starWords(t)
	rows := &sparseRows{start: []int{0}, width: 400, tied: tie{words: w}}
	for i := range 400 {
		rows.tied.columns, rows.tied.ids = append(rows.tied.columns, int32(i)), append(rows.tied.ids, w.index[star(i)])
	}
	var y, weight []float64
	for i := range 300 { // words 300 to 399 are in no row
		rows.cols = append(rows.cols, int32(i))
		rows.start = append(rows.start, len(rows.cols))
		rows.scale = append(rows.scale, 1)
		y, weight = append(y, float64(bit(i%4 == 1))), append(weight, 10)
	}
	m := fitSparse(rows, all(300), y, weight, gramL2, 100, nil)
	for i := 300; i < 400; i++ {
		if z := m.weights[i]; (i%4 == 1) != (z > .5) {
			t.Errorf("word %d of direction %d weighs %v", i, i%4, z)
		}
	}
}

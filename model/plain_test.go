package model

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
)

// plainLogOdds is the plain form of logOdds, over the same features: every
// cue, every slot of every bucket.
func (m *Model) plainLogOdds(headline string, head Head) float64 {
	var h features.Headline
	h.Reset(headline)
	from := &m.heads[head]
	z := from.Intercept
	for i, v := range h.Cues() {
		z += from.Cues[i] * float64(v)
	}
	grams := h.NGrams(nil, m.classes)
	var sum float64
	for _, g := range grams {
		if head < numVerdicts {
			sum += m.grams[head].scale * float64(m.grams[head].plainGet(g))
		} else if s := m.shared.slots[g>>m.shared.shift]; uint16(s) == uint16(g) {
			d := head - numVerdicts
			sum += m.shared.scale[d] * float64(int8(s>>(16+8*d)))
		}
	}
	return z + sum*features.Scale(h.Len())
}

// heads are the log-odds of every head.
func (m *Model) headLogOdds(headline string) (z [NumHeads]float64) {
	var s scratch
	m.read(&s, headline)
	m.allLogOdds(&s, &z)
	return z
}

func (t *ngramTable) plainGet(h uint64) int8 {
	for slot := range perBucket {
		s := uint16(t.slots[h>>t.shift] >> (16 * slot))
		if uint8(s) == uint8(h) {
			return int8(s >> 8)
		}
	}
	return 0
}

// randomParts are a model with random weights for the words of lot.
func randomParts(r *rand.Rand, lot []string) Parts {
	weights := func() []float64 {
		w := make([]float64, features.NumCues)
		for i := range w {
			w[i] = r.NormFloat64()
		}
		return w
	}
	var p Parts
	p.Shared.LogSlots = 8
	for i := range p.Heads {
		p.Heads[i] = HeadParts{Cues: weights(), NGrams: NGrams{LogBuckets: 8}, Slope: 1, Threshold: .5}
	}
	var h features.Headline
	h.Reset(strings.Join(lot, " "))
	p.Classes = randomClasses(lot)
	for _, g := range h.NGrams(nil, p.Classes) {
		for v := range numVerdicts {
			grams := &p.Heads[v].NGrams
			grams.List = append(grams.List, NGram{g, r.NormFloat64()})
		}
		f := SharedNGram{Hash: g}
		for d := range f.Weights {
			f.Weights[d] = r.NormFloat64()
		}
		p.Shared.List = append(p.Shared.List, f)
	}
	return p
}

// randomClasses puts every other word of lot into one of eight classes.
func randomClasses(lot []string) *features.Classes {
	var words []uint64
	var fine []int
	for i, tok := range features.Tokenize(strings.Join(lot, " ")) {
		if i%2 == 0 {
			words, fine = append(words, features.HashWord(tok.Shape())), append(fine, 1+i%8)
		}
	}
	c, err := features.NewClasses(words, fine, []uint16{0, 1, 1, 1, 2, 2, 2, 3, 3})
	if err != nil {
		panic(err)
	}
	return c
}

var lot = strings.Fields(`Geger! Warga Desa TERPOJOK makin heboh, artis ini bikin 5 fakta yang ternyata 2019 "begini"
	Rp200 KPK shocking you won't believe kata-kata h*boh V1R4L 🔥 … menteri: harga (beras) naik 2,5 % soal "kami" b*jat dan ? di`)

// TestPlain compares the compiled score with the plain one on 100,000 random
// titles.
func TestPlain(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 5_000
	}
	r := rand.New(rand.NewPCG(2020, 1))
	m, err := Compile(randomParts(r, lot))
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		var b strings.Builder
		for range r.IntN(20) {
			b.WriteString(lot[r.IntN(len(lot))] + []string{" ", " ", " ", "", "-"}[r.IntN(5)])
		}
		checkPlain(t, m, b.String())
	}
}

func checkPlain(t *testing.T, m *Model, headline string) {
	t.Helper()
	m = m.AnyLanguage()
	got := m.headLogOdds(headline)
	for h, z := range got {
		if want := m.plainLogOdds(headline, Head(h)); !(math.Abs(want-z) <= 1e-9) {
			t.Fatalf("%q: %s: %v, plainly %v", headline, Head(h), z, want)
		}
	}
	if z := m.LogOdds(headline); z != got[HeadSensational] {
		t.Fatalf("%q: LogOdds %v, among all heads %v", headline, z, got[HeadSensational])
	}
}

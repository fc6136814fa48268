package model

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
)

// plainLogOdds is the plain form of logOdds, over the same features: every
// cue, every slot of every bucket, every filter at every place.
func (m *Model) plainLogOdds(title string) float64 {
	var h features.Headline
	h.Reset(title)
	z := m.bias
	for i, v := range h.Cues() {
		z += m.cues[i] * float64(v)
	}
	grams := h.NGrams(nil)
	var sum float64
	for _, g := range grams {
		sum += float64(m.grams.plainGet(g))
	}
	z += m.grams.scale * sum * features.Scale(len(grams))
	if m.net != nil {
		z += m.net.plainScore(&h)
	}
	return z
}

func (t *ngramTable) plainGet(h uint64) int8 {
	for slot := range slots {
		s := uint16(t.buckets[h>>t.shift] >> (16 * slot))
		if uint8(s) == uint8(h) {
			return int8(s >> 8)
		}
	}
	return 0
}

// plainScore adds up projections, one by one.
func (n *netTable) plainScore(h *features.Headline) float64 {
	var s scratch
	s.h, s.cues = *h, h.Cues()
	n.places(&s)
	var z float64
	column, filter := 0, 0
	for w := 1; w <= n.widths; w++ {
		for b := range n.blocks {
			for j := range 8 {
				best := math.Inf(-1)
				for i := n.widths - w; i <= len(s.at)-n.widths; i++ {
					sum := 0.
					for p := range w {
						x := n.rows[int(s.at[i+p])+column+p*n.blocks+b]
						sum += float64(uint8(x>>(8*j))) - 128
					}
					best = max(best, sum)
				}
				z += n.out[filter] * (max(0, best*n.scale[filter]+n.bias[filter]) - max(0, n.bias[filter]))
				filter++
			}
		}
		column += w * n.blocks
	}
	return z
}

// randomParts are a model whose weights are drawn by lot, for the words of lot.
func randomParts(r *rand.Rand, lot []string) Parts {
	weights := func() []float64 {
		w := make([]float64, features.NumCues)
		for i := range w {
			w[i] = r.NormFloat64()
		}
		return w
	}
	p := Parts{Cues: weights(), LogBuckets: 8, LogDeviceSlots: 8, Slope: 1, Threshold: .5}
	for d := range p.Heads {
		p.Heads[d] = Head{Cues: weights(), Slope: 1}
	}
	var h features.Headline
	h.Reset(strings.Join(lot, " "))
	for _, g := range h.NGrams(nil) {
		p.Features = append(p.Features, Feature{g, r.NormFloat64()})
	}
	net := &NetParts{Widths: 3, Filters: 16}
	net.Words = append(net.Words, h.WordHashes(nil)[:20]...)
	for range (1 + NetMarks + len(net.Words)) * net.columns() {
		net.Projections = append(net.Projections, int8(r.IntN(255)-127))
	}
	for range net.Widths * net.Filters {
		net.Scale = append(net.Scale, r.Float64()/32)
		net.Bias = append(net.Bias, r.NormFloat64())
		net.Output = append(net.Output, r.NormFloat64())
	}
	p.Net = net
	return p
}

var lot = strings.Fields(`Geger! Warga Desa TERPOJOK makin heboh, artis ini bikin 5 fakta yang ternyata 2019 "begini"
	Rp200 KPK shocking you won't believe kata-kata h*boh V1R4L 🔥 … menteri: harga (beras) naik 2,5 % soal "kami" b*jat dan ? di`)

// TestPlain holds the compiled score to the plain one on 100,000 random
// titles; the features themselves are held to theirs in package features.
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
		if want, got := m.plainLogOdds(b.String()), m.LogOdds(b.String()); math.Abs(want-got) > 1e-9 {
			t.Fatalf("%q: %v, plainly %v", b.String(), got, want)
		}
	}
}

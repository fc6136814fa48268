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
func (m *Model) plainLogOdds(headline string, head Head) float64 {
	var h features.Headline
	h.Reset(headline)
	from := &m.heads[head]
	z := from.intercept
	for i, v := range h.Cues() {
		z += from.cues[i] * float64(v)
	}
	grams := h.NGrams(nil)
	var sum float64
	for _, g := range grams {
		if head < numVerdicts {
			sum += m.grams[head].scale * float64(m.grams[head].plainGet(g))
		} else if s := m.shared.slots[g>>m.shared.shift]; uint16(s) == uint16(g) {
			d := head - numVerdicts
			sum += m.shared.scale[d] * float64(int8(s>>(16+8*d)))
		}
	}
	z += sum * features.Scale(len(grams))
	if from.out != nil {
		z += m.net.plainScore(&h, from.out)
	}
	return z
}

// heads are the log-odds of every head.
func (m *Model) headLogOdds(headline string) (z [NumHeads]float64) {
	var s scratch
	m.read(&s, headline)
	m.allLogOdds(&s, &z)
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
func (n *netTable) plainScore(h *features.Headline, out []float64) float64 {
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
				z += out[filter] * max(0, best*n.scale[filter]+n.bias[filter])
				filter++
			}
		}
		column += w * n.blocks
	}
	return z
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
	for _, g := range h.NGrams(nil) {
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
	net := &NetParts{Widths: 3, Filters: 16}
	net.Words = append(net.Words, h.WordHashes(nil)[:20]...)
	for range (1 + NetMarks + len(net.Words)) * net.columns() {
		net.Projections = append(net.Projections, int8(r.IntN(255)-127))
	}
	for range net.Widths * net.Filters {
		net.Scale = append(net.Scale, r.Float64()/32)
		net.Bias = append(net.Bias, r.NormFloat64())
		for i := range p.Heads {
			p.Heads[i].Output = append(p.Heads[i].Output, r.NormFloat64())
		}
	}
	p.Net = net
	return p
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

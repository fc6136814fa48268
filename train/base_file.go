package train

import (
	"encoding/hex"
	"fmt"
	"math"
	"slices"

	"github.com/heboh/heboh/model"
)

// baseFile is a model taken apart, with the n-grams of sensational as a table
// that a correction can change.
type baseFile struct {
	parts model.Parts
	grams gramTable
	sum   string // SHA-256 that the file carries
}

func (f *baseFile) head() *model.HeadParts { return &f.parts.Heads[model.HeadSensational] }

// openBase takes a model apart.
func openBase(m *model.Model) (*baseFile, error) {
	sum := m.Sum()
	f := &baseFile{parts: m.Parts(), sum: hex.EncodeToString(sum[:])}
	grams := &f.head().NGrams
	f.grams = gramTable{buckets: make([]uint64, 1<<grams.LogBuckets), shift: uint(64 - grams.LogBuckets), scale: grams.Scale}
	for _, g := range grams.List {
		key := f.grams.key(g.Hash)
		place, _ := f.grams.weakest(key) // a free one
		f.grams.put(key, place, int(math.Round(g.Weight/grams.Scale)))
	}
	return f, nil
}

// model puts the parts together again.
func (f *baseFile) model() (*model.Model, error) {
	p := f.parts
	grams := &p.Heads[model.HeadSensational].NGrams
	grams.List = nil
	for i, b := range f.grams.buckets {
		for ; b != 0; b >>= slotBits {
			if w := int8(b >> tagBits); w != 0 {
				grams.List = append(grams.List, model.NGram{Hash: uint64(i)<<f.grams.shift | b&tagMask, Weight: float64(w) * f.grams.scale})
			}
		}
	}
	m, err := model.Compile(p)
	if err != nil {
		return nil, fmt.Errorf("the corrected model: %w", err)
	}
	return m, nil
}

// shifted returns the base with a shift added to its weights; keys name the
// slots of the shift's n-grams.
func (f *baseFile) shifted(s *shift, keys []uint64) *baseFile {
	out := *f
	head := out.head()
	head.Intercept += s.bias
	head.Cues = slices.Clone(head.Cues)
	for c, w := range s.cues {
		head.Cues[c] += w
	}
	out.grams.buckets = slices.Clone(f.grams.buckets)
	for _, k := range descendingSize(s.grams) {
		out.grams.add(keys[k], s.grams[k])
	}
	return &out
}

// descendingSize orders the weights by their size, the largest first.
func descendingSize(w []float64) []int {
	size := make([]float64, len(w))
	for i, v := range w {
		size[i] = math.Abs(v)
	}
	return descending(size)
}

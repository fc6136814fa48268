package train

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// baseFile is a model taken apart along its file format (model/format.go) into
// what a correction changes and what it hands on as it is: the fingerprint of
// the features before, the device heads and the net after. Package model keeps
// these closed, for scoring does not want them open; put together again they
// go through model.Load, which checks them all.
type baseFile struct {
	head    []byte // magic, version, fingerprint
	info    model.Info
	numbers [4]float64 // intercept, slope, offset, threshold
	cues    [features.NumCues]float64
	grams   gramTable
	rest    []byte
	sum     string // SHA-256 that the file carries
}

// Places in baseFile.numbers.
const (
	numberBias = iota
	numberSlope
	numberOffset
	numberThreshold
)

// headBytes are those before the length of the description.
const headBytes = 8 + 4 + sha256.Size

// openBase takes a model apart.
func openBase(m *model.Model) (*baseFile, error) {
	var buf bytes.Buffer
	if err := m.Save(&buf); err != nil {
		return nil, err
	}
	all := buf.Bytes()
	body, sum := all[:len(all)-sha256.Size], all[len(all)-sha256.Size:]
	f := &baseFile{head: body[:headBytes], info: m.Info(), sum: hex.EncodeToString(sum)}
	at := body[headBytes:]
	at = at[4+binary.LittleEndian.Uint32(at):]
	float := func() float64 {
		v := math.Float64frombits(binary.LittleEndian.Uint64(at))
		at = at[8:]
		return v
	}
	for i := range f.numbers {
		f.numbers[i] = float()
	}
	for i := range f.cues {
		f.cues[i] = float()
	}
	log := uint(at[0])
	at = at[1:]
	f.grams = gramTable{buckets: make([]uint64, 1<<log), shift: 64 - log, scale: float()}
	for i := range f.grams.buckets {
		f.grams.buckets[i] = binary.LittleEndian.Uint64(at[8*i:])
	}
	f.rest = at[8*len(f.grams.buckets):]
	return f, nil
}

// model puts the parts together again.
func (f *baseFile) model() (*model.Model, error) {
	info, err := json.Marshal(f.info)
	if err != nil {
		return nil, fmt.Errorf("the corrected model: %w", err)
	}
	var b bytes.Buffer
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // a Buffer does not fail
	put(f.head)
	put(uint32(len(info)))
	put(info)
	put(f.numbers[:])
	put(f.cues[:])
	put(uint8(64 - f.grams.shift))
	put(f.grams.scale)
	put(f.grams.buckets)
	put(f.rest)
	sum := sha256.Sum256(b.Bytes())
	put(sum[:])
	m, err := model.Load(&b)
	if err != nil {
		return nil, fmt.Errorf("the corrected model: %w", err)
	}
	return m, nil
}

// shifted returns the base with a shift added to its weights; keys name the
// slots of the shift's n-grams.
func (f *baseFile) shifted(s *shift, keys []uint64) *baseFile {
	out := *f
	out.numbers[numberBias] += s.bias
	for c, w := range s.cues {
		out.cues[c] += w
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

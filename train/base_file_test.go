package train

import (
	"bytes"
	"math"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

func mustOpen(t testing.TB, m *model.Model) *baseFile {
	t.Helper()
	f, err := openBase(m)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func saved(t testing.TB, m *model.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBaseFileRoundTrip: taken apart and put together, a model is the same file.
func TestBaseFileRoundTrip(t *testing.T) {
	for name, m := range map[string]*model.Model{"shipped": model.Default(), "without a net": trained(t, Options{Seed: 1, Folds: 2}).Model} {
		again, err := mustOpen(t, m).model()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(saved(t, m), saved(t, again)) {
			t.Errorf("%s: another file", name)
		}
	}
}

// TestShiftedMeetsTheModel: what a shift does to the parts is what the model
// made of them gives to a title, so keys and slots are those that it looks up.
func TestShiftedMeetsTheModel(t *testing.T) {
	base := model.Default()
	f := mustOpen(t, base)
	const title = "Pasar Ikan di Tepi Sungai Dibuka Lagi!"
	var h features.Headline
	h.Reset(title)
	grams := h.NGrams(nil)
	s := &shift{bias: .25}
	s.cues[features.Exclaim] = .5
	var keys []uint64
	seen := map[uint64]bool{}
	for _, g := range grams {
		if k := f.grams.key(g); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
			s.grams = append(s.grams, float64(3+len(keys)%5)*f.grams.scale)
		}
	}
	out := f.shifted(s, keys)
	want := .25 + .5*float64(h.Cues()[features.Exclaim])
	moved := 0
	for _, g := range grams {
		d := out.grams.get(f.grams.key(g)) - f.grams.get(f.grams.key(g))
		want += f.grams.scale * features.Scale(len(grams)) * float64(d)
		if d != 0 {
			moved++
		}
	}
	m, err := out.model()
	if err != nil {
		t.Fatal(err)
	}
	if got := m.LogOdds(title) - base.LogOdds(title); math.Abs(got-want) > 1e-9 {
		t.Errorf("log-odds shifted by %v, want %v", got, want)
	}
	if moved < len(grams)*9/10 {
		t.Errorf("%d of %d n-grams moved", moved, len(grams))
	}
	if mustOpen(t, base).grams.get(keys[0]) != f.grams.get(keys[0]) {
		t.Error("the base changed")
	}
}

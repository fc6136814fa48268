package model_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

var mutants = flag.Int("mutants", 2000, "models that TestMutants makes; 100000 before a release")

// span is a part of a model file.
type span struct{ from, to int }

// layout is where the parts of a model file stand.
type layout struct {
	sizes  []span // counts and logarithms of sizes
	floats []span // of the heads and of each table's scale
	words  []span // tables, those of the classes first, if there are any
}

// layoutOf finds them, written from the description of the format and not from
// the decoder. It panics where sizes do not fit the file.
func layoutOf(file []byte) (l layout) {
	at := 44
	take := func(list *[]span, n int) []byte {
		*list = append(*list, span{at, at + n})
		at += n
		return file[at-n : at]
	}
	log := func() int {
		n := int(take(&l.sizes, 1)[0])
		if n > 30 {
			panic("size")
		}
		return n
	}
	at += int(binary.LittleEndian.Uint32(take(&l.sizes, 4)))
	if n := int(binary.LittleEndian.Uint32(take(&l.sizes, 4))); n > 0 {
		take(&l.words, 2*n)
		take(&l.words, 4<<log())
	}
	for range model.NumHeads {
		take(&l.floats, 8*(4+features.NumCues))
	}
	for _, scales := range []int{1, 1, model.NumDevices} {
		n := log()
		take(&l.floats, 8*scales)
		take(&l.words, 8<<n)
	}
	return l
}

// sound reports whether a file's sizes fit, so that it can be changed further.
func sound(file []byte) (ok bool) {
	defer func() { ok = recover() == nil }()
	layoutOf(file)
	return
}

// extremes are numbers that a program may trip over.
var extremes = []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1), 999_999, -999_999, 1e6, math.MaxFloat64,
	-math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-300, 1, -1, 1 << 53}

// mutate changes a file in one place.
func mutate(r *rand.Rand, file []byte) []byte {
	l := layoutOf(file)
	pick := func(list []span) []byte { s := list[r.IntN(len(list))]; return file[s.from:s.to] }
	float := func(b []byte, v float64) { binary.LittleEndian.PutUint64(b, math.Float64bits(v)) }
	switch r.IntN(11) {
	case 0: // any byte
		file[r.IntN(len(file))] = byte(r.Uint32())
	case 1: // a byte of the description and what surrounds it
		file[44+r.IntN(300)] ^= 1 << r.IntN(8)
	case 2: // a number
		b := pick(l.floats)
		float(b[8*r.IntN(len(b)/8):], extremes[r.IntN(len(extremes))])
	case 3: // all numbers of a head or table
		v := extremes[r.IntN(len(extremes))]
		for b := pick(l.floats); len(b) > 0; b = b[8:] {
			float(b, v)
		}
	case 4: // a size
		b := pick(l.sizes)
		b[0] = byte(r.Uint32())
	case 5: // a table of one byte
		b := pick(l.words)
		copy(b, bytes.Repeat([]byte{[]byte{0, 1, 0x7F, 0x80, 0xFF}[r.IntN(5)]}, len(b)))
	case 6: // a table of noise
		for b, i := pick(l.words), 0; i < len(b); i++ {
			b[i] = byte(r.Uint32())
		}
	case 7: // slots of tag 0 with something in them, all the same
		for b := pick(l.words); len(b) >= 4; b = b[4:] {
			binary.LittleEndian.PutUint32(b, 1+uint32(r.IntN(3)))
		}
	case 8: // a few bytes of a table
		b := pick(l.words)
		for range 1 + r.IntN(20) {
			b[r.IntN(len(b))] = byte(r.Uint32())
		}
	case 9: // what all slots of a table hold under their tags
		mask := []uint32{1<<11 - 1, 0xFF00_FF00, 0xFFFF_0000}[r.IntN(3)] & r.Uint32()
		for b := pick(l.words); len(b) >= 4; b = b[4:] {
			binary.LittleEndian.PutUint32(b, binary.LittleEndian.Uint32(b)^mask)
		}
	case 10: // a table of another size, which the file really holds
		return resize(r, file, l)
	}
	return file
}

// resize doubles a table of n-grams or cuts it in half.
func resize(r *rand.Rand, file []byte, l layout) []byte {
	i := 1 + r.IntN(3)
	table, size := l.words[len(l.words)-i], l.sizes[len(l.sizes)-i]
	half := (table.to - table.from) / 2
	if r.IntN(2) == 0 {
		file[size.from]++
		return bytes.Join([][]byte{file[:table.to], file[table.from:]}, nil)
	}
	file[size.from]--
	return bytes.Join([][]byte{file[:table.from+half], file[table.to:]}, nil)
}

// TestMutants changes models behind their checksum. Each is refused, or scores
// every title soundly, with as many look-ups as the model it was made of: their
// number depends on the title alone, so no model makes scoring long.
func TestMutants(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 4))
	probes := []string{"Geger! Warga 5 Desa Ini Kaget", "KPK periksa dua saksi", "You won't BELIEVE what happened next!!!", "", "?!", "日本語の見出し",
		"h e b o h V1R4L \u202e\u200b", strings.Repeat("heboh sekali ", 40)}
	lookups := map[string]int{}
	count := func(title string, c *features.Classes) int {
		var h features.Headline
		h.Reset(title)
		return len(h.NGrams(nil, c))
	}
	for _, title := range probes {
		lookups[title] = count(title, toyClasses())
	}
	var bases [][]byte
	for _, name := range []string{"linear", "classes"} {
		bases = append(bases, save(t, toys(t)[name]))
	}
	scored := 0
	for i := range *mutants {
		file := bytes.Clone(bases[i%2])
		for n := 1 + r.IntN(3); n > 0 && sound(file); n-- {
			file = mutate(r, file)
		}
		m, err := loadFrugally(t, seal(file))
		switch {
		case err == nil:
			scored++
			classes := m.Parts().Classes
			for _, title := range probes {
				checkMutant(t, m, title)
				if n := count(title, classes); classes != nil && n != lookups[title] {
					t.Errorf("%q: %d look-ups, %d in the toy", title, n, lookups[title])
				}
			}
		case !errors.Is(err, model.ErrFormat) && !errors.Is(err, model.ErrVersion):
			t.Errorf("untyped error: %v", err)
		}
		if t.Failed() {
			t.Fatalf("mutant %d", i)
		}
	}
	t.Logf("%d of %d refused, %d scored", *mutants-scored, *mutants, scored)
	if scored < *mutants/10 || scored > *mutants*9/10 {
		t.Error("one of the two ways is hardly tried")
	}
}

// checkMutant is checkVerdict for weights of any size, whose sums are exact only
// in proportion to them. The answer must be one that JSON can hold.
func checkMutant(t *testing.T, m *model.Model, title string) {
	t.Helper()
	e, p := m.Explain(title), m.Predict(title)
	if e.Prediction() != p || m.Score(title) != p.Probability {
		t.Errorf("%q: explained %+v, predicted %+v", title, e.Prediction(), p)
	}
	if _, err := json.Marshal(e); err != nil {
		t.Errorf("%q: %v", title, err)
	}
	devices := p.Devices.Values()
	for _, v := range append(devices[:], p.Probability, p.Bias.Probability) {
		if !(v >= 0 && v <= 1) {
			t.Errorf("%q: a probability of %v", title, v)
		}
	}
	for h := range model.Head(model.NumHeads) {
		r := m.Reasons(title, h)
		sum, size := r.Intercept, 1+math.Abs(r.Intercept)
		for _, c := range r.Cues {
			sum += c.LogOdds
			size += math.Abs(c.LogOdds)
		}
		if !(math.Abs(sum-r.LogOdds) <= 1e-9*size) {
			t.Errorf("%q: %s: reasons make %v, log-odds are %v", title, h, sum, r.LogOdds)
		}
	}
}

// FuzzHeads makes the heads of a model of any numbers: they are refused, or any
// title is scored soundly, and the same after saving and loading.
func FuzzHeads(f *testing.F) {
	for i, v := range extremes {
		f.Add(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)), uint16(i*37), titles()[i])
	}
	toy := toyParts(true)
	f.Fuzz(func(t *testing.T, numbers []byte, from uint16, title string) {
		p := toy
		var fields []*float64
		for h := range p.Heads {
			head := &p.Heads[h]
			head.Cues = slices.Clone(head.Cues)
			fields = append(fields, &head.Intercept, &head.Slope, &head.Offset, &head.Threshold, &head.NGrams.Scale)
			for c := range head.Cues {
				fields = append(fields, &head.Cues[c])
			}
		}
		for i := 0; i+8 <= len(numbers) && i/8 < len(fields); i += 8 {
			*fields[(int(from)+i/8)%len(fields)] = math.Float64frombits(binary.LittleEndian.Uint64(numbers[i:]))
		}
		m, err := model.Compile(p)
		if err != nil {
			return
		}
		checkMutant(t, m, title)
		back, err := model.Load(bytes.NewReader(save(t, m)))
		if err != nil || back.Predict(title) != m.Predict(title) {
			t.Errorf("saved and loaded: %v", err)
		}
	})
}

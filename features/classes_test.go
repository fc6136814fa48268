package features

import (
	"fmt"
	"strings"
	"testing"
)

// madeWord is the i-th word of three syllables that no list holds.
func madeWord(i int) string {
	return fmt.Sprintf("z%cq%cx%co", 'a'+i%20, 'a'+i/20%20, 'a'+i/400)
}

// TestClasses: words are found with their classes, others are unknown, and a
// headline of other words of the same classes has the same class n-grams.
func TestClasses(t *testing.T) {
	var words []uint64
	var fine []int
	for i := range 3000 {
		words, fine = append(words, HashWord(madeWord(i))), append(fine, 1+i%20)
	}
	coarse := make([]uint16, 21)
	for f := range coarse {
		coarse[f] = uint16((f + 4) / 5)
	}
	c, err := NewClasses(words, fine, coarse)
	if err != nil {
		t.Fatal(err)
	}
	lost := 0
	for i, w := range words {
		switch got := c.lookup(w); {
		case got == 0:
			lost++
		case int(got) != fine[i]:
			t.Fatalf("word %d: class %d, want %d", i, got, fine[i])
		}
	}
	if lost > len(words)/20 {
		t.Errorf("%d of %d words lost", lost, len(words))
	}
	for i := range 3000 {
		if got := c.lookup(HashWord(madeWord(i + 5000))); got != 0 {
			t.Errorf("an unknown word has class %d", got)
		}
	}
	grams := func(s string) []uint64 {
		var h Headline
		h.Reset(s)
		plain := h.NGrams(nil, nil)
		return h.NGrams(nil, c)[len(plain):]
	}
	a, b, other := grams(madeWord(1)+" "+madeWord(22)+" asing"), grams(madeWord(21)+" "+madeWord(42)+" lagi"), grams(madeWord(1)+" "+madeWord(23)+" asing")
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("words of the same classes have other class n-grams")
	}
	same := 0
	for i := range a {
		if a[i] == other[i] {
			same++
		}
	}
	if len(a) != 3*classesPerToken+2 || same != len(a)-3 { // the fine class of one word, alone and in two pairs
		t.Errorf("%d class n-grams, %d the same", len(a), same)
	}
}

func TestClassesRefused(t *testing.T) {
	for _, tt := range []struct {
		says string
		c    Classes
	}{
		{"63 slots", Classes{make([]uint32, 63), []uint16{0}}},
		{"0 classes", Classes{make([]uint32, 64), nil}},
		{"not listed", Classes{append(make([]uint32, 63), 5), []uint16{0, 1}}},
		{"twice", Classes{append(make([]uint32, 62), 3<<classBits|1, 3<<classBits|1), []uint16{0, 1}}},
	} {
		if err := tt.c.Check(); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v, want an error about %q", err, tt.says)
		}
	}
	if _, err := NewClasses([]uint64{1}, []int{2}, []uint16{0, 1}); err == nil {
		t.Error("a class beyond the list is accepted")
	}
}

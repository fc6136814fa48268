package features

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// FuzzCues checks what holds for any text: values are in [0, 1], Fired lists those
// that are not 0, hits and n-grams are on existing tokens, and used buffers give the
// same features as new ones.
func FuzzCues(f *testing.F) {
	for _, s := range probes {
		f.Add(s)
	}
	var used Headline
	f.Fuzz(func(t *testing.T, s string) {
		used.RecordHits(true)
		used.Reset(s)
		got := *used.Cues()
		checkValues(t, s, &used)
		checkHits(t, s, &used)
		c := probeClasses(&used)
		grams, ranges := used.NGrams(nil, c), used.NGramRanges(nil, c)
		if len(grams) != len(ranges) {
			t.Fatalf("%q: %d n-grams, %d ranges", s, len(grams), len(ranges))
		}
		for i, r := range ranges {
			if r.From < 0 || r.From > r.To || int(r.To) > used.Len() {
				t.Fatalf("%q: n-gram %d covers %v of %d tokens", s, i, r, used.Len())
			}
		}
		var fresh Headline
		fresh.Reset(s)
		if l := used.Language(); l != fresh.Language() || used.Readable() != (l > Other) {
			t.Fatalf("%q: language %d, readable %v", s, l, used.Readable())
		}
		if *fresh.Cues() != got || !slices.Equal(fresh.NGrams(nil, c), grams) {
			t.Fatalf("%q: used buffers give other features", s)
		}
	})
}

func checkValues(t *testing.T, s string, h *Headline) {
	t.Helper()
	var fired []CueID
	for id, v := range h.values {
		if math.IsNaN(float64(v)) || v < 0 || v > 1 {
			t.Fatalf("%q: cue %s is %v", s, CueID(id), v)
		}
		if v != 0 {
			fired = append(fired, CueID(id))
		}
	}
	if got := slices.DeleteFunc(slices.Clone(h.Fired()), func(id CueID) bool { return h.values[id] == 0 }); !slices.Equal(got, fired) {
		t.Fatalf("%q: fired %v, not 0 are %v", s, got, fired)
	}
}

func checkHits(t *testing.T, s string, h *Headline) {
	t.Helper()
	for _, hit := range h.Hits() {
		if hit.From < 0 || hit.From > hit.To || hit.To > h.Len() {
			t.Fatalf("%q: %s on tokens %d to %d of %d", s, hit.Cue, hit.From, hit.To, h.Len())
		}
		if at := h.Span(hit.From, hit.To); at.Start < 0 || at.Start > at.End || at.End > len(s) {
			t.Fatalf("%q: %s is at %v", s, hit.Cue, at)
		}
	}
}

// spellings go between the letters of a word that is spelled apart.
var spellings = []string{"", " ", ".", "-", "*", "_", "·", "  ", "\u200b", "\u00ad", "🔥", "\u0301", "\xff", "/"}

// FuzzRepair spells a text apart. Putting it right may join tokens but never
// loses or moves a letter: every letter and figure of the text is in a token, and
// the tokens are in order.
func FuzzRepair(f *testing.F) {
	for i, s := range []string{"heboh", "geger", "V1R4L", "Warga kaget", "a.b c", "KPK", "heeeeboh", "3 fakta", "h*b*h", "Rp200"} {
		f.Add(s, byte(i))
	}
	f.Fuzz(func(t *testing.T, s string, between byte) {
		if len(s) > 512 {
			return
		}
		spelt := strings.Join(strings.Split(s, ""), spellings[int(between)%len(spellings)])
		checkTokens(t, spelt)
	})
}

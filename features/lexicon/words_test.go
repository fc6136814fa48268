package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestCommon(t *testing.T) {
	words := Common()
	if len(words) < 5000 {
		t.Errorf("%d common words, fewer than 5000", len(words))
	}
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Error("common.txt is not sorted, or repeats a word")
	}
	for _, w := range words {
		if len(w) < 2 && w != "a" || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("common word %q: only words of two letters and more", w)
		}
	}
	for _, w := range []string{"yang", "makin", "anti", "kuat", "sekutu", "the", "people"} {
		if _, ok := slices.BinarySearch(words, w); !ok {
			t.Errorf("%q is not among the common words", w)
		}
	}
}

func TestAcronyms(t *testing.T) {
	words := Acronyms()
	if len(words) < 500 {
		t.Errorf("%d acronyms, fewer than 500", len(words))
	}
	if !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Error("acronyms.txt is not sorted, or repeats one")
	}
	for _, w := range words {
		if strings.Trim(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			t.Errorf("acronym %q: only capitals and digits", w)
		}
	}
	for _, w := range []string{"KPK", "NATO", "BMKG", "DPR", "FBI", "NASA", "CEO", "UMKM"} {
		if _, ok := slices.BinarySearch(words, w); !ok {
			t.Errorf("%s is not among the acronyms", w)
		}
	}
}

// TestAmbiguousWords pins the words that are both: in capitals, a reader decides
// by what stands around them.
func TestAmbiguousWords(t *testing.T) {
	var both []string
	for _, a := range Acronyms() {
		if _, ok := slices.BinarySearch(Common(), strings.ToLower(a)); ok {
			both = append(both, a)
		}
	}
	if got := strings.Join(both, " "); got != "IT US WHO" {
		t.Errorf("both acronym and common word: %s", got)
	}
}

package behaviour

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestMinimumFunctionalityIsLargeAndBalanced counts the written headlines of
// each verdict.
func TestMinimumFunctionalityIsLargeAndBalanced(t *testing.T) {
	type key struct{ lang, head string }
	capabilities := map[key]map[string]bool{}
	cases, positive := map[key]int{}, map[key]int{}
	seen := map[string]bool{}
	for _, g := range suite().minimum {
		k := key{g.lang, g.head}
		if capabilities[k] == nil {
			capabilities[k] = map[string]bool{}
		}
		capabilities[k][g.name] = true
		for _, h := range g.lines {
			cases[k]++
			if h.positive() {
				positive[k]++
			}
			if seen[h.text] {
				t.Errorf("headline occurs twice: %q", h.text)
			}
			seen[h.text] = true
		}
	}
	for head, want := range map[string]struct{ capabilities, cases int }{"": {25, 300}, "biased": {8, 120}} {
		for _, lang := range langs {
			k := key{lang, head}
			if n := len(capabilities[k]); n < want.capabilities {
				t.Errorf("%v: %d capabilities, want %d or more", k, n, want.capabilities)
			}
			if cases[k] < want.cases {
				t.Errorf("%v: %d titles, want %d or more", k, cases[k], want.cases)
			}
			if share := float64(positive[k]) / float64(cases[k]); share < 0.4 || share > 0.6 {
				t.Errorf("%v: %.2f of the titles are positive, want about half", k, share)
			}
		}
	}
}

// TestSlantIsWithoutMarks: shouting must not give the slanted headlines away.
func TestSlantIsWithoutMarks(t *testing.T) {
	for _, s := range suite().minimum {
		for _, h := range s.lines {
			if s.head == "biased" && h.positive() && strings.ContainsAny(h.text, "!?…") {
				t.Errorf("%s (%s): %q has marks", s.name, s.lang, h.text)
			}
		}
	}
}

func TestBothLabelsAreVaried(t *testing.T) {
	for _, x := range suite().templates {
		labels := map[bool]int{}
		for _, tpl := range x.lines {
			labels[tpl.positive()]++
		}
		if labels[true] < 4 || labels[false] < 4 {
			t.Errorf("%s (%s): %v templates by label, want 4 of each or more", x.name, x.lang, labels)
		}
	}
}

func TestChargedWordsCoverTheSensationalTitles(t *testing.T) {
	c := suite()
	for _, lang := range langs {
		titles, n := c.written(lang, true), 0
		for _, title := range titles {
			if _, ok := c.Disguise("dotted", title, lang); ok {
				n++
			}
		}
		if share := float64(n) / float64(len(titles)); share < 0.6 {
			t.Errorf("%s: %.2f of the sensational titles hold a charged word, want .6 or more", lang, share)
		}
	}
}

// Training on the suite would make it worthless, so the sample that ships
// for training may hold no title that is nearly one of ours.
func TestNoTitleIsInTheTrainingSample(t *testing.T) {
	files, err := filepath.Glob("../datasets/sample/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no training sample found in ../datasets/sample: %v", err)
	}
	index := map[string][]map[string]bool{} // word, samples that hold it
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			title, _, _ := strings.Cut(line, "\t")
			words := wordSet(title)
			for w := range words {
				index[w] = append(index[w], words)
			}
		}
	}
	for _, title := range Headlines() {
		if share, words := nearest(wordSet(title), index); share > maxShared {
			t.Errorf("%q shares %.0f %% of its words with the sample title of the words %v: reword one of them", title, 100*share, words)
		}
	}
}

// maxShared is the greatest share of words that a title of the suite may have
// in common with one of the training sample.
const maxShared = 0.7

// nearest finds the sample title that shares the most words.
func nearest(words map[string]bool, index map[string][]map[string]bool) (share float64, sample map[string]bool) {
	for w := range words {
		for _, x := range index[w] {
			if s := overlap(words, x); s > share {
				share, sample = s, x
			}
		}
	}
	return share, sample
}

func wordSet(title string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		set[w] = true
	}
	return set
}

// overlap is the share of the words of the longer title that both hold.
func overlap(a, b map[string]bool) float64 {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return float64(n) / float64(max(len(a), len(b)))
}

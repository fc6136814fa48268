package behaviour

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

func TestMinimumFunctionalityIsLargeAndBalanced(t *testing.T) {
	capabilities := map[string]map[string]bool{}
	cases, sensational := map[string]int{}, map[string]int{}
	seen := map[string]bool{}
	for _, g := range Suite().minimum {
		if capabilities[g.lang] == nil {
			capabilities[g.lang] = map[string]bool{}
		}
		capabilities[g.lang][g.name] = true
		for _, h := range g.lines {
			cases[g.lang]++
			if h.positive() {
				sensational[g.lang]++
			}
			if seen[h.text] {
				t.Errorf("headline occurs twice: %q", h.text)
			}
			seen[h.text] = true
		}
	}
	for _, lang := range langs {
		if n := len(capabilities[lang]); n < 25 {
			t.Errorf("%s: %d capabilities, want 25 or more", lang, n)
		}
		if cases[lang] < 300 {
			t.Errorf("%s: %d titles, want 300 or more", lang, cases[lang])
		}
		if share := float64(sensational[lang]) / float64(cases[lang]); share < 0.4 || share > 0.6 {
			t.Errorf("%s: %.2f of the titles are sensational, want about half", lang, share)
		}
	}
}

func TestBothLabelsAreVaried(t *testing.T) {
	for _, x := range Suite().templates {
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
	c := Suite()
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
	for _, title := range Suite().Headlines() {
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

package behaviour

import (
	"strings"
	"testing"
)

func TestWrappingsAreMany(t *testing.T) {
	for _, lang := range langs {
		kinds := map[string]bool{}
		for _, w := range wrappings(lang) {
			if kinds[w.name] {
				t.Errorf("%s: kind %s twice", lang, w.name)
			}
			kinds[w.name] = true
			for _, way := range w.ways {
				if got := way("Don't Panic! It Is Just a Long Title, Really"); got == "Don't Panic! It Is Just a Long Title, Really" {
					t.Errorf("%s: kind %s changes nothing", lang, w.name)
				}
			}
		}
		if len(kinds) < 40 {
			t.Errorf("%s: %d kinds, want 40 or more", lang, len(kinds))
		}
	}
}

// TestWrappingFindsItsFaults: a scorer that quotes calm and links excite fails just
// there, on both kinds of headlines.
func TestWrappingFindsItsFaults(t *testing.T) {
	scorer := scorerFunc(func(s string) float64 {
		switch {
		case strings.HasPrefix(s, "\""):
			return 0
		case strings.Contains(s, "https://"):
			return 1
		}
		return toy{0.5}.Score(s)
	})
	report := Run(scorer, nil)
	for _, want := range []struct {
		kind, label string
		fails       bool
	}{{"csv-quotes", "sensational", true}, {"csv-quotes", "neutral", false}, {"link", "neutral", true}, {"link", "sensational", false}} {
		found := false
		for _, x := range report.Results {
			if x.Kind == Wrapping && x.Test == want.kind && x.Label == want.label && x.Lang == "en" {
				found = true
				if (x.failed() > 0) != want.fails {
					t.Errorf("%s, %s: %d of %d failed", want.kind, want.label, x.failed(), x.Cases)
				}
			}
		}
		if !found {
			t.Errorf("no result for %s, %s", want.kind, want.label)
		}
	}
}

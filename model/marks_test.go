package model_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// marked writes the marks of a headline as name[text] in its text.
func marked(headline string, marks []model.Mark) string {
	var b strings.Builder
	at := 0
	for _, k := range marks {
		fmt.Fprintf(&b, "%s%s[%s]", headline[at:k.Start], k.Name(), headline[k.Start:k.End])
		at = k.End
	}
	return b.String() + headline[at:]
}

func TestMarks(t *testing.T) {
	m := model.Default()
	for headline, want := range map[string]string{
		"VIRAL! Pelabuhan Ini Bikin Warga Geger":                   "emphasis[VIRAL!] curiosity[Pelabuhan Ini] hyperbole[Bikin Warga Geger]",
		"ISRAEL MAKIN TERPOJOK! Netanyahu Panik":                   "emphasis[ISRAEL] hyperbole[MAKIN] loaded[TERPOJOK]emphasis[!] Netanyahu shock[Panik]",
		"You Won't Believe What Happened Next":                     "curiosity[You Won't Believe What Happened Next]",
		"Ternyata Ini Alasan Artis Itu Menghilang dari Layar Kaca": "curiosity[Ternyata Ini Alasan] Artis sensational[Itu Menghilang] dari Layar Kaca",
		"Bank Indonesia Tahan Suku Bunga di 5,75 Persen":           "Bank Indonesia Tahan Suku Bunga di 5,75 Persen",
		"Netanyahu: Perundingan Dilanjutkan Pekan Depan":           "Netanyahu: Perundingan Dilanjutkan Pekan Depan",
		"Central Bank Keeps Interest Rate at 5.75 Percent":         "Central Bank Keeps Interest Rate at 5.75 Percent",
		"2026": "2026",
		"":     "",
	} {
		e := m.Explain(headline)
		if got := marked(headline, e.Marks); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", headline, got, want)
		}
	}
}

// TestMarksFollowThresholds: no verdict, no mark; and a mark of a verdict is of a
// positive one.
func TestMarksFollowThresholds(t *testing.T) {
	const headline = "VIRAL! Pelabuhan Ini Bikin Warga Geger"
	m := model.Default().WithThreshold(model.HeadSensational, 1)
	if e := m.Explain(headline); len(e.Marks) > 0 {
		t.Errorf("neutral and unbiased, but marked: %+v", e.Marks)
	}
	m = m.WithThreshold(model.HeadBiased, 0)
	for _, k := range m.Explain(headline).Marks {
		if k.Verdict == model.Sensational.String() {
			t.Errorf("a neutral headline is marked as sensational: %+v", k)
		}
	}
}

// TestShownDevicesAreCarried: a head can be sure of a device that no word or mark of
// the headline carries; then it is not named.
func TestShownDevicesAreCarried(t *testing.T) {
	p := model.Default().Parts()
	p.Heads[model.HeadSensational].Intercept += 20
	p.Heads[model.NumHeads-2].Intercept += 20 // shock
	m := compile(t, p)
	for headline, want := range map[string]bool{
		"Bank Indonesia Tahan Suku Bunga di 5,75 Persen": false,
		"Teror Hantu di Bank Indonesia":                  true,
	} {
		if e := m.Explain(headline); slices.Contains(e.ShownDevices(), "shock") != want || e.Devices.Shock < .5 {
			t.Errorf("%q: shown are %v", headline, e.ShownDevices())
		}
	}
}

// checkMarks: marks lie in the text, do not overlap and name shown devices only; a
// headline that is neutral and unbiased has none.
func checkMarks(t *testing.T, headline string, e *model.Explanation) {
	t.Helper()
	p := e.Prediction()
	shown := e.ShownDevices()
	if !p.Label.Positive() && !p.Bias.Label.Positive() && len(e.Marks)+len(shown) > 0 {
		t.Fatalf("%q: neutral and unbiased, but marked", headline)
	}
	at := 0
	for _, k := range e.Marks {
		positive := k.Verdict == p.Label.String() && p.Label.Positive() || k.Verdict == p.Bias.Label.String() && p.Bias.Label.Positive()
		switch {
		case k.Start < at || k.End <= k.Start || k.End > len(headline):
			t.Fatalf("%q: mark %+v out of place", headline, k)
		case k.Device != "" && (k.Verdict != "" || !slices.Contains(shown, k.Device)), k.Device == "" && !positive:
			t.Fatalf("%q: mark %+v, shown are %v", headline, k, shown)
		case k.Strength < 1 || k.Strength > 3:
			t.Fatalf("%q: mark %+v of a wrong strength", headline, k)
		}
		at = k.End
	}
}

// TestReasonsInWords: put in words, reasons sum to the same and lie in the text.
func TestReasonsInWords(t *testing.T) {
	m := model.Default()
	for _, headline := range titles() {
		e := m.Explain(headline)
		checkMarks(t, headline, &e)
		for _, r := range []model.Reasons{e.Reasons, e.Bias.Reasons} {
			sum := r.Intercept
			for _, c := range r.InWords(headline) {
				if sum += c.LogOdds; c.Text != headline[c.Start:c.End] || model.Describe(c.Cue).English == "" {
					t.Fatalf("%q: %+v", headline, c)
				}
			}
			if math.Abs(sum-r.LogOdds) > 1e-9 {
				t.Fatalf("%q: in words %v, exactly %v", headline, sum, r.LogOdds)
			}
		}
	}
}

// TestReasonsOnce: each reason is listed once for the verdict and once against it, the
// strongest first, with each text that it rests on once, and learnt marks not at all.
func TestReasonsOnce(t *testing.T) {
	m := model.Default()
	repeated := false
	for _, headline := range append(titles(), "Geger, geger: warga GEGER, VIRAL di mana-mana, viral, viral, sangat viral!!!") {
		e := m.Explain(headline)
		for _, r := range []model.Reasons{e.Reasons, e.Bias.Reasons} {
			seen := map[string]bool{}
			last := math.Inf(1)
			for _, reason := range r.Main(headline) {
				key := fmt.Sprint(reason.Cue.Name, reason.LogOdds > 0)
				if seen[key] || math.Abs(reason.LogOdds) > last {
					t.Fatalf("%q: reason %+v again, or after weaker ones", headline, reason)
				}
				seen[key], last = true, math.Abs(reason.LogOdds)
				repeated = repeated || len(reason.Texts) > 1
				for i, text := range reason.Texts {
					if text == headline || !strings.Contains(headline, text) || slices.ContainsFunc(reason.Texts[:i], func(o string) bool { return strings.EqualFold(o, text) }) ||
						reason.Cue.Name == model.WordsCue && strings.Trim(text, " ,.!?:-") == "" {
						t.Fatalf("%q: reason of %q: %+v", headline, text, reason)
					}
				}
			}
		}
	}
	if !repeated {
		t.Error("no reason holds in two places")
	}
}

// TestEveryCueInWords: each cue has a phrase in both languages, and no two the
// same.
func TestEveryCueInWords(t *testing.T) {
	seen := map[string]string{}
	for _, c := range append(features.Catalogue(), model.Describe(model.WordsCue)) {
		for _, phrase := range []string{c.English, c.Indonesian} {
			if phrase == "" || seen[phrase] != "" || strings.Contains(phrase, "_") {
				t.Errorf("%s: %q, which %q has too", c.Name, phrase, seen[phrase])
			}
			seen[phrase] = c.Name
		}
	}
}

package behaviour

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func result(t *testing.T, r Report, kind Kind, test, lang string) Result {
	t.Helper()
	for _, x := range r.Results {
		if x.Kind == kind && x.Test == test && x.Lang == lang {
			return x
		}
	}
	t.Fatalf("no result for %s, %s, %s", kind, test, lang)
	return Result{}
}

func check(t *testing.T, r Report, name, lang string) Check {
	t.Helper()
	for _, c := range r.Checks {
		if c.Name == name && c.Lang == lang {
			return c
		}
	}
	t.Fatalf("no check for %s, %s", name, lang)
	return Check{}
}

func TestRunIsRepeatable(t *testing.T) {
	var first []byte
	for range 2 {
		var b bytes.Buffer
		r := Run(toy{0.5}, nil)
		if err := json.NewEncoder(&b).Encode(r); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("two runs of the same scorer differ")
		}
	}
}

func TestConstantScorers(t *testing.T) {
	tests := []struct {
		name    string
		scorer  fixed
		check   string
		value   float64
		met     bool
		noCases bool
	}{
		{"never: half the labels are right", 0, "minimum functionality", 0.485, false, false},
		{"never: nothing moves", 0, "invariance of names, label kept", 1, true, false},
		{"never: nothing falls", 0, "direction of added text, no fall", 1, true, false},
		{"never: nothing was caught to be disguised", 0, "evasion, still caught", 0, false, true},
		{"never: nothing turns", 0, "harmless, turned sensational", 0, true, false},
		{"always: all disguises are caught", 1, "evasion, still caught", 1, true, false},
		{"always: no side swap flips", 1, "sides swapped, labels flipped", 0, true, false},
		{"always: mean movement", 1, "invariance of form, mean movement", 0, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := check(t, Run(tt.scorer, nil), tt.check, "id")
			if math.Abs(c.Value-tt.value) > 0.02 || c.Met != tt.met || (c.Cases == 0) != tt.noCases {
				t.Errorf("got %+v, want value %.2f, met %v", c, tt.value, tt.met)
			}
		})
	}
	if Run(fixed(1), nil).Missed() == 0 {
		t.Error("a scorer that flags everything meets the targets")
	}
}

func TestEveryKindFindsItsFault(t *testing.T) {
	bias := scorerFunc(func(s string) float64 { // judges by the side named first
		if strings.HasPrefix(s, "Israel") || strings.HasPrefix(s, "ISRAEL") {
			return 0.9
		}
		return 0.2
	})
	calm := scorerFunc(func(s string) float64 { // calmed by marks and capitals
		if strings.Contains(s, "!!!") || s == strings.ToUpper(s) {
			return 0.1
		}
		return 0.6
	})
	ascii := scorerFunc(func(s string) float64 { // shy of anything beyond ASCII
		for _, r := range s {
			if r > 0x7e {
				return 0.9
			}
		}
		return 0.2
	})
	tests := []struct {
		name   string
		scorer Scorer
		kind   Kind
		test   string
		want   string
	}{
		{"sides", bias, Invariance, "conflict: Israel / Palestina", "same label"},
		{"marks", calm, Direction, "exclamation", "no fall"},
		{"capitals", calm, Direction, "upper-case", "sensational"},
		{"harmless Unicode", ascii, Harmless, "accents", "neutral"},
		{"added signs", ascii, Harmless, "registered", "neutral"},
		{"Unicode form", ascii, Invariance, "quotes", "same label"},
		{"labels", ascii, MinimumFunctionality, "shouted-half", "sensational"},
		{"disguises", toy{0.5}, Evasion, "dotted", "sensational"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x := result(t, Run(tt.scorer, nil), tt.kind, tt.test, "id")
			if len(x.Failures) == 0 || x.Failures[0].Want != tt.want {
				t.Fatalf("failures %+v, want some of %q", x.Failures, tt.want)
			}
			if x.Cases-x.Passed != len(x.Failures) {
				t.Errorf("%d cases, %d passed, %d failures", x.Cases, x.Passed, len(x.Failures))
			}
		})
	}
}

func TestCases(t *testing.T) {
	for _, x := range Run(toy{0.5}, nil).Results {
		if x.Cases == 0 {
			t.Errorf("%s, %s (%s): no cases", x.Kind, x.Test, x.Lang)
		}
	}
}

// TestNoNumber: a score that is no number meets no target, and is not JSON.
func TestNoNumber(t *testing.T) {
	nan := Run(fixed(math.NaN()), nil)
	if _, err := json.Marshal(nan); err == nil || nan.Missed() == 0 {
		t.Errorf("%d targets missed, error %v", nan.Missed(), err)
	}
}

func TestWriteText(t *testing.T) {
	var b bytes.Buffer
	if err := Run(toy{0.5}, nil).WriteText(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"TARGET", "NOT MET", "minimum functionality", "conflict: Israel / Palestina", "want sensational", "became"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the text lacks %q", want)
		}
	}
}

// TestBiased runs cases of the second verdict by its own scorer, with its own
// labels and checks.
func TestBiased(t *testing.T) {
	alone, both := Run(fixed(0), nil), Run(fixed(0), fixed(0))
	x := result(t, both, MinimumFunctionality, "slant-saying", "en")
	if x.Head != "biased" || x.Cases == 0 || len(x.Failures) == 0 || x.Failures[0].Want != "biased" {
		t.Errorf("%+v", x)
	}
	if len(alone.Results) >= len(both.Results) {
		t.Errorf("%d results without a scorer of the second verdict, %d with one", len(alone.Results), len(both.Results))
	}
	if got := check(t, both, "minimum functionality, biased", "en"); got.Cases < x.Cases || got.Target != .8 || got.Met {
		t.Errorf("%+v", got)
	}
	if a, b := check(t, alone, "minimum functionality", "en"), check(t, both, "minimum functionality", "en"); a != b {
		t.Errorf("the first verdict counts the second one's cases: %+v, %+v", a, b)
	}
}

package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// FuzzPlain holds the compiled score to the plain one on any text, for the
// shipped model and for one drawn by lot.
func FuzzPlain(f *testing.F) {
	for _, w := range lot {
		f.Add(w + " " + lot[len(w)%len(lot)] + "! " + w)
	}
	f.Add("\xff\xfe\u200bh e b o h…")
	drawn, err := Compile(randomParts(rand.New(rand.NewPCG(2020, 2)), lot))
	if err != nil {
		f.Fatal(err)
	}
	models := map[string]*Model{"drawn": drawn, "shipped": Default()}
	f.Fuzz(func(t *testing.T, title string) {
		if len(title) > 2048 { // the plain form is slow
			return
		}
		for name, m := range models {
			if want, got := m.plainLogOdds(title), m.LogOdds(title); !(math.Abs(want-got) <= 1e-9) {
				t.Fatalf("%s: %q: %v, plainly %v", name, title, got, want)
			}
		}
	})
}

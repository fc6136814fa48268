package model

import (
	"math/rand/v2"
	"testing"
)

// FuzzPlain compares the compiled score with the plain one on any text, for the
// shipped model and a random one.
func FuzzPlain(f *testing.F) {
	for _, w := range lot {
		f.Add(w + " " + lot[len(w)%len(lot)] + "! " + w)
	}
	f.Add("\xff\xfe\u200bh e b o h…")
	drawn, err := Compile(randomParts(rand.New(rand.NewPCG(2020, 2)), lot))
	if err != nil {
		f.Fatal(err)
	}
	models := []*Model{drawn, Default()}
	f.Fuzz(func(t *testing.T, title string) {
		if len(title) > 2048 { // the plain form is slow
			return
		}
		for _, m := range models {
			checkPlain(t, m, title)
		}
	})
}

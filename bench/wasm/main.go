//go:build js && wasm

// Command wasm is the scorer for a browser or node: it gives the global object
// the functions hebohScore(title) and hebohScores(titles, rounds).
package main

import (
	"syscall/js"

	"github.com/heboh/heboh/model"
)

func main() {
	js.Global().Set("hebohScore", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return model.Default().Score(args[0].String()) // made ready at the first call
	}))
	js.Global().Set("hebohScores", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return scores(model.Default(), args[0], args[1].Int())
	}))
	select {}
}

// scores scores all titles several times over without crossing the border
// between the languages, and returns the last one's probability.
func scores(m *model.Model, list js.Value, rounds int) (p float64) {
	titles := make([]string, list.Length())
	for i := range titles {
		titles[i] = list.Index(i).String()
	}
	for range rounds {
		for _, t := range titles {
			p = m.Score(t)
		}
	}
	return p
}

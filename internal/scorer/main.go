//go:build wasm

// Command scorer is the WebAssembly of the npm package (GOOS=js) and of the Python
// package (GOOS=wasip1). Its only callers, js/index.js and python/heboh/_guest.py,
// write a title into the buffer of reserve and call one of the other functions with
// its length in bytes. Results lie in memory until the next call.
package main

import (
	"unsafe"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/model"
)

var (
	shipped = model.Default()
	scorer  = shipped
	title   []byte
	numbers [6 + model.NumDevices]float64
	answer  []byte
)

func main() { select {} } // stays to be called

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// reserve returns where a title of up to n bytes may be written.
//
//go:wasmexport reserve
func reserve(n int32) unsafe.Pointer {
	title = make([]byte, n)
	return unsafe.Pointer(unsafe.SliceData(title))
}

// threshold sets a verdict's threshold; one that is not a probability sets the
// model's own.
//
//go:wasmexport threshold
func threshold(head int32, p float64) {
	if !(p >= 0 && p <= 1) {
		p = shipped.Threshold()
		if model.Head(head) == model.HeadBiased {
			p = shipped.BiasThreshold()
		}
	}
	scorer = scorer.WithThreshold(model.Head(head), p)
}

//go:wasmexport score
func score(n int32) float64 { return scorer.Score(string(title[:n])) }

// predict returns where the numbers of a prediction are.
//
//go:wasmexport predict
func predict(n int32) unsafe.Pointer {
	numbers = list(scorer.Predict(string(title[:n])))
	return unsafe.Pointer(&numbers)
}

// list gives a prediction as numbers, in the order in which the callers read them.
func list(p model.Prediction) [len(numbers)]float64 {
	return [...]float64{
		p.Probability, p.Threshold, p.Bias.Probability, p.Bias.Threshold,
		float64(p.Language), boolean(p.Abstained),
		p.Devices.Emphasis, p.Devices.Hyperbole, p.Devices.Curiosity, p.Devices.Loaded, p.Devices.Shock, p.Devices.Gossip,
	}
}

// explain writes an Explanation as JSON and returns its length; at says where it is.
//
//go:wasmexport explain
func explain(n int32) int32 {
	text := string(title[:n])
	w := newWriter(text)
	e := scorer.Explain(text)
	w.explanation(&e)
	answer = w.json
	return int32(len(answer))
}

// calmer writes a calm.Result as explain does.
//
//go:wasmexport calm
func calmer(n int32) int32 {
	text := string(title[:n])
	w := newWriter(text)
	r := calm.Headline(scorer, text)
	w.calm(&r)
	answer = w.json
	return int32(len(answer))
}

//go:wasmexport at
func at() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(answer)) }

// Package model scores headlines: text in; probability, label, device scores
// and reasons out.
//
// Default is the shipped model, embedded in the program. Load reads one that
// the train package made. A Model never changes and is safe for concurrent
// use. The package needs only the standard library and golang.org/x/text.
//
// A verdict is linear until its last step: the log-odds are an intercept plus
// one contribution for each cue, n-gram and filter that fired, so Explain gives
// each contribution exactly. Calibration turns log-odds into a probability; the
// threshold stored with the model turns that into a label.
package model

// Package model scores headlines: text in; verdicts, device scores and reasons
// out.
//
// Default is the shipped model, embedded in the program. Load reads one that
// the train package made. A Model never changes and is safe for concurrent
// use. The package needs only the standard library and golang.org/x/text.
//
// A model asks several questions of a headline; each is a head. Two heads give a
// verdict: is it sensational, is its wording biased. Six say which devices it
// uses. A head is linear until its last step: the log-odds are an intercept plus
// one contribution for each cue and n-gram that fired, so Explain gives
// each contribution exactly. Calibration turns log-odds into a probability, and
// a threshold stored with the model turns that into a label.
package model

// Package train learns models from labelled headlines.
//
// A model is features plus heads; what a head asks of a headline is a question
// to the examples. Each head is learnt along one path:
//
//	examples -> cues and n-grams -> stages, fitted out of fold -> their columns
//	beside the cues -> labeller -> calibration -> threshold -> model.Head
//
// A stage (n-grams, a net, a related label) turns a text into one number. The
// labeller, a logistic regression optimised with gonum, implements golearn's
// Classifier, so golearn's evaluation and cross-validation work on it. golearn's
// own logistic regression needs cgo and panics under current Go.
package train

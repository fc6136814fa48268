// Package train learns models from labelled headlines.
//
// The path is
//
//	examples -> features -> n-gram stages, fitted out of fold -> a golearn grid
//	of cues and stage scores -> a golearn Classifier (our logistic regression,
//	optimised with gonum) -> calibration -> threshold -> model.Model
//
// golearn's own logistic regression is not used: it needs cgo and panics under
// current Go. Labeller implements golearn's Classifier instead, and golearn's
// evaluation and cross-validation work on it.
package train

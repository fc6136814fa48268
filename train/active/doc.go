// Package active finds out in which order unlabelled headlines are best given
// to people to label: it plays labelling rounds on data whose labels are known
// (pool-based active learning; Settles 2009, Active Learning Literature
// Survey) and compares what each order makes of the same number of labels.
//
// It knows nothing of headlines: rows are numbers, a Learner fits them.
package active

// Package convnet trains the convolutional text network of Kim (2014,
// "Convolutional Neural Networks for Sentence Classification") and compiles it
// into look-up tables.
//
// Each word becomes a vector; a filter of width w looks at every w words in a
// row; of each filter only the best window counts (max-over-time pooling); a
// linear layer weighs the filters. Before its maximum a filter is linear, so
// what a word contributes to a filter at each place of its window can be
// computed once for all: [Net.Projections] makes that table, and
// [Table.Quantize] stores it in 8 bits. Scoring is then look-ups, additions
// and a maximum, and each filter's share of the result belongs to the words of
// its winning window, exactly.
//
// Training one network runs on one goroutine in a fixed order: the same
// examples, starting vectors and configuration give the same bytes on amd64.
// (Other architectures sum float32 products in another order.) Several
// networks may be trained at once, each on its own goroutine.
package convnet

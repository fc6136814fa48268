// Package vectors learns word vectors from running text: skip-gram with
// negative sampling (Mikolov et al. 2013, "Distributed Representations of
// Words and Phrases and their Compositionality").
//
// Words that occur in the same surroundings get nearby vectors, so that a
// classifier which has seen "bikin geger" a few times also knows what to make
// of "bikin heboh". No labels are needed: article bodies and unlabelled titles
// will do.
//
// Training runs on one goroutine in a fixed order, so that a corpus, a
// configuration and a seed always give the same bytes on amd64. (Other
// architectures sum float32 products in another order.)
package vectors

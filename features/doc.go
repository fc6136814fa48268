// Package features turns a headline into what a model can weigh: tokens with
// byte offsets into the original text, named cues, and hashed n-grams.
//
// The path is
//
//	text -> fold (Unicode disguises undone, offsets kept) -> tokens ->
//	repair (spaced-out letters, leetspeak, elongation) -> cues and n-grams
//
// Nothing here is learnt and nothing reads a file: the word lists of package
// lexicon are embedded, as the hash table words.bin. After a change of the
// lists or of how words are cut and hashed, go generate makes it anew. An Analyzer is reusable and allocates nothing once
// its buffers have grown; the package-level functions are for occasional use.
package features

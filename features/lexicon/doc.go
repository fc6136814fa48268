// Package lexicon holds Heboh's word lists for Indonesian and English and the
// rules that inflect them.
//
// Each list is a plain text file, one a class and language (id/loaded.txt,
// en/loaded.txt, …), embedded in the program. A line is a term, the rules that
// derive its other forms, and a gloss; README.md describes the format, the rules
// and the sense of every list. The seven named classes Loaded, Hyperbole, Shock,
// Gossip, Curiosity, Hedging and Intensifier carry the devices of sensational
// wording; the others describe style.
//
// The package does no matching: it hands out terms and surface forms in a fixed
// order, and package features builds its own index over them.
package lexicon

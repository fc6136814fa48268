package vectors

import (
	"cmp"
	"slices"
)

// Unknown is the identifier of every word that is not in a vocabulary.
const Unknown int32 = 0

// A Vocabulary numbers words by falling frequency, from 1; [Unknown], 0,
// stands for all others. It is safe for concurrent use.
type Vocabulary struct {
	words  []string
	counts []int // 0 for Unknown and in vocabularies from files
	index  map[string]int32
}

// NewVocabulary counts the words of the texts and keeps those that occur at
// least minCount times, but no more than the limit most frequent (limit <= 0:
// all). Words equally frequent are ordered alphabetically.
func NewVocabulary(texts [][]string, minCount, limit int) *Vocabulary {
	counts := make(map[string]int)
	for _, text := range texts {
		for _, word := range text {
			counts[word]++
		}
	}
	words := make([]string, 0, len(counts))
	for word, n := range counts {
		if n >= minCount {
			words = append(words, word)
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if limit > 0 && len(words) > limit {
		words = words[:limit]
	}
	v := &Vocabulary{words: []string{""}, counts: []int{0}, index: make(map[string]int32, len(words))}
	for _, word := range words {
		v.index[word] = int32(len(v.words))
		v.words = append(v.words, word)
		v.counts = append(v.counts, counts[word])
	}
	return v
}

// Len returns the number of identifiers: the words and [Unknown].
func (v *Vocabulary) Len() int { return len(v.words) }

// ID returns the identifier of a word, or [Unknown].
func (v *Vocabulary) ID(word string) int32 { return v.index[word] }

// Word returns the word of an identifier; "" for [Unknown] and for identifiers
// out of range.
func (v *Vocabulary) Word(id int32) string {
	if id < 0 || int(id) >= len(v.words) {
		return ""
	}
	return v.words[id]
}

// IDs returns the identifiers of the words of one text.
func (v *Vocabulary) IDs(text []string) []int32 {
	ids := make([]int32, len(text))
	for i, word := range text {
		ids[i] = v.ID(word)
	}
	return ids
}

package vectors

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Unknown is the identifier of every word that is not in a vocabulary.
const Unknown int32 = 0

// A Vocabulary numbers words by falling frequency, from 1; [Unknown], 0,
// stands for all others. It is safe for concurrent use.
type Vocabulary struct {
	words  []string
	counts []int
	index  map[string]int32
}

// NewVocabulary counts the words of the texts and keeps those that occur at
// least minCount times, but no more than the max most frequent (max <= 0: no
// limit). Words equally frequent are ordered alphabetically.
func NewVocabulary(texts [][]string, minCount, max int) *Vocabulary {
	counts := make(map[string]int)
	for _, text := range texts {
		for _, word := range text {
			counts[word]++
		}
	}
	words := make([]string, 0, len(counts))
	unknown := 0
	for word, n := range counts {
		if n >= minCount {
			words = append(words, word)
		} else {
			unknown += n
		}
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if max > 0 && len(words) > max {
		for _, word := range words[max:] {
			unknown += counts[word]
		}
		words = words[:max]
	}
	v := &Vocabulary{words: []string{""}, counts: []int{unknown}, index: make(map[string]int32, len(words))}
	for _, word := range words {
		v.index[word] = int32(len(v.words))
		v.words = append(v.words, word)
		v.counts = append(v.counts, counts[word])
	}
	return v
}

// ErrWords tells that a list of words does not make a vocabulary.
var ErrWords = errors.New("vectors: bad word list")

// VocabularyOf makes a vocabulary of a list of words as [Vocabulary.Words]
// returns it: the first stands for the unknown word and must be empty, the
// others must differ. The counts are unknown, and zero.
func VocabularyOf(words []string) (*Vocabulary, error) {
	if len(words) == 0 || words[0] != "" {
		return nil, fmt.Errorf(`%w: the first entry must be "", for the unknown word`, ErrWords)
	}
	v := &Vocabulary{words: slices.Clone(words), counts: make([]int, len(words)), index: make(map[string]int32, len(words))}
	for i, word := range v.words[1:] {
		if first, ok := v.index[word]; ok {
			return nil, fmt.Errorf("%w: entries %d and %d are both %q", ErrWords, first, i+1, word)
		}
		v.index[word] = int32(i + 1)
	}
	return v, nil
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

// Words returns a copy of the words in the order of their identifiers, with ""
// for [Unknown].
func (v *Vocabulary) Words() []string { return slices.Clone(v.words) }

// Count returns how often the word with that identifier occurred in the texts;
// for [Unknown], how often all the words left out did together.
func (v *Vocabulary) Count(id int32) int {
	if id < 0 || int(id) >= len(v.counts) {
		return 0
	}
	return v.counts[id]
}

// IDs returns the identifiers of the words of one text.
func (v *Vocabulary) IDs(text []string) []int32 {
	ids := make([]int32, len(text))
	for i, word := range text {
		ids[i] = v.ID(word)
	}
	return ids
}

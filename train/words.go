package train

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/train/vectors"
)

// Words are the word vectors that nets start from.
type Words struct {
	Vocabulary *vectors.Vocabulary
	Vectors    *vectors.Vectors
}

// netTokens are the tokens of a text as the nets and word vectors see them:
// folded and repaired words, figures by their shape, marks.
func netTokens(text string) []string {
	toks := features.Tokenize(text)
	out := make([]string, len(toks))
	for i, t := range toks {
		out[i] = t.Shape()
	}
	return out
}

// LearnWords trains word vectors on texts (headlines and running text) by
// skip-gram with negative sampling (Mikolov et al. 2013): of the words that
// occur at least five times, the limit most frequent.
func LearnWords(texts []string, limit int, seed uint64) (*Words, error) {
	toks := make([][]string, len(texts))
	for i, t := range texts {
		toks[i] = netTokens(t)
	}
	vocab := vectors.NewVocabulary(toks, 5, limit)
	ids := make([][]int32, len(toks))
	for i, t := range toks {
		ids[i] = vocab.IDs(t)
	}
	v, err := vectors.Train(ids, vocab, vectors.Config{Dim: 64, Window: 5, Epochs: 5, Seed: seed})
	if err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	return &Words{vocab, v}, nil
}

//go:embed words.vec
var wordsFile []byte

var defaultWords = sync.OnceValues(func() (*Words, error) { return ReadWords(bytes.NewReader(wordsFile)) })

// DefaultWords returns the word vectors that come with the program, learnt
// without labels from Indonesian and English titles and articles; see
// MODEL_CARD.md. They must not be changed.
func DefaultWords() (*Words, error) { return defaultWords() }

// ReadWords reads word vectors that Words.Save wrote.
func ReadWords(r io.Reader) (*Words, error) {
	v, w, err := vectors.Load(r)
	if err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	return &Words{v, w}, nil
}

// Save writes the word vectors, rounded to 8 bits a number.
func (w *Words) Save(to io.Writer) error { return vectors.Save(to, w.Vocabulary, w.Vectors) }

package train

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"github.com/heboh/heboh/train/vectors"
)

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

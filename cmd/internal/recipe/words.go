package recipe

import (
	"bytes"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// vocabularySize is the most words that get a vector.
const vocabularySize = 16000

// LearnWords trains the word vectors and returns them as they are after being
// written and read, rounded, and the file itself.
func (s *Sets) LearnWords() (*train.Words, []byte, error) {
	texts := texts(s.ClickID, s.Titles, s.StopClickbait)
	w, err := train.LearnWords(append(texts, s.Bodies...), vocabularySize, Seed)
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	if err := w.Save(&b); err != nil {
		return nil, nil, err
	}
	w, err = train.ReadWords(bytes.NewReader(b.Bytes()))
	return w, b.Bytes(), err
}

func texts(lists ...[]datasets.Example) (out []string) {
	for _, list := range lists {
		for _, e := range list {
			out = append(out, e.Text)
		}
	}
	return out
}

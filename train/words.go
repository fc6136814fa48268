package train

import (
	"bufio"
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
)

// Words are word vectors. Words with like surroundings have nearby vectors, so
// that what was learnt of "bikin geger" holds for "bikin heboh" too. Word 0 stands
// for unknown words and has a vector of zeros. Words are safe for concurrent use.
type Words struct {
	words []string
	index map[string]int32
	dim   int
	data  []float32 // word after word
}

// unknown is the number of every word without a vector.
const unknown int32 = 0

// len is the number of words, the unknown one included.
func (w *Words) len() int { return len(w.words) }

// ids are the numbers of words.
func (w *Words) ids(words []string) []int32 {
	ids := make([]int32, len(words))
	for i, word := range words {
		ids[i] = w.index[word]
	}
	return ids
}

// vector is the vector of a word; not a copy.
func (w *Words) vector(id int32) []float32 { return w.data[int(id)*w.dim : (int(id)+1)*w.dim] }

// unit returns the words with vectors of unit length.
func (w *Words) unit() *Words {
	u := *w
	u.data = slices.Clone(w.data)
	for id := range w.words {
		normalise(u.vector(int32(id)))
	}
	return &u
}

// shapes are the tokens of a text as word vectors see them:
// folded and repaired words, figures by their shape, marks.
func shapes(text string) []string {
	toks := features.Tokenize(text)
	out := make([]string, len(toks))
	for i, t := range toks {
		out[i] = t.Shape()
	}
	return out
}

//go:embed words.vec.gz
var wordsFile []byte

var defaultWords = sync.OnceValues(func() (*Words, error) { return ReadWords(bytes.NewReader(wordsFile)) })

// DefaultWords returns the word vectors that come with the program; see
// MODEL_CARD.md.
func DefaultWords() (*Words, error) { return defaultWords() }

// ErrWords is what ReadWords wraps when the file does not hold word vectors.
var ErrWords = errors.New("not word vectors")

const (
	maxWords, maxDim = 1 << 20, 1 << 10
	maxWordsLine     = 1 << 16
)

// ReadWords reads the text format of word2vec, GloVe and fastText, plain or
// compressed by gzip or zstd: an optional line with the counts, then one line per
// word with the numbers of its vector, separated by spaces. The words should be
// those of Heboh's tokens (features.Token.Shape); of a word that occurs twice the
// first line counts.
func ReadWords(r io.Reader) (*Words, error) {
	in, err := records.Input{Stream: r}.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWords, err)
	}
	defer in.Close()
	w := &Words{words: []string{""}, index: map[string]int32{"": unknown}}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxWordsLine)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Fields(lines.Text())
		if n == 1 && len(fields) == 2 { // the counts
			continue
		}
		if err := w.add(fields); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrWords, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWords, err)
	}
	if w.dim == 0 {
		return nil, fmt.Errorf("%w: no vector in it", ErrWords)
	}
	return w, nil
}

// ReadWordsFile is ReadWords of a file, which errors name.
func ReadWordsFile(path string) (*Words, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w, err := ReadWords(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return w, nil
}

// add reads the fields of a line. The first line sets how many numbers a vector
// has; what comes before them is the word, which may hold spaces.
func (w *Words) add(fields []string) error {
	if w.dim == 0 {
		if w.dim = len(fields) - 1; w.dim < 1 || w.dim > maxDim {
			return fmt.Errorf("%d numbers; a vector has 1 to %d", w.dim, maxDim)
		}
		w.data = make([]float32, w.dim)
	}
	if len(fields) <= w.dim {
		return fmt.Errorf("%d fields; a word and %d numbers are needed", len(fields), w.dim)
	}
	at := len(fields) - w.dim
	word := strings.Join(fields[:at], " ")
	if _, again := w.index[word]; again {
		return nil
	}
	if len(w.words) == maxWords {
		return fmt.Errorf("more than %d words", maxWords)
	}
	for _, f := range fields[at:] {
		v, err := strconv.ParseFloat(f, 32)
		if err != nil || math.IsNaN(v) || math.Abs(v) > 1e6 {
			return fmt.Errorf("%.20q is not a number of a vector", f)
		}
		w.data = append(w.data, float32(v))
	}
	w.index[word] = int32(len(w.words))
	w.words = append(w.words, word)
	return nil
}

// Select returns the words that occur most often in texts, at most limit of them,
// the most frequent first and equally frequent ones in alphabetical order.
func (w *Words) Select(texts []string, limit int) *Words {
	count := make([]int, w.len())
	for _, t := range texts {
		for _, id := range w.ids(shapes(t)) {
			count[id]++
		}
	}
	count[unknown] = 0
	ids := all(w.len())
	slices.SortFunc(ids, func(a, b int) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(w.words[a], w.words[b]))
	})
	out := &Words{words: []string{""}, index: map[string]int32{"": unknown}, dim: w.dim, data: make([]float32, w.dim)}
	for _, id := range ids[:min(limit, len(ids))] {
		if count[id] == 0 {
			break
		}
		out.index[w.words[id]] = int32(len(out.words))
		out.words = append(out.words, w.words[id])
		out.data = append(out.data, w.vector(int32(id))...)
	}
	return out
}

// Write writes the text format that ReadWords reads, with two decimals per number.
func (w *Words) Write(to io.Writer) error {
	b := bufio.NewWriter(to)
	fmt.Fprintln(b, w.len()-1, w.dim)
	var line []byte
	for id := 1; id < w.len(); id++ {
		line = append(line[:0], w.words[id]...)
		for _, v := range w.vector(int32(id)) {
			line = strconv.AppendFloat(append(line, ' '), float64(v), 'f', 2, 32)
		}
		b.Write(append(line, '\n'))
	}
	return b.Flush()
}

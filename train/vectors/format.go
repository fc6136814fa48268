package vectors

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// A vectors file is: the magic, a uint32 number of words and one of numbers per
// word, little-endian; the words, each ended by a line feed; then for each word
// a float32 scale and one signed byte per number. Word 0, unknown, is not stored.
const vectorsMagic = "HEBOHVEC1\n"

// ErrFile reports a file that holds no word vectors.
var ErrFile = errors.New("vectors: not a valid vectors file")

const maxWords, maxDim, maxWordsBytes = 1 << 20, 1 << 10, 1 << 25

// Save writes a vocabulary and its vectors, rounded to 8 bits per number.
func Save(w io.Writer, vocab *Vocabulary, v *Vectors) error {
	b := bufio.NewWriter(w)
	words := vocab.words[1:]
	var head [8]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(words)))
	binary.LittleEndian.PutUint32(head[4:], uint32(v.dim))
	b.WriteString(vectorsMagic)
	b.Write(head[:])
	for _, word := range words {
		b.WriteString(word)
		b.WriteByte('\n')
	}
	for i := range words {
		row := v.row(int32(i + 1))
		var top float32
		for _, x := range row {
			top = max(top, float32(math.Abs(float64(x))))
		}
		scale := top / 127
		binary.LittleEndian.PutUint32(head[:], math.Float32bits(scale))
		b.Write(head[:4])
		for _, x := range row {
			q := int8(0)
			if scale > 0 {
				q = int8(math.RoundToEven(float64(x / scale)))
			}
			b.WriteByte(byte(q))
		}
	}
	return b.Flush()
}

// Load reads what Save wrote.
func Load(r io.Reader) (*Vocabulary, *Vectors, error) {
	b := bufio.NewReader(r)
	head := make([]byte, len(vectorsMagic)+8)
	if _, err := io.ReadFull(b, head); err != nil || string(head[:len(vectorsMagic)]) != vectorsMagic {
		return nil, nil, fmt.Errorf("%w: wrong magic or cut short", ErrFile)
	}
	n := binary.LittleEndian.Uint32(head[len(vectorsMagic):])
	dim := binary.LittleEndian.Uint32(head[len(vectorsMagic)+4:])
	if n > maxWords || dim == 0 || dim > maxDim {
		return nil, nil, fmt.Errorf("%w: %d words of %d numbers", ErrFile, n, dim)
	}
	vocab := &Vocabulary{words: []string{""}, index: map[string]int32{}}
	size := 0
	for range n {
		line, err := b.ReadString('\n')
		if size += len(line); err != nil || size > maxWordsBytes {
			return nil, nil, fmt.Errorf("%w: the list of words ends too early", ErrFile)
		}
		word := strings.TrimSuffix(line, "\n")
		if _, ok := vocab.index[word]; ok {
			return nil, nil, fmt.Errorf("%w: the word %q occurs twice", ErrFile, word)
		}
		vocab.index[word] = int32(len(vocab.words))
		vocab.words = append(vocab.words, word)
	}
	vocab.counts = make([]int, len(vocab.words))
	v := &Vectors{dim: int(dim), data: make([]float32, dim, int(dim)*(min(int(n), 1<<14)+1))}
	row := make([]byte, 4+dim)
	for range n {
		if _, err := io.ReadFull(b, row); err != nil {
			return nil, nil, fmt.Errorf("%w: the vectors end too early", ErrFile)
		}
		scale := math.Float32frombits(binary.LittleEndian.Uint32(row))
		if !(scale >= 0 && scale < 1e6) {
			return nil, nil, fmt.Errorf("%w: scale %v", ErrFile, scale)
		}
		for _, q := range row[4:] {
			v.data = append(v.data, scale*float32(int8(q)))
		}
	}
	return vocab, v, nil
}

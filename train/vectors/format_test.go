package vectors_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/heboh/heboh/train/vectors"
)

func saved(t testing.TB) (*vectors.Vocabulary, *vectors.Vectors, []byte) {
	t.Helper()
	texts := corpus()
	vocab := vectors.NewVocabulary(texts, 1, 0)
	ids := [][]int32{vocab.IDs(texts[0]), vocab.IDs(texts[1])}
	v, err := vectors.Train(ids, vocab, vectors.Config{Dim: 6, Epochs: 1, Subsample: -1})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := vectors.Save(&file, vocab, v); err != nil {
		t.Fatal(err)
	}
	return vocab, v, file.Bytes()
}

func TestSaveLoad(t *testing.T) {
	vocab, v, file := saved(t)
	gotVocab, got, err := vectors.Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotVocab.Words(), vocab.Words()) || got.Dim() != v.Dim() || got.Len() != v.Len() {
		t.Fatalf("%d vectors of %d, want %d of %d", got.Len(), got.Dim(), v.Len(), v.Dim())
	}
	for id := range int32(v.Len()) {
		row := v.Row(id)
		var top float32
		for _, x := range row {
			top = max(top, x, -x)
		}
		for i, x := range got.Row(id) {
			if math.Abs(float64(x-row[i])) > float64(top)/127*0.501 {
				t.Errorf("word %d: %v, want %v within half a step", id, got.Row(id), row)
				break
			}
		}
	}
}

func TestLoadRejects(t *testing.T) {
	_, _, file := saved(t)
	change := func(at int, to ...byte) []byte {
		b := slices.Clone(file)
		copy(b[at:], to)
		return b
	}
	const head = len("HEBOHVEC1\n")
	nan := []byte{0, 0, 0xc0, 0x7f}
	tests := map[string][]byte{
		"empty":          nil,
		"other file":     []byte("text\tlabel\n"),
		"too many words": change(head, 255, 255, 255, 255),
		"no dimension":   change(head+4, 0, 0, 0, 0),
		"word missing":   file[:head+12],
		"vector missing": file[:len(file)-1],
		"word twice":     change(head+8, []byte(".\n.\n")...),
		"scale":          change(len(file)-10, nan...),
	}
	for name, b := range tests {
		t.Run(name, func(t *testing.T) {
			if _, _, err := vectors.Load(bytes.NewReader(b)); !errors.Is(err, vectors.ErrFile) {
				t.Errorf("error %v, want ErrFile", err)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	_, _, file := saved(f)
	f.Add(file)
	f.Add(file[:30])
	f.Fuzz(func(t *testing.T, b []byte) {
		vocab, v, err := vectors.Load(bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, vectors.ErrFile) {
				t.Errorf("error %v is no ErrFile", err)
			}
			return
		}
		if vocab.Len() != v.Len() {
			t.Errorf("%d words, %d vectors", vocab.Len(), v.Len())
		}
	})
}

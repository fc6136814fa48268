package vectors

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"testing"
)

func saved(t testing.TB) (*Vocabulary, *Vectors, []byte) {
	t.Helper()
	texts := corpus()
	vocab := NewVocabulary(texts, 1, 0)
	ids := [][]int32{vocab.IDs(texts[0]), vocab.IDs(texts[1])}
	v, err := Train(ids, vocab, Config{Dim: 6, Window: 5, Epochs: 1})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := Save(&file, vocab, v); err != nil {
		t.Fatal(err)
	}
	return vocab, v, file.Bytes()
}

func TestSaveLoad(t *testing.T) {
	vocab, v, file := saved(t)
	gotVocab, got, err := Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gotVocab.words, vocab.words) || got.Dim() != v.Dim() || len(got.Data()) != len(v.Data()) {
		t.Fatalf("%d numbers of vectors of %d, want %d of %d", len(got.Data()), got.Dim(), len(v.Data()), v.Dim())
	}
	for id := range int32(vocab.Len()) {
		row := v.row(id)
		var top float32
		for _, x := range row {
			top = max(top, x, -x)
		}
		for i, x := range got.row(id) {
			if math.Abs(float64(x-row[i])) > float64(top)/127*0.501 {
				t.Errorf("word %d: %v, want %v within half a step", id, got.row(id), row)
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
			if _, _, err := Load(bytes.NewReader(b)); !errors.Is(err, ErrFile) {
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
		vocab, v, err := Load(bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, ErrFile) {
				t.Errorf("error %v is no ErrFile", err)
			}
			return
		}
		if vocab.Len()*v.Dim() != len(v.Data()) {
			t.Errorf("%d words, %d numbers of vectors of %d", vocab.Len(), len(v.Data()), v.Dim())
		}
	})
}

package train

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
)

// madeWords are random vectors of the words that the examples hold most often.
func madeWords(t testing.TB, examples []datasets.Example, limit int) *Words {
	t.Helper()
	var b strings.Builder
	r := rand.New(rand.NewPCG(1, 1))
	for _, text := range texts(examples) {
		for _, w := range shapes(text) {
			b.WriteString(w)
			for range 16 {
				fmt.Fprintf(&b, " %.2f", r.NormFloat64()/4)
			}
			b.WriteByte('\n')
		}
	}
	w, err := ReadWords(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return w.Select(texts(examples), limit)
}

const threeWords = "3 2\nkambing 0.5 -1.25\n! 1 0\nnew york 2e-1 .75\n"

func TestReadWords(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write([]byte(threeWords))
	z.Close()
	for name, in := range map[string]string{
		"with counts":    threeWords,
		"without counts": threeWords[4:],
		"gzip":           zipped.String(),
		"CRLF":           strings.ReplaceAll(threeWords, "\n", "\r\n"),
		"a word twice":   threeWords + "! 7 7\n",
	} {
		w, err := ReadWords(strings.NewReader(in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprint(w.ids([]string{"new york", "!", "sapi", "kambing", ""}), w.vector(1), w.vector(unknown)); got != "[3 2 0 1 0] [0.5 -1.25] [0 0]" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestReadWordsRefuses(t *testing.T) {
	for in, says := range map[string]string{
		"":                               "no vector",
		"3 2\n":                          "no vector",
		"kambing\n":                      "line 1: 0 numbers",
		"a 1 2\nb 1\n":                   "line 2: 2 fields; a word and 2 numbers are needed",
		"a 1 2\nb 1 x\n":                 `line 2: "x" is not a number`,
		"a 1 2\nb 1 NaN\n":               `"NaN" is not a number`,
		"a" + strings.Repeat(" 1", 2000): "2000 numbers",
		"\x1f\x8bxx":                     "",
		strings.Repeat("x", 1<<17):       "too long",
	} {
		w, err := ReadWords(strings.NewReader(in))
		if w != nil || !errors.Is(err, ErrWords) || !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: %v, want an error about %q", in, err, says)
		}
	}
}

// TestSelectWords: the most frequent words stay, in a fixed order, and come back
// from the file.
func TestSelectWords(t *testing.T) {
	w, err := ReadWords(strings.NewReader(threeWords))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := w.Select([]string{"Kambing! Kambing!", "KAMBING SAPI"}, 2).Write(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != "2 2\nkambing 0.50 -1.25\n! 1.00 0.00\n" {
		t.Errorf("got %q", b.String())
	}
	if again, err := ReadWords(&b); err != nil || again.len() != 3 {
		t.Errorf("%v", err)
	}
}

func TestDefaultWords(t *testing.T) {
	w, err := DefaultWords()
	if err != nil {
		t.Fatal(err)
	}
	if ids := w.ids([]string{"yang", "the", "!", "sebagaimanapunjua"}); ids[0] == 0 || ids[1] == 0 || ids[2] == 0 || ids[3] != 0 {
		t.Errorf("numbers %v", ids)
	}
}

// FuzzReadWords: any bytes give words or an error, and what was read is written
// and read again.
func FuzzReadWords(f *testing.F) {
	f.Add([]byte(threeWords))
	f.Add([]byte("a 1\n"))
	f.Add([]byte("1 1\n\xff 0\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		w, err := ReadWords(bytes.NewReader(in))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := w.Write(&b); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadWords(&b); err != nil || again.len() != w.len() || again.dim != w.dim {
			t.Fatalf("read again: %v", err)
		}
	})
}

package datasets

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

const twoRows = "text\tlabel\nGempar! Ayam Warga Bertelur Emas\t1\nBalai Desa Dicat Ulang\t0\n"

// texts joins what was read, for comparison.
func texts(examples []Example) string {
	var all []string
	for _, e := range examples {
		all = append(all, fmt.Sprintf("%s=%d", e.Text, e.Label))
	}
	return strings.Join(all, "|")
}

const twoTexts = "Gempar! Ayam Warga Bertelur Emas=1|Balai Desa Dicat Ulang=0"

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func utf16(t *testing.T, order unicode.Endianness, bom unicode.BOMPolicy, s string) string {
	t.Helper()
	out, err := unicode.UTF16(order, bom).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadEncodings(t *testing.T) {
	tests := []struct{ name, in string }{
		{"plain", twoRows},
		{"no newline at the end", strings.TrimSuffix(twoRows, "\n")},
		{"CRLF", strings.ReplaceAll(twoRows, "\n", "\r\n")},
		{"byte-order mark", "\ufeff" + twoRows},
		{"UTF-16 little endian", utf16(t, unicode.LittleEndian, unicode.UseBOM, twoRows)},
		{"UTF-16 big endian", utf16(t, unicode.BigEndian, unicode.UseBOM, twoRows)},
		{"gzip", zipped(twoRows)},
		{"gzip of UTF-16", zipped(utf16(t, unicode.LittleEndian, unicode.UseBOM, twoRows))},
		{"leading blank lines", "\n \n" + twoRows},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, name := range []string{"x.tsv", "x"} { // by name and by content
				got, err := Read(iotest.OneByteReader(strings.NewReader(tt.in)), name, Options{})
				if err != nil || texts(got) != twoTexts {
					t.Errorf("%s: got %q, %v", name, texts(got), err)
				}
			}
		})
	}
}

func TestReadDamaged(t *testing.T) {
	long := strings.Repeat("x", MaxLine)
	tests := []struct {
		name, in, texts, problem string
	}{
		{"UTF-16 without mark", utf16(t, unicode.LittleEndian, unicode.IgnoreBOM, twoRows), twoTexts, ""},
		{"zeros", "text\tlabel\x00\n", "", "x.tsv: holds NUL bytes"},
		{"invalid UTF-8", "text\tlabel\nRusak\xff\t1\nBaik\t0\n", "Baik=0", `x.tsv:2: field "text": not valid UTF-8`},
		{"invalid UTF-8 in the label", "text\tlabel\nRusak\t\xc3\nBaik\t0\n", "Baik=0", `x.tsv:2: field "label": not valid UTF-8`},
		{"overlong line", "text\tlabel\n" + long + "\t1\nBaik\t0\n", "Baik=0", "x.tsv:2: longer than 1048576 bytes"},
		{"overlong header", long + long + "\n", "", "x.tsv:1: the header is longer than"},
		{"cut gzip", zipped(twoRows)[:40], "", "unexpected EOF"},
		{"not really gzip", "\x1f\x8bnope", "", "looks like gzip"},
		{"only a header", "text\tlabel\n", "", ""},
		{"only blanks", "\n\n  \n", "", "x.tsv: empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read(strings.NewReader(tt.in), "x.tsv", Options{})
			if texts(got) != tt.texts {
				t.Errorf("got %q, want %q", texts(got), tt.texts)
			}
			if (err == nil) != (tt.problem == "") || err != nil && !strings.Contains(err.Error(), tt.problem) {
				t.Errorf("got error %v, want %q", err, tt.problem)
			}
		})
	}
}

// A failing input keeps what came, but never half a line.
func TestReadFailingInput(t *testing.T) {
	broken := errors.New("cable pulled")
	in := io.MultiReader(strings.NewReader(twoRows+"Terpotong di Teng"), iotest.ErrReader(broken))
	got, err := Read(in, "x.tsv", Options{})
	if texts(got) != twoTexts {
		t.Errorf("got %q", texts(got))
	}
	var at *LineError
	if !errors.Is(err, broken) || !errors.As(err, &at) || at.Line != 4 {
		t.Errorf("got error %#v", err)
	}
}

func TestReadSizeCap(t *testing.T) {
	bomb := zipped("text\tlabel\n" + strings.Repeat("Judul Sama\t0\n", 100_000))
	got, err := Read(strings.NewReader(bomb), "x.tsv.gz", Options{MaxBytes: 10_000})
	if err == nil || !strings.Contains(err.Error(), "more than 10000 bytes") {
		t.Errorf("got error %v", err)
	}
	if len(got) == 0 || len(got) > 1000 {
		t.Errorf("got %d rows of what fitted", len(got))
	}
	exact := int64(len(twoRows))
	if _, err := Read(strings.NewReader(twoRows), "x.tsv", Options{MaxBytes: exact}); err != nil {
		t.Errorf("a file of exactly the cap: %v", err)
	}
}

func TestErrorsAreBounded(t *testing.T) {
	in := "text\tlabel\n" + strings.Repeat("Judul\tentah\n", 5000)
	_, err := Read(strings.NewReader(in), "x.tsv", Options{})
	var all *Errors
	if !errors.As(err, &all) || all.Total != 5000 || len(all.List) != maxKept {
		t.Fatalf("got %v", err)
	}
	if !strings.HasSuffix(err.Error(), "and 4900 more like these") {
		t.Errorf("got …%s", err.Error()[len(err.Error())-60:])
	}
}

// Each line opens a quote that the next does not close: linear time all the
// same, and every line reported.
func TestCSVHostileQuotes(t *testing.T) {
	in := "text,label\n" + strings.Repeat("a\"b,\"c\n", 200_000)
	_, err := Read(strings.NewReader(in), "x.csv", Options{})
	var all *Errors
	if !errors.As(err, &all) || all.Total != 200_000 {
		t.Errorf("got %.200v", err)
	}
}

func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "two.tsv.gz")
	if err := os.WriteFile(path, []byte(zipped(twoRows)), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := ReadFile(path, Options{})
	if err != nil || texts(got) != twoTexts || got[1].File != path || got[1].Line != 3 {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = ReadFile("-", Options{Stdin: strings.NewReader(`{"text":"Lewat Pipa","label":0}`)})
	if err != nil || texts(got) != "Lewat Pipa=0" || got[0].File != "-" {
		t.Errorf("standard input: got %+v, %v", got, err)
	}
	if _, err := ReadFile(filepath.Join(t.TempDir(), "none.tsv"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestParseLabel(t *testing.T) {
	for _, s := range []string{"0", "0.0", "neutral", " Netral ", "non-clickbait", "NON_CLICKBAIT", "not clickbait", "no", "tidak", "False"} {
		if got, ok := ParseLabel(s); !ok || got != Neutral {
			t.Errorf("%q: got %d, %t", s, got, ok)
		}
	}
	for _, s := range []string{"1", "1.0", "sensational", "SENSASIONAL", "clickbait", "yes", "ya", "True"} {
		if got, ok := ParseLabel(s); !ok || got != Sensational {
			t.Errorf("%q: got %d, %t", s, got, ok)
		}
	}
	for _, s := range []string{"", "2", "-1", "maybe", "nan", "01"} {
		if got, ok := ParseLabel(s); ok {
			t.Errorf("%q: got %d, want none", s, got)
		}
	}
}

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/links/warc"
)

func TestHeadlines(t *testing.T) {
	a, b, other := newMaker(7), newMaker(7), newMaker(8)
	words, half, differ := map[string]bool{}, 0, false
	for i := range 4000 {
		h := a.next()
		if h != b.next() {
			t.Fatal("the same seed gave different headlines")
		}
		differ = differ || h != other.next()
		for _, w := range strings.Fields(h) {
			words[w] = true
		}
		if i == 2000 {
			half = len(words)
		}
	}
	if !differ {
		t.Error("another seed gave the same headlines")
	}
	if len(words) < half*11/10 {
		t.Errorf("%d words in 2,000 headlines, %d in 4,000: the vocabulary does not grow", half, len(words))
	}
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for n := range uint64(20000) {
		seen[name(n)] = true
	}
	if len(seen) < 19000 {
		t.Errorf("20,000 numbers have %d names", len(seen))
	}
}

func TestTokens(t *testing.T) {
	for headline, want := range map[string]string{
		"GEGER! Harga Rp2.000, Naik?": "geger ! harga rp2 . 000 , naik ?",
		"  dua   kata ":               "dua kata",
		"Éclair “manis”":              "éclair “ manis ”",
	} {
		if got := tokens(headline); got != want {
			t.Errorf("%q: got %q, want %q", headline, got, want)
		}
	}
}

func TestGenerate(t *testing.T) {
	b := &bench{work: t.TempDir(), rows: 200, seed: 1}
	if err := b.generate(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"headlines.jsonl": 200, "headlines.txt": 200, "headlines.tok": 200, "few.jsonl": checked} {
		text, err := os.ReadFile(b.path(name))
		if err != nil || strings.Count(string(text), "\n") != want {
			t.Errorf("%s: %d lines, want %d (%v)", name, strings.Count(string(text), "\n"), want, err)
		}
	}
}

func TestTable(t *testing.T) {
	list := []program{programs[0], programs[3]}
	runs := [][]usage{{{wall: 4, cpu: 4, memory: 40e6}, {wall: 8, cpu: 8, memory: 30e6}}, {{wall: 6, cpu: 6}, {wall: 12, cpu: 12}}}
	got := table(list, runs, 1_000_000)
	for _, want := range []string{
		"| heboh score | JSON Lines → JSON Lines, all fields | 6.00 (4.00–8.00) | 1.00 (1.00–1.00) | 187500 | 40.0 MB |",
		"| 9.00 (6.00–12.0) | 1.50 (1.50–1.50) |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestCrawl: the crawl is one that heboh links reads.
func TestCrawl(t *testing.T) {
	dir := t.TempDir()
	if err := crawl(dir, 2, 3, 1); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "crawl-001.warc.wat.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, pages := warc.NewReader(f), 0
	for rec := (warc.Record{}); r.Next(&rec) == nil; pages++ {
		body, _, err := rec.Document()
		if err != nil || !rec.IsNotes() {
			t.Fatalf("page %d: %v", pages, err)
		}
		if text, err := io.ReadAll(body); err != nil || strings.Count(string(text), `"path":"A@/href"`) < 100 {
			t.Errorf("page %d: %.300s, %v", pages, text, err)
		}
	}
	if pages != 3 {
		t.Errorf("%d pages, want 3", pages)
	}
}

func TestMeasure(t *testing.T) {
	u, err := measure(context.Background(), "0", []string{"true"})
	if err != nil || u.wall <= 0 || u.memory < 1<<18 {
		t.Errorf("usage %+v, %v", u, err)
	}
	if _, err := measure(context.Background(), "0", []string{"sh", "-c", "echo no such model >&2; exit 3"}); err == nil || !strings.Contains(err.Error(), "no such model") {
		t.Errorf("error %v, want one that shows the message", err)
	}
}

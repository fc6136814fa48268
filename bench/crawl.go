package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/heboh/heboh/datasets"
)

// crawl writes files of a made-up crawl to measure with: notes of pages (WAT), or JSON
// Lines of so many titles each.
func crawl(dir string, files, pages, titles int) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	m := &crawler{random: rand.New(rand.NewPCG(1, 2))}
	for _, e := range datasets.Sample() {
		m.sentences = append(m.sentences, e.Text)
	}
	for i := range files {
		name, fill := fmt.Sprintf("crawl-%03d.warc.wat.gz", i), func(w *bufio.Writer) error { return m.pages(w, pages) }
		if titles > 0 {
			name, fill = fmt.Sprintf("titles-%03d.jsonl", i), func(w *bufio.Writer) error { return m.titles(w, titles) }
		}
		if err := create(filepath.Join(dir, name), fill); err != nil {
			return err
		}
	}
	return nil
}

// crawler makes up a crawl, of the sentences of the sample set.
type crawler struct {
	random    *rand.Rand
	sentences []string
	made      int
}

// title is a sentence with a number, so that few are the same.
func (m *crawler) title() string {
	m.made++
	return fmt.Sprintf("%s %d", m.sentences[m.random.IntN(len(m.sentences))], m.made)
}

func (m *crawler) titles(w *bufio.Writer, n int) error {
	for range n {
		text, _ := json.Marshal(m.title())
		if _, err := fmt.Fprintf(w, "{\"id\":%d,\"title\":%s,\"source\":\"Kabar %d\"}\n", m.made, text, m.random.IntN(50)); err != nil {
			return err
		}
	}
	return nil
}

// pages writes the notes of pages, each in a gzip member, with some 150 links: two
// thirds titles, the rest navigation and pictures, as on front pages.
func (m *crawler) pages(w *bufio.Writer, n int) error {
	z := gzip.NewWriter(w)
	for page := range n {
		var found []string
		for i := range 100 + m.random.IntN(100) {
			text := m.title()
			if i%3 == 0 {
				text = []string{"Beranda", "Olahraga", "Next", "Baca juga", "12 Januari 2024 | 10:30 WIB"}[m.random.IntN(5)]
			}
			if i%7 == 0 {
				found = append(found, fmt.Sprintf(`{"path":"IMG@/src","url":"/gambar/%d.jpg"}`, m.made))
			}
			quoted, _ := json.Marshal(text)
			found = append(found, fmt.Sprintf(`{"path":"A@/href","url":"/2024/%d/%s","text":%s}`, m.made, strings.ReplaceAll(strings.ToLower("berita baru hari ini"), " ", "-"), quoted))
		}
		block := fmt.Sprintf(`{"Envelope":{"WARC-Header-Metadata":{"WARC-Type":"response","WARC-Target-URI":"https://kabar%d.example/%d"},"Payload-Metadata":{"HTTP-Response-Metadata":{"Headers":{"Content-Type":"text/html"},"HTML-Metadata":{"Head":{"Title":"Kabar Hari Ini"},"Links":[%s]}}}}}`,
			m.random.IntN(50), page, strings.Join(found, ","))
		z.Reset(w)
		if _, err := fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: https://kabar%d.example/%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			m.random.IntN(50), page, len(block), block); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
	}
	return nil
}

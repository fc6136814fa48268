// Command crawl makes up a crawl to measure with: WAT files, or JSON Lines of titles,
// of sentences of our own.
//
//	go -C bench run ./crawl --dir wat --files 8 --pages 1500
//	go -C bench run ./crawl --dir titles --files 10 --titles 100000
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/heboh/heboh/datasets"
)

func main() {
	dir := flag.String("dir", "crawl", "`DIR` to write into")
	files := flag.Int("files", 8, "number of files")
	pages := flag.Int("pages", 1500, "pages in a WAT file")
	titles := flag.Int("titles", 0, "write JSON Lines with this many titles in a file instead")
	flag.Parse()
	if err := os.MkdirAll(*dir, 0o777); err != nil {
		log.Fatal(err)
	}
	m := &maker{random: rand.New(rand.NewPCG(1, 2))}
	for _, e := range datasets.Sample() {
		m.sentences = append(m.sentences, e.Text)
	}
	for i := range *files {
		var err error
		if *titles > 0 {
			err = write(filepath.Join(*dir, fmt.Sprintf("titles-%03d.jsonl", i)), func(w *bufio.Writer) error { return m.titles(w, *titles) })
		} else {
			err = write(filepath.Join(*dir, fmt.Sprintf("crawl-%03d.warc.wat.gz", i)), func(w *bufio.Writer) error { return m.pages(w, *pages) })
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

func write(name string, fill func(*bufio.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	if err := fill(w); err != nil {
		return err
	}
	return w.Flush()
}

type maker struct {
	random    *rand.Rand
	sentences []string
	made      int
}

// title is a sentence with a number, so that few are the same.
func (m *maker) title() string {
	m.made++
	return fmt.Sprintf("%s %d", m.sentences[m.random.IntN(len(m.sentences))], m.made)
}

func (m *maker) titles(w *bufio.Writer, n int) error {
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
func (m *maker) pages(w *bufio.Writer, n int) error {
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

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"
)

// crawl writes files of a made-up crawl to measure with: notes of pages (WAT).
func crawl(dir string, files, pages int, seed uint64) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	m := newMaker(seed)
	for i := range files {
		err := create(filepath.Join(dir, fmt.Sprintf("crawl-%03d.warc.wat.gz", i)), func(w *bufio.Writer) error {
			z := gzip.NewWriter(w)
			for page := range pages { // each is a gzip member
				z.Reset(w)
				if _, err := z.Write(m.page(page)); err != nil {
					return err
				}
				if err := z.Close(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// page is the notes of a page with some 150 links: two thirds titles, the rest
// navigation and pictures, as on front pages.
func (m *maker) page(number int) []byte {
	type link struct {
		Path string `json:"path"`
		URL  string `json:"url"`
		Text string `json:"text,omitempty"`
	}
	var found []link
	for i := range 100 + m.rng.IntN(100) {
		text := m.next()
		if i%3 == 0 {
			text = []string{"Beranda", "Olahraga", "Next", "Baca juga", "12 Januari 2024 | 10:30 WIB"}[m.rng.IntN(5)]
		}
		if i%7 == 0 {
			found = append(found, link{Path: "IMG@/src", URL: fmt.Sprintf("/gambar/%d.jpg", i)})
		}
		found = append(found, link{"A@/href", fmt.Sprintf("/2024/%d/berita-baru-hari-ini", i), text})
	}
	list, _ := json.Marshal(found) // texts alone
	address := fmt.Sprintf("https://kabar%d.example/%d", m.rng.IntN(50), number)
	block := fmt.Sprintf(`{"Envelope":{"WARC-Header-Metadata":{"WARC-Type":"response","WARC-Target-URI":"%s"},"Payload-Metadata":{"HTTP-Response-Metadata":{"Headers":{"Content-Type":"text/html"},"HTML-Metadata":{"Head":{"Title":"Kabar Hari Ini"},"Links":%s}}}}}`, address, list)
	return fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", address, len(block), block)
}

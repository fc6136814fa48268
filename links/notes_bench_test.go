package links

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// BenchmarkNotes reads a crawler's notes of a page with 150 links.
func BenchmarkNotes(b *testing.B) {
	var all []string
	for i := range 150 {
		all = append(all, fmt.Sprintf(`{"path":"A@/href","url":"/2024/%d/kapal-feri-menunggu-dermaga-baru-%d","text":"Kapal feri menunggu dermaga baru di muara %d"}`, 1000+i, i, i))
	}
	src := notes(strings.Join(all, ","))
	base := &url.URL{Scheme: "https", Host: "kabar.example", Path: "/"}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		page, err := Extract(strings.NewReader(src), "application/json", base)
		if err != nil || len(page.Links) != 150 {
			b.Fatal(len(page.Links), err)
		}
	}
}

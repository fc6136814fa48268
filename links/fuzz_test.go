package links

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzExtract checks what must hold for any bytes: no panic, no invalid UTF-8,
// links that lie within the page and are merged, roles that exist.
func FuzzExtract(f *testing.F) {
	for _, dir := range []string{"pages", "heldout", "text", "feeds"} {
		for _, c := range loadPages(f, dir) {
			f.Add(c.encoded(f), c.contentType)
		}
	}
	f.Add([]byte("<a href=x><div></a><td></div><a href=y>"), "")
	f.Add([]byte("<svg><a href=x></div></svg><table><a><tr><li></table>"), "text/html")
	base, err := url.Parse("https://kabar.example/a/b")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		page, err := Extract(strings.NewReader(string(raw)), contentType, base)
		var over *LimitError
		if err != nil && !errors.As(err, &over) && !errors.Is(err, ErrNotFeed) {
			t.Fatalf("err = %v", err)
		}
		if page == nil {
			return
		}
		checkPage(t, page)
		Mismatch(page.Headline, page.Body)
	})
}

func checkPage(t *testing.T, page *Page) {
	t.Helper()
	for _, s := range []string{page.Title, page.OGTitle, page.Headline, page.Body, page.Site} {
		if !utf8.ValidString(s) {
			t.Errorf("invalid UTF-8: %q", s)
		}
	}
	for _, l := range page.Links {
		if _, err := ParseRole(string(l.Role)); err != nil {
			t.Error(err)
		}
		if !utf8.ValidString(l.Text) || len(l.Text) > maxTitleBytes || l.Count < 1 || l.Line < 0 {
			t.Errorf("link %+v", l)
		}
	}
}

// FuzzSplitTitle checks that the parts of a title come from the title.
func FuzzSplitTitle(f *testing.F) {
	for _, s := range []string{"Baca juga: X | Ekonomi - a.com", "1. 12 Mei 2024 | A", "(12) (1/2/2024)", "| - |", "14:05 WIB "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := splitTitle(s, []string{"Kabar"})
		if foldSpace(s) != "" && p.Text == "" {
			t.Errorf("%q: no title left", s)
		}
		if folded := foldSpace(s); !strings.Contains(folded, p.Text) {
			t.Errorf("%q: title %q is not part of it", s, p.Text)
		}
	})
}

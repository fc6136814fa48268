package links

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var show = flag.Bool("show", false, "print what was found in every page")

// pageCase is one file of testdata/pages: a header with what is expected, a
// line "---", then the page. See testdata/README.md.
type pageCase struct {
	name, contentType, bytes, headline, encoding string
	base                                         *url.URL
	want                                         []wantLink
	html                                         string
}

type wantLink struct {
	role      Role
	url, text string
	parts     map[string]string
}

func loadPages(t testing.TB, dir string) []pageCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in testdata/%s: %v", dir, err)
	}
	var out []pageCase
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		c, err := parsePage(string(raw))
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		c.name = strings.TrimSuffix(filepath.Base(f), ".txt")
		out = append(out, c)
	}
	return out
}

func parsePage(src string) (pageCase, error) {
	head, body, ok := strings.Cut(src, "\n---\n")
	if !ok {
		return pageCase{}, errors.New("no line ---")
	}
	c := pageCase{html: body}
	for n, line := range strings.Split(head, "\n") {
		switch key, val, _ := strings.Cut(line, " "); key {
		case "#":
		case "type:":
			c.contentType = val
		case "bytes:":
			c.bytes = val
		case "headline:":
			c.headline = val
		case "encoding:":
			c.encoding = val
		case "base:":
			u, err := url.Parse(val)
			if err != nil {
				return c, err
			}
			c.base = u
		default:
			role, err := ParseRole(key)
			if err != nil {
				return c, fmt.Errorf("line %d: %w", n+1, err)
			}
			w, err := parseWant(role, val, c.base)
			if err != nil {
				return c, fmt.Errorf("line %d: %w", n+1, err)
			}
			c.want = append(c.want, w)
		}
	}
	return c, nil
}

func parseWant(role Role, val string, base *url.URL) (wantLink, error) {
	fields := strings.Split(" "+val, " | ")
	fields[0] = strings.TrimSpace(fields[0])
	if len(fields) < 2 {
		return wantLink{}, fmt.Errorf("want URL | text, got %q", val)
	}
	u, err := url.Parse(fields[0])
	if err != nil {
		return wantLink{}, err
	}
	if base != nil && fields[0] != "" {
		u = base.ResolveReference(u)
	}
	w := wantLink{role: role, url: u.String(), text: fields[1], parts: map[string]string{}}
	for _, f := range fields[2:] {
		k, v, _ := strings.Cut(f, "=")
		w.parts[k] = v
	}
	return w, nil
}

// encoded returns the page as its bytes directive says.
func (c pageCase) encoded(t testing.TB) []byte {
	t.Helper()
	switch c.bytes {
	case "":
		return []byte(c.html)
	case "windows-1252":
		out, err := charmap.Windows1252.NewEncoder().String(c.html)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	case "utf-16le-bom":
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(c.html)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	case "stray-1252": // the first sign ¤ becomes 0x91, the second 0x92
		out := bytes.Replace([]byte(c.html), []byte("¤"), []byte{0x91}, 1)
		return bytes.Replace(out, []byte("¤"), []byte{0x92}, 1)
	}
	t.Fatalf("unknown bytes: %s", c.bytes)
	return nil
}

func (c pageCase) extract(t testing.TB) *Page {
	t.Helper()
	page, err := Extract(bytes.NewReader(c.encoded(t)), c.contentType, c.base)
	if err != nil {
		t.Fatalf("Extract: %v", err)
	}
	return page
}

func TestPages(t *testing.T) { testPages(t, "pages") }

// TestHeldOut runs the pages that were written after the rules were settled.
func TestHeldOut(t *testing.T) { testPages(t, "heldout") }

func TestTexts(t *testing.T) { testPages(t, "text") }

func TestFeeds(t *testing.T) { testPages(t, "feeds") }

func TestNotes(t *testing.T) { testPages(t, "wat") }

func testPages(t *testing.T, dir string) {
	for _, c := range loadPages(t, dir) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			page := c.extract(t)
			if page.Headline != c.headline {
				t.Errorf("headline = %q, want %q", page.Headline, c.headline)
			}
			if c.encoding != "" && page.Encoding != c.encoding {
				t.Errorf("encoding = %q, want %q", page.Encoding, c.encoding)
			}
			compareLinks(t, page.Links, c.want)
			if *show {
				for _, l := range page.Links {
					t.Logf("%-13s %-45s %q block=%q src=%s n=%d line=%d", l.Role, l.URL, l.Text, l.Block, l.Source, l.Count, l.Line)
				}
			}
		})
	}
}

func compareLinks(t *testing.T, got []Link, want []wantLink) {
	t.Helper()
	for i := 0; i < max(len(got), len(want)); i++ {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s %s %q", want[i].role, want[i].url, want[i].text)
		case i >= len(want):
			t.Errorf("too many: %s %s %q", got[i].Role, got[i].URL, got[i].Text)
		default:
			g, w := got[i], want[i]
			if g.Role != w.role || g.URL != w.url || g.Text != w.text {
				t.Errorf("link %d\n got %s %s %q (block %q)\nwant %s %s %q", i+1, g.Role, g.URL, g.Text, g.Block, w.role, w.url, w.text)
			}
			comparePart(t, g, w)
		}
	}
}

func comparePart(t *testing.T, g Link, w wantLink) {
	t.Helper()
	for k, v := range w.parts {
		got := map[string]string{"date": g.Date, "section": g.Section, "counter": g.Counter, "publisher": g.Publisher, "prefix": g.Prefix, "block": g.Block}[k]
		if got != v {
			t.Errorf("%s: %s = %q, want %q", g.URL, k, got, v)
		}
	}
}

// TestRelatedBlocks measures how many of the related stories are found, over
// all pages, and names every miss.
func TestRelatedBlocks(t *testing.T) {
	hit, wanted, found := 0, 0, 0
	pages := append(loadPages(t, "pages"), loadPages(t, "heldout")...)
	for _, c := range pages {
		want := map[string]bool{}
		for _, w := range c.want {
			if w.role == RoleRelated {
				want[w.url+" "+w.text] = true
			}
		}
		wanted += len(want)
		for _, l := range c.extract(t).Links {
			if l.Role != RoleRelated {
				continue
			}
			found++
			key := l.URL + " " + l.Text
			if want[key] {
				hit++
				delete(want, key)
			} else {
				t.Logf("%s: wrongly related: %s", c.name, key)
			}
		}
		for key := range want {
			t.Logf("%s: missed: %s", c.name, key)
		}
	}
	if len(pages) < 25 || wanted == 0 || found == 0 {
		t.Fatalf("%d pages, %d related links expected, %d found: nothing was measured", len(pages), wanted, found)
	}
	recall, precision := float64(hit)/float64(wanted), float64(hit)/float64(found)
	t.Logf("%d pages, %d related links: recall %.3f, precision %.3f", len(pages), wanted, recall, precision)
	if recall < 0.95 || precision < 0.90 {
		t.Errorf("recall %.3f, precision %.3f; want at least 0.95 and 0.90", recall, precision)
	}
}

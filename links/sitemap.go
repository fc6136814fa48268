package links

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

var sitemapRoot = lazily(`(?i)^\s*(?:<![^>]*>\s*)*<(?:[a-z0-9]{1,20}:)?(?:urlset|sitemapindex)[\s>]`)

// isSitemap recognises a sitemap or an index of sitemaps by its root.
func isSitemap(src string) bool {
	return sitemapRoot().MatchString(notTags().ReplaceAllString(clip(src, sniffLen), ""))
}

// sitemap lists the stories of a news sitemap, or the sitemaps of an index. The
// error wraps ErrNotFeed for a sitemap without titles.
func (f *feedReader) sitemap(ctx context.Context, page *Page) error {
	s := sitemapReader{names: map[string]string{}}
	if err := s.read(f.src); err != nil {
		page.Warnings = append(page.Warnings, "broken sitemap, read up to there: "+errText(err))
	}
	switch {
	case s.index:
		return f.index(page, s.Items)
	case s.titled == 0:
		return fmt.Errorf("links: %w but a sitemap of %d addresses without titles; name pages that it lists, or the site's news sitemap or feed", ErrNotFeed, len(s.Items))
	}
	return f.items(ctx, page, &s.Feed)
}

// index lists the sitemaps of an index, as addresses, and says how to go on.
func (f *feedReader) index(page *Page, items []*gofeed.Item) error {
	const maxTold = 5
	var told []string
	for _, it := range items {
		u := f.address(it)
		if u == nil {
			continue
		}
		l := Link{URL: u.String(), Text: clip(u.String(), maxTitleBytes), Role: RoleNavigation, Source: SourceSlug, Date: feedDate(it), Count: 1, Line: f.place(it.Link)}
		page.Links = append(page.Links, l)
		if len(told) < maxTold {
			told = append(told, l.Text)
		}
	}
	if more := len(page.Links) - len(told); more > 0 {
		told = append(told, fmt.Sprintf("and %d more", more))
	}
	page.Warnings = append(page.Warnings, fmt.Sprintf("an index of %d sitemaps, which hold the titles; read them in turn: %s", len(page.Links), strings.Join(told, " ")))
	return nil
}

// sitemapReader takes the entries of a sitemap. Elements are not nested in
// memory, so that no depth costs anything.
type sitemapReader struct {
	gofeed.Feed
	index  bool
	titled int               // entries with a title
	names  map[string]string // of namespaces, by prefix
	item   *gofeed.Item      // being read, nil outside
	text   string            // of the element being read
}

func (s *sitemapReader) read(src string) error {
	dec := xml.NewDecoder(strings.NewReader(src))
	dec.Strict = false
	dec.Entity = xml.HTMLEntity
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for len(s.Items) < maxLinks {
		token, err := dec.RawToken()
		switch t := token.(type) {
		case xml.StartElement:
			s.start(t)
		case xml.CharData:
			s.text = clip(s.text+clip(string(t), maxTitleBytes), maxTitleBytes)
		case xml.EndElement:
			s.end(t.Name)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			s.close()
			return err
		}
	}
	return &LimitError{What: "links", Limit: maxLinks}
}

func (s *sitemapReader) start(t xml.StartElement) {
	s.text = ""
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" && len(s.names) < 50 {
			s.names[a.Name.Local] = a.Value
		}
	}
	switch strings.ToLower(t.Name.Local) {
	case "sitemapindex":
		s.index = true
	case "url", "sitemap":
		s.close()
		s.item = &gofeed.Item{}
	}
}

func (s *sitemapReader) end(name xml.Name) {
	if s.item == nil {
		return
	}
	space := name.Space
	if declared := s.names[space]; declared != "" && space != "" {
		space = declared
	}
	news := strings.Contains(space, "news")
	own := !news && !strings.Contains(space, "image") && !strings.Contains(space, "video")
	text := strings.TrimSpace(s.text)
	switch local := strings.ToLower(name.Local); {
	case local == "title" && news:
		s.item.Title = text
	case local == "name" && news && s.Title == "":
		s.Title = text
	case local == "publication_date" && news:
		s.item.Published, s.item.PublishedParsed = text, parseW3C(text)
	case local == "lastmod" && own:
		s.item.Updated, s.item.UpdatedParsed = text, parseW3C(text)
	case local == "loc" && own:
		s.item.Link = text
	case local == "url", local == "sitemap":
		s.close()
	}
	s.text = ""
}

// close ends the entry being read.
func (s *sitemapReader) close() {
	if s.item == nil || s.item.Link == "" {
		s.item = nil
		return
	}
	if s.item.Title != "" {
		s.titled++
	}
	s.Items = append(s.Items, s.item)
	s.item = nil
}

// parseW3C reads a date with its time; a day alone stays as it is printed.
func parseW3C(s string) *time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			t = t.UTC()
			return &t
		}
	}
	return nil
}

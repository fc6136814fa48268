// Package links reads a page and lists its links, each with its title text
// and its role on the page: the block of related stories, the navigation, the
// footer, an advertisement, the running text and so on.
//
// It reads HTML, feeds (RSS, Atom, JSON Feed, news sitemaps), what a crawler noted
// of a page (WAT) and plain text articles, where a
// marker line such as "Artikel Terkait" opens a block of one title per line:
//
//	page, err := links.Extract(r, "text/html; charset=utf-8", base)
//	for _, l := range page.Links {
//		if l.HeadlineLike(3) { fmt.Println(l.Role, l.URL, l.Text) }
//	}
//
// # How roles are found
//
// Article extractors discard the related stories, so none is used here. The
// page becomes a small tree with byte offsets (built in linear time on the
// tokenizer of golang.org/x/net/html), and each link takes its role from, in
// this order: its own address and rel; a marker such as "Baca juga:" or a label
// such as "Sponsored" in its own text; the nearest enclosing block that says what
// it is, by element (nav, footer, aside), by class, id or aria-label, or by its
// heading in Indonesian or English; the paragraph it stands in; whether it reads
// like a title. A link to a topic, a person or an account is no story, wherever it
// stands: its address lacks what the addresses of the page's long titles have.
// Link.Reason says what decided. The words that are recognised are in words.txt.
//
// # Untrusted input
//
// Every input is treated as hostile. Its size, the number of nodes and links,
// the nesting and the length of one tag are bounded; what was read up to the
// bound is returned beside a [*LimitError]. No input makes the package panic.
//
// Fetching lives in the sub-package fetch, files of web crawls are read by warc;
// nothing here opens a connection.
package links

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Role says what purpose a link has on its page.
type Role string

// The roles a link can have.
const (
	RoleHeadline      Role = "headline"      // a story in the page's own list, or the page's own headline
	RoleRelated       Role = "related"       // a story offered beside or inside another one
	RoleNavigation    Role = "navigation"    // menus, breadcrumbs, tags, sections, "see all"
	RoleFooter        Role = "footer"        // imprint, terms, contact
	RoleAdvertisement Role = "advertisement" // paid placement
	RoleShare         Role = "share"         // share on a network, send by mail
	RolePagination    Role = "pagination"    // page numbers, previous and next
	RoleInText        Role = "in-text"       // part of a running sentence
	RoleOther         Role = "other"         // none of these
)

// Roles lists every role in the order used for reports.
var Roles = []Role{RoleHeadline, RoleRelated, RoleNavigation, RoleFooter, RoleAdvertisement,
	RoleShare, RolePagination, RoleInText, RoleOther}

// ParseRole returns the role called name, or an error that lists them all.
func ParseRole(name string) (Role, error) {
	known := make([]string, 0, len(Roles))
	for _, r := range Roles {
		if strings.EqualFold(name, string(r)) {
			return r, nil
		}
		known = append(known, string(r))
	}
	return "", fmt.Errorf("links: unknown role %q; use one of %s", name, strings.Join(known, ", "))
}

// TextSource says where the title text of a link was taken from.
type TextSource string

// The sources of a title text, in the order in which they are tried.
const (
	SourceAnchor  TextSource = "anchor"     // text inside the a element, or the line of a plain text
	SourceTitle   TextSource = "title"      // title attribute
	SourceAria    TextSource = "aria-label" // aria-label attribute
	SourceAlt     TextSource = "alt"        // alternative text of an image inside the link
	SourceHeading TextSource = "heading"    // heading of the card around a "Read more" link
	SourceSlug    TextSource = "slug"       // last part of the address: a last resort
	SourceFeed    TextSource = "feed"       // title of a feed's item
)

// Link is a link of a page. Links to the same address are merged.
type Link struct {
	URL    string     `json:"url,omitempty"` // absolute when a base is known; empty in plain text without addresses
	Text   string     `json:"text"`          // the title, without what is split off below
	Role   Role       `json:"role"`
	Source TextSource `json:"text_source,omitempty"`

	Block     string `json:"block,omitempty"`     // heading or marker of the block, e.g. "Artikel Terkait"
	Prefix    string `json:"prefix,omitempty"`    // e.g. "Baca juga:"
	Section   string `json:"section,omitempty"`   // e.g. "Nasional"
	Date      string `json:"date,omitempty"`      // as printed; RFC 3339 in UTC in feeds when it could be read
	Counter   string `json:"counter,omitempty"`   // rank, views or comments, as printed
	Publisher string `json:"publisher,omitempty"` // e.g. "Contoh.com" of "… - Contoh.com"

	// Reason says what gave the link its role: a marker, a class, the structure.
	Reason string `json:"-"`

	Line  int `json:"line,omitempty"`  // 1-based line of the first occurrence; 0 when unknown
	Count int `json:"count,omitempty"` // occurrences that were merged, at least 1
}

// setTitle splits a title; see [splitTitle]. What l has already, it keeps.
func (l *Link) setTitle(title string, names []string) {
	parts := splitTitle(title, names)
	l.Text = strings.TrimLeft(parts.Text, " :;,|»›")
	l.fill(parts)
	if l.Counter != "" || l.Date != "" {
		l.Text = strings.TrimRight(strings.TrimLeft(l.Text, "-–—•· "), ":|-–—•· ") // what stood between them and the title
	}
}

// fill takes over what src knows and l does not, but for text, source and role.
func (l *Link) fill(src Link) {
	l.Prefix = cmp.Or(l.Prefix, src.Prefix)
	l.Section = cmp.Or(l.Section, src.Section)
	l.Date = cmp.Or(l.Date, src.Date)
	l.Counter = cmp.Or(l.Counter, src.Counter)
	l.Publisher = cmp.Or(l.Publisher, src.Publisher)
	l.Block = cmp.Or(l.Block, src.Block)
}

// Words returns the number of words of the title, counted between white space.
func (l Link) Words() int { return len(strings.Fields(l.Text)) }

// HeadlineLike reports whether the link's text is worth scoring as a headline:
// it offers a story (headline, related, advertisement) or could (in-text,
// other), has at least minWords words, and was not guessed from its address.
// Menus, footers, share buttons and page numbers never are.
func (l Link) HeadlineLike(minWords int) bool {
	switch l.Role {
	case RoleHeadline, RoleRelated, RoleAdvertisement, RoleInText, RoleOther:
		return l.Source != SourceSlug && l.Words() >= minWords
	}
	return false
}

// Selection says which links of a page to use.
type Selection struct {
	Roles    []Role // none means those of [Link.HeadlineLike]
	MinWords int    // of the text
	All      bool   // every link with a text, however short
}

// Select reads the names of roles; see [ParseRole] for the error.
func Select(roles []string, minWords int, all bool) (Selection, error) {
	s := Selection{MinWords: minWords, All: all}
	for _, name := range roles {
		role, err := ParseRole(name)
		if err != nil {
			return s, err
		}
		s.Roles = append(s.Roles, role)
	}
	return s, nil
}

// Has reports whether l is selected.
func (s Selection) Has(l Link) bool {
	switch {
	case !s.HasRole(l.Role):
		return false
	case s.All:
		return l.Text != ""
	case len(s.Roles) > 0:
		return l.Text != "" && l.Words() >= s.MinWords
	}
	return l.HeadlineLike(s.MinWords)
}

// HasRole reports whether links of the role can be selected.
func (s Selection) HasRole(r Role) bool { return len(s.Roles) == 0 || slices.Contains(s.Roles, r) }

// Page describes one document.
type Page struct {
	Kind     Kind   `json:"kind"`
	Encoding string `json:"encoding,omitempty"` // of the input, by its WHATWG name
	Title    string `json:"title,omitempty"`    // title element or feed title, without the publisher
	OGTitle  string `json:"og_title,omitempty"` // og:title, else twitter:title
	Headline string `json:"headline,omitempty"` // the page's own headline as printed
	Site     string `json:"site,omitempty"`     // publisher, from og:site_name
	// HeadlineLine is the 1-based line of Headline, 0 when unknown.
	HeadlineLine int `json:"headline_line,omitempty"`
	// Body is the running text of an article, one paragraph per line; empty on index pages.
	Body  string `json:"body,omitempty"`
	Links []Link `json:"links"`
	// Warnings say what was repaired, e.g. a wrongly declared encoding.
	Warnings []string `json:"warnings,omitempty"`
}

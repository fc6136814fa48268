// Package links reads a page and lists its links, each with its title text
// and its role on the page: the block of related stories, the navigation, the
// footer, an advertisement, the running text and so on.
//
// It reads HTML, feeds (RSS, Atom, JSON Feed) and plain text articles, where a
// marker line such as "Artikel Terkait" opens a block of one title a line:
//
//	page, err := links.Extract(r, "text/html; charset=utf-8", base)
//	for _, l := range page.Links {
//		if l.HeadlineLike(3) { fmt.Println(l.Role, l.URL, l.Text) }
//	}
//
// # How roles are found
//
// Article extractors throw the related stories away, so none is used here.
// The page becomes a small tree with byte offsets (built on the tokenizer of
// golang.org/x/net/html, in linear time), and each link takes its role from,
// in this order: its own address and rel; a marker such as "Baca juga:" in
// its own text; the nearest enclosing block that says what it is, by element
// (nav, footer, aside), by class, id or aria-label, or by its heading in
// Indonesian or English; the paragraph it stands in; the repetition of cards.
// The tables of words are in words.go.
//
// # Untrusted input
//
// Every input is treated as hostile. Size, number of nodes and links, nesting
// and the length of one tag are bounded; what was read up to the bound is
// returned together with a [*LimitError]. No input makes the package panic.
//
// Fetching lives in the sub-package fetch; nothing here opens a connection.
package links

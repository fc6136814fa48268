package links

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// minBareWords is how long a title must be where nothing around it says what it is.
const minBareWords = 5

// minNameWords is the same where its address is that of a story.
const minNameWords = 3

// minLoneWords is how long a link must be to be a story when it fills a
// paragraph of the running text on its own.
const minLoneWords = 4

// classifier gives each link of a page its role.
type classifier struct {
	t       *tree
	zones   []zone
	content content
	article bool // by the head
	h1      int32
	res     *resolver
}

// candidate is a link whose role is to be found, with what the rules ask of it.
type candidate struct {
	Link
	id      int32
	to      *url.URL
	form    addressForm
	zone    zone
	generic bool   // its own text only says "Read more"
	norm    string // of its text
	words   int
	list    bool // leads to a topic, a section or an author
	utility bool // serves the reader or the site
	story   bool // could offer a story by its text and address
	unlike  bool // its address lacks what those of the page's stories have
}

func (c *classifier) candidate(id int32, to *url.URL, names []string) *candidate {
	l := &candidate{id: id, to: to, form: formOf(to), zone: c.zones[id], list: isListAddress(to)}
	l.Link, l.generic = c.t.titleOf(id, to, names)
	l.generic = l.generic && l.Source == SourceAnchor
	l.norm = normWords(l.Text)
	l.words = len(strings.Fields(l.Text))
	l.utility = l.isUtility()
	l.story = c.couldBeStory(l)
	return l
}

// couldBeStory reports whether a link could offer a story: three words, or two
// long ones, that are not the name of a list.
func (c *classifier) couldBeStory(l *candidate) bool {
	switch {
	case l.Source == SourceSlug, l.generic, l.utility, isCounter(l.Text), isWhen(l.Text),
		moreTexts()[l.norm], isSection(l.Text),
		isHome(l.to), l.words < 6 && (l.list || strings.HasPrefix(l.Text, "#")),
		markerKind(l.Text, false) != kindNone:
		return false
	case l.words == 2:
		return visibleRunes(l.Text) >= 12 || c.t.levelOf(l.id) > 1
	}
	return l.words >= minNameWords
}

// role is the one place where a link gets its role, with the reason. The link's
// own statement counts first, then the block around it, then the paragraph, then
// its shape.
func (c *classifier) role(l *candidate) (Role, string) {
	role, why := c.ownRole(l)
	if role == "" {
		role, why = c.zoneRole(l)
	}
	if (role == RoleRelated || role == RoleInText) && c.res.isSelf(l.to) {
		return RoleOther, "leads to the page itself"
	}
	return role, why
}

// ownRole is what the link itself says, wherever it stands; "" for nothing.
func (c *classifier) ownRole(l *candidate) (Role, string) {
	rel := strings.Fields(strings.ToLower(c.t.attr(l.id, "rel")))
	in := l.zone.kind
	switch {
	case isShareAddress(l.to):
		return RoleShare, "address that shares"
	case slices.Contains(rel, "sponsored"):
		return RoleAdvertisement, "rel sponsored"
	case isAdAddress(l.to):
		return RoleAdvertisement, "address of an advertiser"
	case markerKind(l.Prefix, false) == kindAd, markerKind(l.Section, false) == kindAd:
		return RoleAdvertisement, "label " + strconv.Quote(cmp.Or(l.Prefix, l.Section))
	case slices.Contains(rel, "author"), slices.Contains(rel, "tag"):
		return RoleNavigation, "rel author or tag"
	case slices.Contains(rel, "next"), slices.Contains(rel, "prev"):
		return RolePagination, "rel next or prev"
	case nextTexts()[l.norm], isPageNumber(l.norm) && in == kindPagination:
		return RolePagination, "text of a page link"
	case c.repeatsHeadline(l):
		return RoleNavigation, "logo that repeats the page's own headline"
	case c.h1 != none && c.t.within(l.id, c.h1) && in != kindRelated:
		if c.onArticle() || l.story {
			return RoleHeadline, "in the page's own headline"
		}
		return RoleNavigation, "in the page's own headline"
	}
	return "", ""
}

// repeatsHeadline reports whether a link in another h1 holds the page's own
// headline and more: some sites write it into their logo.
func (c *classifier) repeatsHeadline(l *candidate) bool {
	if c.h1 == none || c.t.closest(l.id, atom.H1) == none {
		return false
	}
	own := normWords(c.t.text(c.h1, maxTitleBytes))
	return len(l.norm) > len(own) && strings.Contains(l.norm, own)
}

// kindRoles are the roles of all links in blocks of these kinds.
var kindRoles = map[blockKind]Role{kindAd: RoleAdvertisement, kindShare: RoleShare, kindPagination: RolePagination,
	kindFooter: RoleFooter, kindNavigation: RoleNavigation}

// zoneRole is the role of a link by where it stands.
func (c *classifier) zoneRole(l *candidate) (Role, string) {
	inStories := l.zone.kind == kindRelated || l.zone.kind == kindLatest && (c.onArticle() || l.zone.aside)
	switch {
	case kindRoles[l.zone.kind] != "":
		return kindRoles[l.zone.kind], l.zone.why
	case l.zone.kind == kindMeta && (l.list || isSection(l.Text)):
		return RoleNavigation, l.zone.why
	case l.zone.kind == kindMeta && (!l.story || l.words < minBareWords):
		return RoleOther, l.zone.why
	case inStories:
		return blockRole(l), l.zone.why
	case l.zone.content && !l.zone.aside && l.zone.kind == kindNone:
		return c.contentRole(l)
	case l.story && l.Prefix != "":
		return RoleRelated, "marker " + strconv.Quote(l.Prefix)
	case l.story && l.zone.aside:
		return RoleRelated, "aside: " + l.zone.why
	case c.inSentence(l.id):
		return RoleInText, "in a sentence"
	case l.list:
		return RoleNavigation, "address of a list"
	case l.utility:
		return RoleNavigation, "serves the reader or the site"
	case l.generic:
		return RoleNavigation, "text that names nothing"
	case l.story && !c.onArticle():
		return RoleHeadline, "title on a page without an article"
	case l.story && !l.unlike && (l.words >= minBareWords || l.words >= minNameWords && l.form.any()):
		return RoleRelated, "title beside the running text"
	case l.story && c.t.levelOf(l.id) > 0:
		return RoleRelated, "title in a heading"
	case !l.story && isSection(l.Text):
		return RoleNavigation, "name of a section"
	}
	return RoleOther, "nothing says what it is"
}

// onArticle reports whether the page is one story; one without running text may
// be a film or pictures.
func (c *classifier) onArticle() bool { return c.content.root != none || c.article }

// blockRole is the role of a link inside a block of stories.
func blockRole(l *candidate) Role {
	switch {
	case l.story:
		return RoleRelated
	case l.list, l.generic, l.utility, isSection(l.Text), markerKind(l.Text, false) != kindNone:
		return RoleNavigation
	case l.Source == SourceSlug && l.words >= 3:
		return RoleRelated
	}
	return RoleOther
}

// contentRole is the role of a link in the running text. One that fills its
// paragraph or list item is an offer to read another story; in a sentence it
// is part of the text.
func (c *classifier) contentRole(l *candidate) (Role, string) {
	block := c.t.closest(l.id, atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Div, atom.Figure, atom.H2, atom.H3, atom.H4, atom.H5, atom.Figcaption, atom.Html)
	switch n := &c.t.nodes[block]; {
	case n.tag == atom.Figure, n.tag == atom.Figcaption:
		return RoleOther, "in a figure of the running text"
	case n.textLen == 0:
		return RoleOther, "no text in the running text"
	case n.plain() > 3 && !c.t.ownLine(l.id):
		return RoleInText, "in a sentence of the running text"
	case l.words >= minLoneWords && l.Source != SourceSlug && !l.list && !l.utility:
		return RoleRelated, "alone in a paragraph of the running text"
	}
	return RoleOther, "short and alone in the running text"
}

// ownLine reports whether nothing but signs stands beside a link between two
// line breaks or block elements.
func (t *tree) ownLine(a int32) bool {
	return t.nothingBeside(a, func(n *node) int32 { return n.prev }) && t.nothingBeside(a, func(n *node) int32 { return n.next })
}

// nothingBeside looks to one side of a link, up to the next line break, for
// text that is not linked.
func (t *tree) nothingBeside(cur int32, step func(*node) int32) bool {
	const maxLevels, maxSteps = 8, 50
	runes := int32(0)
	for range maxLevels {
		n := step(&t.nodes[cur])
		for looked := 0; n != none && looked < maxSteps; looked++ {
			if isBlock(t.nodes[n].tag) {
				return true
			}
			if runes += t.nodes[n].plain(); runes > 3 {
				return false
			}
			n = step(&t.nodes[n])
		}
		cur = t.nodes[cur].parent
		if n != none || cur == none || isBlock(t.nodes[cur].tag) {
			return true
		}
	}
	return true
}

// inSentence reports whether a link outside the article's text is part of a
// sentence: its block has clearly more text than links.
func (c *classifier) inSentence(a int32) bool {
	p := c.t.closest(a, atom.P, atom.Li, atom.Td, atom.Blockquote, atom.Dd, atom.Div)
	if p == none || c.t.levelOf(a) > 0 {
		return false
	}
	n := &c.t.nodes[p]
	return n.plain() >= 20 && n.plain() > n.linkLen && n.direct >= 20
}

// isPageNumber reports whether a text is a number, or signs only.
func isPageNumber(norm string) bool { return len(norm) <= 4 && strings.Trim(norm, "0123456789") == "" }

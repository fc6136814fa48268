package links

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

const (
	minParagraph   = 40  // unlinked runes that make a paragraph
	minDirectText  = 120 // the same for text that stands in a block without p
	minArticle     = 200 // unlinked runes of an article's body
	minArticleSure = 80  // the same when the head says that the page is an article
	maxTeaser      = 400 // unlinked runes of a card's teaser
)

// content is the running text of a page.
type content struct {
	root       int32 // smallest element around the paragraphs, none on index pages
	paragraphs []int32
}

// findContent looks for the element whose own paragraphs hold the most
// unlinked text. Paragraphs inside blocks that declare another purpose, and the
// teasers of cards, do not count.
func (t *tree) findContent(sure bool) content {
	score := make(map[int32]int32)
	var paras, teasers []int32
	outside := t.outsideBody()
	for i := range t.nodes {
		id := int32(i)
		if outside[i] || !t.isParagraph(id) {
			continue
		}
		if t.isTeaser(id) {
			teasers = append(teasers, id)
			continue
		}
		paras = append(paras, id)
	}
	if len(teasers) == 1 {
		paras = append(paras, teasers...) // a single card is the article itself
		slices.Sort(paras)
	}
	for _, id := range paras {
		n := &t.nodes[id]
		up := n.parent
		if n.tag != atom.P {
			up = id
		}
		for share := n.plain(); up != none && share > 0; share /= 2 {
			score[up] += share
			up = t.nodes[up].parent
		}
	}
	best, bestScore := none, int32(0)
	for i := range t.nodes {
		if s := score[int32(i)]; s > bestScore {
			best, bestScore = int32(i), s
		}
	}
	need := int32(minArticle)
	if sure {
		need = minArticleSure
	}
	if best == none || bestScore < need {
		return content{root: none}
	}
	c := content{root: best}
	for _, p := range paras {
		if t.within(p, best) {
			c.paragraphs = append(c.paragraphs, p)
		}
	}
	return c
}

func (t *tree) isParagraph(id int32) bool {
	n := &t.nodes[id]
	own := n.plain()
	switch n.tag {
	case atom.P, atom.Blockquote:
		return own >= minParagraph && own >= n.linkLen
	case atom.Div, atom.Td, atom.Article, atom.Section, atom.Main, atom.Span, atom.Font, atom.Body, atom.Center:
		return own >= minDirectText && n.direct >= minDirectText
	}
	return false
}

// isTeaser reports whether a paragraph belongs to a card: within two levels
// there is a link to the story and hardly any other text, or the paragraph
// stands inside a link.
func (t *tree) isTeaser(id int32) bool {
	p := &t.nodes[id]
	own := p.plain()
	up := p.parent
	for level := 0; level < 2 && up != none && own <= maxTeaser; level++ {
		n := &t.nodes[up]
		others := n.plain() - own
		if n.linkLen-p.linkLen >= 12 && others < 2*minParagraph {
			return true
		}
		up = n.parent
	}
	return false
}

// outsideBody marks every node inside a block that is not running text.
func (t *tree) outsideBody() []bool {
	out := make([]bool, len(t.nodes))
	for i := range t.nodes {
		if p := t.nodes[i].parent; p != none {
			out[i] = out[p]
		}
		switch t.hints[i].kind {
		case kindRelated, kindNavigation, kindFooter, kindAd, kindShare, kindPagination, kindAside:
			// A block that holds most of the page's text is not what one of
			// its class names says.
			n := &t.nodes[i]
			if n.plain()*2 < t.nodes[0].plain() || n.tag == atom.Footer || n.tag == atom.Nav {
				out[i] = true
			}
		}
	}
	return out
}

// bodyText joins the paragraphs, without the ones that only point elsewhere.
func (t *tree) bodyText(c content, skip func(int32) bool) string {
	const maxBody = 1 << 20
	var b strings.Builder
	last := none
	for _, p := range c.paragraphs {
		if last != none && t.within(p, last) || skip(p) {
			continue
		}
		last = p
		if text := t.text(p, maxBody-b.Len()); text != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

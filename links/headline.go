package links

import (
	"strings"

	"golang.org/x/net/html/atom"
)

const (
	minAgreement = .5 // with the page's titles, of a heading that is no h1
	h1Bonus      = .2 // what an h1 may agree less than another heading
)

// findHeadline returns the element of the page's own headline: on an article
// the heading that agrees best with the titles in its head, and where these say
// nothing the h1 with most words. Section names, logos and dialogs are h1 on many
// sites.
func (c *classifier) findHeadline(titles []string) int32 {
	var wanted [][]string
	if c.onArticle() {
		wanted = wordSets(titles)
	}
	best, bestScore := none, 0.0
	for i := range c.t.nodes {
		id, n := int32(i), &c.t.nodes[i]
		if n.textLen == 0 || n.textLen > maxTitleBytes || !c.mayBeHeadline(id) {
			continue
		}
		words := strings.Fields(normWords(c.t.text(id, maxTitleBytes)))
		score := 0.0
		for _, w := range wanted {
			score = max(score, agreement(words, w))
		}
		switch {
		case n.tag != atom.H1 && score < minAgreement:
			continue
		case n.tag == atom.H1 && score > 0:
			score += h1Bonus
		case len(wanted) == 0:
			score = float64(len(words))
		}
		if score > bestScore {
			best, bestScore = id, score
		}
	}
	return best
}

// mayBeHeadline reports whether an element can hold the page's own headline.
func (c *classifier) mayBeHeadline(id int32) bool {
	tag := c.t.nodes[id].tag
	return tag == atom.H1 || c.onArticle() && isHeading(tag) && c.t.hints[id].kind != kindRelated && (c.content.root == none || id < c.content.paragraphs[0])
}

// wordSets splits titles, whole and without what follows a separator.
func wordSets(titles []string) [][]string {
	var out [][]string
	for _, title := range titles {
		head, _ := cutTail(title)
		for _, s := range []string{title, head} {
			if words := strings.Fields(normWords(s)); len(words) > 0 {
				out = append(out, words)
			}
		}
	}
	return out
}

// agreement is Dice's coefficient of two lists of words.
func agreement(a, b []string) float64 {
	left := map[string]int{}
	for _, w := range a {
		left[w]++
	}
	common := 0
	for _, w := range b {
		if left[w] > 0 {
			left[w]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

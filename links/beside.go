package links

import "strings"

// What stands beside a marker in its own block.

// blockOf returns the block around n.
func (t *tree) blockOf(n int32) int32 {
	for !isBlock(t.nodes[n].tag) && t.nodes[n].parent != none {
		n = t.nodes[n].parent
	}
	return n
}

// besideLink reports whether the block around n holds a link too.
func (t *tree) besideLink(n int32) bool { return t.nodes[t.blockOf(n)].anchors > 0 }

// inMidSentence reports whether a sentence goes on behind the link after n.
func (t *tree) inMidSentence(n int32) bool {
	const maxSteps = 10
	linked := false
	for range maxSteps {
		if n = t.nodes[n].next; n == none || isBlock(t.nodes[n].tag) {
			return false
		}
		s := &t.nodes[n]
		if linked && s.plain() > 0 {
			words := strings.Fields(clip(t.firstText(n), 200))
			return len(words) > 1 && strings.ToLower(words[0]) == words[0]
		}
		linked = linked || s.anchors > 0
	}
	return false
}

// besideText reports whether the block around n holds other text that is not
// linked.
func (t *tree) besideText(n int32) bool {
	return t.nodes[t.blockOf(n)].plain() > t.nodes[n].textLen
}

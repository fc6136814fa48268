package links

import "golang.org/x/net/html/atom"

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// implyEnds closes what a start tag closes without saying so.
func (b *builder) implyEnds(tag atom.Atom) {
	switch tag {
	case atom.Li:
		b.closeUpTo(atom.Li, atom.Ul, atom.Ol)
	case atom.Dt, atom.Dd:
		b.closeUpTo(atom.Dt, atom.Dl)
		b.closeUpTo(atom.Dd, atom.Dl)
	case atom.Option:
		b.closeUpTo(atom.Option, atom.Select)
	case atom.Td, atom.Th:
		b.closeUpTo(atom.Td, atom.Tr, atom.Table)
		b.closeUpTo(atom.Th, atom.Tr, atom.Table)
	case atom.Tr:
		b.closeUpTo(atom.Tr, atom.Table)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		b.closeUpTo(atom.Tbody, atom.Table)
		b.closeUpTo(atom.Thead, atom.Table)
		b.closeUpTo(atom.Tfoot, atom.Table)
	case atom.A:
		b.closeOpenLink()
	}
	if isBlock(tag) && tag != atom.Br && tag != atom.Li {
		// A block ends an open paragraph; one inside a link inside the
		// paragraph is a card, and the link keeps it.
		b.closeUpTo(atom.P, atom.A, atom.Td, atom.Th, atom.Table, atom.Button, atom.Li)
	}
}

// closeUpTo closes the innermost open tag unless one of the walls stands
// between it and the top of the stack.
func (b *builder) closeUpTo(tag atom.Atom, walls ...atom.Atom) {
	if b.count[tag] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		got := b.t.nodes[b.open[i]].tag
		if got == tag {
			b.popTo(i)
			return
		}
		for _, w := range walls {
			if got == w {
				return
			}
		}
	}
}

// closeOpenLink ends a link that was never closed. A link with blocks open
// inside it is a card around the new link and stays open.
func (b *builder) closeOpenLink() {
	if b.count[atom.A] == 0 {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		tag := b.t.nodes[b.open[i]].tag
		if tag == atom.A {
			b.popTo(i)
			return
		}
		if isBlock(tag) {
			return
		}
	}
}

// maxReopen bounds how many elements a misnested end tag opens again.
const maxReopen = 8

// end handles an end tag. An end tag that matches nothing is ignored, as in
// browsers; </p> and </br> too, which add nothing here.
func (b *builder) end(tag atom.Atom, name string) {
	if b.extra > 0 {
		if !isVoid(tag) {
			b.extra--
		}
		return
	}
	if tag != 0 && b.count[tag] == 0 || tag == atom.Body || tag == atom.Html {
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		n := &b.t.nodes[b.open[i]]
		if n.tag == tag && (tag != 0 || n.data == name) {
			b.close(i, tag)
			return
		}
		if isWall(n.tag) && !closesWalls(tag) {
			return
		}
	}
}

// close pops the element at i. Blocks that a link or an inline element left
// open, as in <a><div></a>, are opened again beside it so that their own end
// tags do not close something further out.
func (b *builder) close(i int, tag atom.Atom) {
	var again []atom.Atom
	if isInline(tag) {
		for _, id := range b.open[i+1:] {
			if t := b.t.nodes[id].tag; isBlock(t) && t != atom.P {
				again = append(again, t)
			}
		}
	}
	b.popTo(i)
	if len(again) > maxReopen {
		again = again[:maxReopen]
	}
	for _, t := range again {
		b.push(node{tag: t, pos: int32(b.lastPos())}, false)
	}
}

func (b *builder) lastPos() int { return int(b.t.nodes[len(b.t.nodes)-1].pos) }

func isWall(tag atom.Atom) bool {
	return tag == atom.Td || tag == atom.Th || tag == atom.Table || tag == atom.Caption
}

func closesWalls(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption:
		return true
	}
	return false
}

func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.Font, atom.U, atom.Small, atom.Big, atom.S:
		return true
	}
	return false
}

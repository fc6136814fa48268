package features

import (
	"bytes"
	"unicode/utf8"

	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// A division stands between the headline and another part.
type division struct {
	start, end int  // its bytes
	mark       byte // '|' for one that nothing else can be, '\t' between columns, '*' for a picture, '-', '/', ':' or ','
}

// divisionAt returns the division at byte i, if there is one.
func (p *peeler) divisionAt(i int) (d division, ok bool) {
	b := p.b
	c := b[i]
	if c == '\t' {
		return division{i, i + 1, c}, i > p.lo && p.count(c) <= 3
	}
	if class[c]&(letter|digit|space) != 0 || i <= p.lo || i+1 >= p.hi {
		return d, false
	}
	apart := class[b[i-1]]&space != 0
	end := i + 1
	switch {
	case c == '|':
		return division{i, end, '|'}, true
	case c == ':' && b[end] == ':':
		return division{i, end + 1, '|'}, true
	case c == ':':
		return division{i, end, ':'}, class[b[end]]&space != 0 || apart || b[end] == '"' || b[i-1] == '"' || class[b[end]]&letter != 0
	case c == '=':
		if end < p.hi && !apart && class[b[end]]&space == 0 {
			return division{i, end, ':'}, true
		}
	case c == ';' && class[b[end]]&space == 0 && (b[i-1] != '"' || class[b[end]]&letter == 0):
		return division{i, end, '|'}, true
	case c == ',' && (b[end] == '"' && end+1 < p.hi && class[b[end+1]]&space == 0 || b[i-1] == '"' && class[b[end]]&space == 0):
		return division{i, end, '\t'}, true
	case c == ',' && class[b[end]]&space == 0 && class[b[end]]&class[b[i-1]]&digit == 0:
		return division{i, end, ','}, true
	case !apart:
		return d, false
	case class[c]&high != 0:
		r, n := utf8.DecodeRune(b[i:p.hi])
		end = i + n
		d = division{i, end, '|'}
		if isPicture(r) && r != '©' {
			d.mark = '*'
		}
		return d, end < p.hi && class[b[end]]&space != 0 && isSign(r) && p.count(b[end-1]) <= 3
	}
	for end < p.hi && b[end] == c {
		end++
	}
	if end == p.hi || class[b[end]]&space == 0 {
		return d, false
	}
	switch c {
	case '-', '/', '+':
		return division{i, end, c}, true
	case '~', '>', '"', '<', '\\', '=':
		return division{i, end, '|'}, p.count(c) <= 3
	}
	return d, false
}

// count counts a byte: what comes often is an ornament.
func (p *peeler) count(c byte) int { return bytes.Count(p.b[p.lo:p.hi], []byte{c}) }

// part takes off what follows the last division, or precedes the first.
func (p *peeler) part(atEnd bool) bool {
	toks := p.h.toks
	i, step := 0, 1
	if atEnd {
		i, step = len(toks)-1, -1
	}
	slogan := p.hi // a division that is none, such as that between a publisher and its slogan
	for ; i >= 0 && i < len(toks); i += step {
		at := int(toks[i].start)
		if at > 0 && p.b[at-1] == '\t' {
			at--
		} else if toks[i].kind <= Number {
			continue
		}
		if at <= p.lo || at >= p.hi {
			continue
		}
		d, ok := p.divisionAt(at)
		switch {
		case !ok:
		case atEnd && d.mark == ':' && class[p.b[at-1]]&space == 0:
		case !atEnd && d.mark == ':' && (p.b[at+1] == '/' || class[p.b[at-1]]&class[p.b[at+1]]&digit != 0): // of a link or a time
		case atEnd && slogan < p.hi && d.mark != '|':
		case atEnd:
			if kind := p.tailKind(d, slogan); kind != "" || d.mark == '|' {
				return kind != "" && p.takeFrom(d.start, kind)
			}
			slogan = d.start
		default:
			kind := p.leadKind(d)
			return kind != "" && p.takeTo(d.end, kind)
		}
	}
	return false
}

// tailKind returns what follows a division, up to byte end, "" for wording.
func (p *peeler) tailKind(d division, end int) string {
	r := p.read(d.end, end)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		return kind
	}
	if (d.mark == '\t' || p.b[d.start] == '|') && r.words == 1 && !r.first.capital || r.words > 0 && r.data && (d.mark == '|' || d.mark == '*' || d.mark == ',' && r.words == 1) {
		return WrapData
	}
	head := p.wordsIn(p.lo, d.start, max(r.words+1, 4))
	if r.words == 0 || r.words >= head {
		return ""
	}
	switch {
	case kind != "":
		if r.any&rolePaper != 0 {
			return WrapSource
		}
		return kind
	case r.words == 1 && d.mark == '-' && head >= 4 && !r.known && !r.first.capital && r.first.end-r.first.start > 5 && p.b[r.first.end-1] != '-':
		return WrapSource
	case r.loud || !r.named:
		return ""
	case (d.mark == '|' || d.mark == '\t') && r.words <= 5:
		return WrapSource
	case (d.mark == '-' || d.mark == ':' || d.mark == '/' && p.count('/') == 1) && r.words <= 4 && head >= 4 && !r.common && !p.isQuote(p.lo, d.start):
		return WrapSource
	}
	return ""
}

// isQuote reports whether [lo, hi) is a quotation, so that a name after it is
// the speaker's.
func (p *peeler) isQuote(lo, hi int) bool {
	for hi > lo && class[p.b[hi-1]]&space != 0 {
		hi--
	}
	return hi-lo > 2 && (p.b[lo] == '"' || p.b[lo] == '\'') && p.b[lo] == p.b[hi-1]
}

// leadKind returns what precedes a division, "" for wording.
func (p *peeler) leadKind(d division) string {
	r := p.read(p.lo, d.start)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		p.chat = p.chat || d.mark == '-' && r.stamps > 1
		return kind
	}
	if (d.mark == '\t' || p.b[d.start] == '|') && r.words == 1 && !r.first.capital {
		return WrapData
	}
	rest := p.wordsIn(d.end, p.hi, max(r.words, 4))
	if r.words == 0 || r.loud || r.words > rest {
		return ""
	}
	switch d.mark {
	case ':':
		if kind == WrapLabel || r.words == 1 && r.first.end-r.first.start == 1 { // Q:
			return WrapLabel
		}
		if kind == WrapSource && r.words == 1 {
			return kind
		}
		if r.posts && p.hi-d.end > 2 && p.b[d.end+1] == '"' && p.b[p.hi-1] == '"' { // Jane Doe on X: "…"
			return WrapSource
		}
		if p.chat && r.words <= 3 && r.named { // [12/05/24, 10:30] Budi: …
			p.chat = false
			return WrapSource
		}
	case '|', '\t':
		if kind != "" || r.named && r.words <= 5 {
			return WrapLabel
		}
	case '-':
		if kind != "" {
			return kind
		}
		if (r.named || !p.mixed) && !r.common && r.words <= 2 && rest >= 4 {
			return WrapSource
		}
	default:
		if kind == WrapLabel {
			return kind
		}
	}
	return ""
}

// mask returns what the lexicon says of a word.
func (p *peeler) mask(w word) lexicon.Mask {
	return lookup(hash.At(p.norm, w.start, w.end)) &^ lexicon.More
}

// wordsIn counts the words of [i, end) that are not figures or addresses, up to
// so many.
func (p *peeler) wordsIn(i, end, most int) (n int) {
	for w, ok := p.next(i, end); ok && n < most; w, ok = p.next(w.end, end) {
		n += one(w.role&(roleWeb|roleFigure) == 0)
	}
	return n
}

// part is what the words between two divisions are.
type part struct {
	words  int
	any    role // of some word
	all    role // of every word
	stamps int
	whens  int
	year   bool // one of the figures may be a year
	labels int  // words that labels are made of
	data   bool // figures and what goes with them
	named  bool // each word is capitalised or joins two that are
	known  bool // a word of the lists
	common bool // a word of some class, which titles use and names seldom do
	of     bool // is like "1 of 12"
	posts  bool // ends in the name of a network after "on"
	loud   bool // charged, or with an exclamation or question mark
	first  word
}

const maxPart = 99 // words: too many for a part

// read returns what the part [i, end) is.
func (p *peeler) read(i, end int) (r part) {
	r.all, r.data, r.named = ^role(0), true, p.mixed
	if bytes.ContainsAny(p.b[i:end], "!?") {
		r.loud = true
	}
	var last word
	for w, ok := p.next(i, end); ok; w, ok = p.next(w.end, end) {
		r.posts = w.role&rolePaper != 0 && last.end-last.start == 2 && last.role&roleWhen != 0
		r.of = r.words == 2 && last.role&roleCount != 0 && r.first.role&w.role&roleFigure != 0
		last = w
		if r.words == 0 {
			r.first = w
			r.named = r.named && (w.role&roleJoin == 0 || w.capital) // not "and markets"
		}
		r.words++
		r.any |= w.role
		r.stamps += one(w.role&roleStamp != 0)
		r.whens += one(w.role&roleWhen != 0)
		r.year = r.year || w.end-w.start == 4 && inCentury(p.norm[w.start:])
		r.all &= w.role
		r.labels += one(w.role&(roleLabel|roleName|roleJoin|roleWeb|roleFigure) != 0)
		r.data = r.data && w.role&roleData != 0
		r.named = (r.named || w.role&(rolePaper|roleName|roleBy) != 0 && r.words == 1) && (w.capital || w.role&(roleWeb|roleFigure|roleJoin|roleBy) != 0)
		r.known = r.known || w.role != 0
		if r.words > 1 && !r.data && r.all&roleWeb == 0 && r.labels < r.words && (r.words > 6 || !w.capital && w.role == 0) {
			r.words, r.named = maxPart, false // a sentence
			break
		}
		if w.role&(rolePaper|roleName|roleWeb|roleFigure|roleJoin) == 0 {
			m := p.mask(w)
			r.known = r.known || m != 0
			r.loud = r.loud || m&(lexicon.Charged|lexicon.Curiosity|lexicon.Ini|lexicon.Begini|lexicon.Ternyata) != 0
			r.common = r.common || m&(lexicon.Classes&^lexicon.Celebrity) != 0
		}
	}
	return r
}

// firm reports whether a part is a date, a time or a count even where no mark
// divides it from the headline.
func (r part) firm() bool {
	return r.data && r.any&roleFigure != 0 &&
		(r.any&(roleStamp|roleFirm) != 0 || r.year && r.words >= 2 && r.whens > 0 || r.whens > 1 && r.words > 2)
}

// kind returns what a part is that needs no firm division beside it, "" for
// none.
func (r part) kind() string {
	name := r.named && !r.loud
	switch {
	case r.words == 0:
	case r.data && (r.any&roleStamp != 0 || r.words > 1 && r.any&(roleWhen|roleCount|roleFirm) != 0): // a date, a time, a page, a count
		return WrapData
	case r.all&roleWeb != 0:
		return WrapAddress
	case r.words <= 5 && !r.loud && r.labels == r.words && r.first.role&roleFigure == 0 && r.any&(roleLabel|roleName) != 0: // what follows, or the section it is in
		return WrapLabel
	case name && r.words <= 6 && r.any&(rolePaper|roleWeb) != 0, name && r.words > 1 && r.words <= 5 && r.first.role&roleBy != 0:
		return WrapSource
	}
	return ""
}

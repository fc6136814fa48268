package features

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that say nothing at the end and at the start of a headline: always, or
// beside a space or one of the same.
const (
	endMarks    = ".,;|-~/\\=<>^`"
	startMarks  = "|~=><,;:/\\^"
	looseMarks  = "*_+#-\"."
	quoteMarks  = "\"'`*_~=-"
	openBracket = "([{<"
	endBracket  = ")]}>"
)

// trimEnd takes spaces, signs and stray marks off the end.
func (p *peeler) trimEnd() bool {
	i := p.hi
	for i > p.lo {
		c := p.b[i-1]
		switch n := p.signBefore(i); {
		case class[c]&space != 0, strings.IndexByte(endMarks, c) >= 0:
			i--
		case n > 0:
			i -= n
		case strings.IndexByte(looseMarks, c) >= 0 && i-2 >= p.lo && p.loose(i-2, c), p.loneQuote(i - 1):
			i--
		case p.smiley(i):
			i -= 2
		case c == ':':
			i = p.shortcode(i)
		case c == ']' && p.count('[') == 0: // of a CDATA section
			i--
		default:
			return p.takeFrom(i, WrapMark)
		}
	}
	return false
}

// trimStart takes the same off the start, and list bullets.
func (p *peeler) trimStart() bool {
	i := p.lo
	for i < p.hi {
		c := p.b[i]
		switch n := p.signAt(i); {
		case class[c]&space != 0, strings.IndexByte(startMarks, c) >= 0:
			i++
		case n > 0:
			i += n
		case strings.IndexByte(looseMarks, c) >= 0 && i+1 < p.hi && (p.loose(i+1, c) || c == '.' && p.b[i+1] == '@'), p.loneQuote(i), c == '!' && i+1 < p.hi && p.b[i+1] == '[':
			i++
		default:
			return p.takeTo(i, WrapMark)
		}
	}
	return false
}

// loose reports whether the mark c beside byte i stands apart.
func (p *peeler) loose(i int, c byte) bool {
	return class[p.b[i]]&space != 0 || p.b[i] == c && c != '"'
}

// loneQuote reports whether byte i is the only double quote, the other one lost.
func (p *peeler) loneQuote(i int) bool { return p.b[i] == '"' && p.count('"') == 1 }

// shortcode returns where the shortcode of an emoji such as :fire: begins that ends
// before byte i, or else the byte before.
func (p *peeler) shortcode(i int) int {
	k := i - 2
	for k > p.lo && (class[p.b[k]]&(letter|digit) != 0 || p.b[k] == '_') {
		k--
	}
	if k > p.lo && k < i-2 && p.b[k] == ':' && class[p.b[k-1]]&space != 0 {
		return k
	}
	return i - 1
}

// smiley reports whether a face such as :) ends before byte i.
func (p *peeler) smiley(i int) bool {
	return i-3 >= p.lo && class[p.b[i-3]]&space != 0 && strings.Contains(" :) :( ;) :D :P <3 ", string(p.b[i-3:i])+" ")
}

// signAt returns the length of the sign beyond ASCII at byte i that says nothing,
// 0 for none; signBefore that of the one before byte i.
func (p *peeler) signAt(i int) int {
	if class[p.b[i]]&high == 0 {
		return 0
	}
	r, n := utf8.DecodeRune(p.b[i:p.hi])
	return n * one(isSign(r))
}

func (p *peeler) signBefore(i int) int {
	if class[p.b[i-1]]&high == 0 {
		return 0
	}
	r, n := utf8.DecodeLastRune(p.b[p.lo:i])
	return n * one(isSign(r))
}

// isSign reports a rune that is no letter, figure or currency.
func isSign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.Sc, r)
}

// isPicture reports an emoji or another picture, other than a flag's letters.
func isPicture(r rune) bool {
	return r >= 0x2190 && r != utf8.RuneError && (r < 0x1F1E6 || r > 0x1F1FF) && unicode.Is(unicode.So, r)
}

// enclosed takes off a pair of quotes, brackets or the like that holds the whole
// headline.
func (p *peeler) enclosed() bool {
	if p.hi-p.lo < 3 || !p.holdsAll(p.lo, p.hi) {
		return false
	}
	if !p.takeTo(p.lo+1, WrapQuote) {
		return false
	}
	return p.takeFrom(p.hi-1, WrapQuote)
}

// holdsAll reports whether [lo, hi) begins with a quote or bracket that the last
// byte closes.
func (p *peeler) holdsAll(lo, hi int) bool {
	c, d := p.b[lo], p.b[hi-1]
	if k := strings.IndexByte(openBracket, c); k >= 0 {
		return d == endBracket[k] && p.closing(lo, hi) == hi-1
	}
	if c != d || strings.IndexByte(quoteMarks, c) < 0 {
		return false
	}
	depth := 1
	for i := lo + 1; i < hi-1; i++ {
		if p.b[i] != c || c != '"' && c != '\'' {
			continue
		}
		before, after := class[p.b[i-1]], class[p.b[i+1]]
		const alnum = letter | digit | high
		switch {
		case before&alnum != 0 && after&alnum != 0: // don't
		case before&space != 0 || p.b[i-1] == c && i == lo+depth:
			depth++
		default:
			if depth--; depth == 0 {
				return p.b[i+1] == c && i+2 == hi // ""…""
			}
		}
	}
	return true
}

// closing returns where the bracket at lo is closed before hi, -1 for nowhere.
func (p *peeler) closing(lo, hi int) int {
	k := strings.IndexByte(openBracket, p.b[lo])
	depth := 0
	for i := lo; i < hi; i++ {
		switch p.b[i] {
		case openBracket[k]:
			depth++
		case endBracket[k]:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// tailBracket takes a bracket that says nothing of the story off the end.
func (p *peeler) tailBracket() bool {
	k := strings.IndexByte(endBracket, p.b[p.hi-1])
	if k < 0 {
		return false
	}
	depth := 0
	for i := p.hi - 1; i > p.lo; i-- {
		switch p.b[i] {
		case endBracket[k]:
			depth++
		case openBracket[k]:
			if depth--; depth == 0 {
				kind := p.bracketKind(i, p.hi-1)
				p.dated = kind == WrapData
				return kind != "" && p.takeFrom(i, kind)
			}
		}
	}
	return false
}

// leadBracket is tailBracket at the start.
func (p *peeler) leadBracket() bool {
	if strings.IndexByte(openBracket, p.b[p.lo]) < 0 {
		return false
	}
	end := p.closing(p.lo, p.hi)
	if end < 0 || end+1 >= p.hi {
		return false
	}
	kind := p.bracketKind(p.lo, end)
	r := p.read(p.lo, end)
	p.chat = p.chat || r.stamps > 1
	return kind != "" && p.takeTo(end+1, kind)
}

// bracketKind returns what the bracket from lo to hi holds, "" for wording.
func (p *peeler) bracketKind(lo, hi int) string {
	r := p.read(lo+1, hi)
	kind := r.kind()
	switch {
	case kind != "":
		return kind
	case r.words == 0:
		return WrapMark
	case r.words > 3 || r.loud:
		return ""
	case r.words == 1 && r.any&roleFigure != 0:
		return WrapData
	case !r.first.capital && hi-lo <= 5, !r.first.capital && hi-lo <= 9 && bytes.IndexByte(p.b[lo:hi], '/') > 0: // initials, [b]
		return WrapLabel
	case r.named && (p.b[lo] == '[' || !r.common && r.words > 1):
		return WrapLabel
	}
	return ""
}

// A division stands between the headline and another part.
type division struct {
	start, end int  // its bytes
	mark       byte // '|' for one that nothing else can be, '-', '/' or ':'
}

// divisionAt returns the division at byte i, if there is one.
func (p *peeler) divisionAt(i int) (d division, ok bool) {
	b := p.b
	c := b[i]
	if c == '\t' {
		return division{i, i + 1, '|'}, i > p.lo && p.count(c) <= 3
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
	case c == ';' && class[b[end]]&space == 0:
		return division{i, end, '|'}, true
	case c == ',' && class[b[end]]&space == 0 && class[b[end]]&class[b[i-1]]&digit == 0:
		return division{i, end, ','}, true
	case !apart:
		return d, false
	case class[c]&high != 0:
		r, n := utf8.DecodeRune(b[i:p.hi])
		end = i + n
		return division{i, end, '|'}, end < p.hi && class[b[end]]&space != 0 && isSign(r) && (!isPicture(r) || r == '©') && p.count(b[end-1]) <= 3
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

// tailPart takes off what follows the last division.
func (p *peeler) tailPart() bool {
	for i := p.hi - 1; i > p.lo; i-- {
		if class[p.b[i]]&(letter|digit) != 0 || p.b[i] == ' ' {
			continue
		}
		d, ok := p.divisionAt(i)
		if !ok || d.mark == ':' && class[p.b[i-1]]&space == 0 {
			continue
		}
		kind := p.tailKind(d)
		return kind != "" && p.takeFrom(d.start, kind)
	}
	return false
}

// tailKind returns what follows a division, "" for wording.
func (p *peeler) tailKind(d division) string {
	r := p.read(d.end, p.hi)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		return kind
	}
	if d.mark == '|' && r.words == 1 && r.any&roleFigure != 0 {
		return WrapData
	}
	head := p.wordsIn(p.lo, d.start)
	if r.words == 0 || r.words >= head {
		return ""
	}
	switch {
	case kind != "":
		if r.any&rolePaper != 0 {
			return WrapSource
		}
		return kind
	case r.loud || !r.named:
		return ""
	case d.mark == '|' && r.words <= 5:
		return WrapSource
	case (d.mark == '-' || d.mark == ':') && r.words <= 4 && head >= 4 && !r.common && !p.isQuote(p.lo, d.start):
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

// leadPart takes off what precedes the first division.
func (p *peeler) leadPart() bool {
	for i := p.lo + 1; i < p.hi && i < p.lo+80; i++ {
		if class[p.b[i]]&(letter|digit) != 0 || p.b[i] == ' ' {
			continue
		}
		d, ok := p.divisionAt(i)
		if !ok || d.mark == ':' && p.inAddress(i) {
			continue
		}
		kind := p.leadKind(d)
		return kind != "" && p.takeTo(d.end, kind)
	}
	return false
}

// inAddress reports whether the colon at byte i belongs to a link or a time.
func (p *peeler) inAddress(i int) bool {
	return i+1 < p.hi && (p.b[i+1] == '/' || class[p.b[i-1]]&class[p.b[i+1]]&digit != 0)
}

// leadKind returns what precedes a division, "" for wording.
func (p *peeler) leadKind(d division) string {
	r := p.read(p.lo, d.start)
	kind := r.kind()
	if kind == WrapData || kind == WrapAddress {
		return kind
	}
	if d.mark != '-' && r.words == 1 && r.any&roleFigure != 0 && r.first.end-r.first.start <= 3 {
		return WrapData
	}
	rest := p.wordsIn(d.end, p.hi)
	if r.words == 0 || r.loud || r.words > rest {
		return ""
	}
	switch d.mark {
	case ':':
		if kind == WrapLabel || kind == WrapSource && (r.words == 1 || r.first.role&roleBy != 0) {
			return kind
		}
		if p.chat && r.words <= 3 && r.named { // [12/05/24, 10:30] Budi: …
			p.chat = false
			return WrapSource
		}
	case '|':
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

// leadWord takes a mention, a hashtag, a link, a list number or a time off the
// start.
func (p *peeler) leadWord() bool {
	if class[p.b[p.lo]]&letter != 0 && !p.parts && p.b[p.lo+1] != ')' { // due looks at the first word if there are marks
		return false
	}
	w, ok := p.next(p.lo, p.hi)
	if !ok {
		return false
	}
	if w.role&roleWeb != 0 {
		return p.takeTo(w.end, WrapAddress)
	}
	if p.numbered(w) {
		return p.takeTo(w.end+1, WrapData)
	}
	if w.role&roleData == 0 {
		return false
	}
	end := w.end
	for {
		next, ok := p.next(end, p.hi)
		if !ok || next.role&roleData == 0 || next.start-end > 2 {
			break
		}
		end = next.end
	}
	if !p.firm(p.lo, end) {
		return false
	}
	r := p.read(p.lo, end)
	p.chat = p.chat || r.stamps > 1
	return p.takeTo(end, WrapData)
}

// numbered reports whether a list number is in front: "3. ", "12) ", "a) ",
// "1/ ", "#5 ".
func (p *peeler) numbered(w word) bool {
	n := w.end - w.start
	if w.start-p.lo > 1 || n > 6 || w.end+1 >= p.hi || class[p.b[w.end+1]]&space == 0 && p.b[w.end] != '\t' && class[p.b[w.end]]&space == 0 {
		return false
	}
	after := p.b[w.end]
	if w.role&roleFigure == 0 {
		return n == 1 && after == ')'
	}
	return w.start > p.lo && p.b[w.start-1] == '#' || n <= 3 && strings.IndexByte(".)/\t", after) >= 0
}

// firm reports whether the figures and words of [lo, hi) are a date, a time or a
// count even where no mark divides them from the headline.
func (p *peeler) firm(lo, hi int) bool {
	r := p.read(lo, hi)
	if !r.data || r.any&roleFigure == 0 {
		return false
	}
	if r.any&(roleStamp|roleFirm) != 0 {
		return true
	}
	year, whens := false, 0
	for i := lo; ; {
		w, ok := p.next(i, hi)
		if !ok {
			break
		}
		s := p.norm[w.start:w.end]
		year = year || len(s) == 4 && (s[0] == '1' && s[1] == '9' || s[0] == '2' && s[1] == '0')
		whens += one(w.role&roleWhen != 0)
		i = w.end
	}
	return year && r.words >= 2 && whens > 0 || whens > 1 && r.words > 2
}

// tail is what tailRun keeps of the words as it reads them.
type tail struct {
	data, web, more int  // where a run of such words began, -1 for none
	mores           int  // words that ask to read on
	by, before      word // the last word that introduces a source, and the one before it
	after           int  // words after it
}

// closings ask to look elsewhere.
var closings = [...]string{" link in bio", " link di bio", " click here", " klik di sini"}

// tailRun takes off what ends the headline with no mark between: links, hashtags
// and mentions, a date, a byline, an invitation to read on.
func (p *peeler) tailRun() bool {
	t := tail{data: -1, web: -1, more: -1}
	var last word
	for i := p.lastWords(8); ; {
		w, ok := p.next(i, p.hi)
		if !ok {
			break
		}
		t.add(w, last)
		i, last = w.end, w
	}
	for _, phrase := range closings {
		if bytes.HasSuffix(p.norm[p.lo:p.hi], []byte(phrase)) {
			return p.takeFrom(p.hi-len(phrase), WrapLabel)
		}
	}
	switch {
	case t.web > p.lo:
		if t.by.role != 0 && t.by.end >= t.web-2 && t.by.start > p.lo {
			t.web = t.by.start
		}
		return p.takeFrom(t.web, WrapAddress)
	case t.data > p.lo && (p.dated || p.firm(t.data, p.hi)):
		return p.takeFrom(t.data, WrapData)
	case t.more > p.lo && (t.mores > 1 || last.role&roleLast != 0):
		return p.takeFrom(t.more, WrapLabel)
	case t.by.start > p.lo && p.byline(&t):
		return p.takeFrom(t.by.start, WrapSource)
	}
	return false
}

// lastWords returns where the last n words begin.
func (p *peeler) lastWords(n int) int {
	i := p.hi
	for ; i > p.lo && n > 0; n-- {
		i = max(p.lo, p.lo+bytes.LastIndexByte(p.b[p.lo:i], ' '))
	}
	return i
}

// add reads the next word.
func (t *tail) add(w, last word) {
	t.data = runFrom(t.data, w, roleData)
	t.web = runFrom(t.web, w, roleWeb)
	t.more = runFrom(t.more, w, roleMore)
	t.mores = (t.mores + 1) * one(t.more >= 0)
	t.after++
	if w.role&roleBy != 0 {
		t.by, t.before, t.after = w, last, 0
	}
}

// runFrom returns where the run of words of a role begins that w ends, -1 where it
// ends none.
func runFrom(start int, w word, r role) int {
	switch {
	case w.role&r == 0:
		return -1
	case start < 0:
		return w.start
	}
	return start
}

// byline reports whether what follows the last "by", "oleh", "Sumber:" and the
// like is a source and no part of the sentence.
func (p *peeler) byline(t *tail) bool {
	if t.after == 0 || t.after > 4 {
		return false
	}
	if t.by.end < p.hi && p.b[t.by.end] == ':' {
		return true
	}
	if t.by.end-t.by.start > 4 || t.after > 3 || t.after == 1 && p.norm[t.by.start] != 'v' { // one name will do for via
		return false
	}
	before := p.norm[t.before.start:t.before.end]
	for _, passive := range [...]string{"ed", "n", "t"} {
		if bytes.HasSuffix(before, []byte(passive)) {
			return false
		}
	}
	if bytes.HasPrefix(before, []byte("di")) || bytes.HasPrefix(before, []byte("ter")) {
		return false
	}
	r := p.read(t.by.end, p.hi)
	return r.named && !r.common && !r.loud
}

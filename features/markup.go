package features

import (
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// decode folds the text again, with what a page or a feed encodes undone:
// entities, tags, escapes, and the marks that stand for spaces in a text without
// any. It reports whether that is due.
func (f *folded) decode(text string) bool {
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
	}
	f.spaces = spaceMark(text)
	if f.spaces == 0 && !strings.ContainsAny(text, `<\`) && (strings.IndexByte(text, ';') < 0 || strings.IndexByte(text, '&') < 0) {
		return false
	}
	f.code, f.foreign, f.disguised, f.styled = true, false, 0, 0
	f.pos, f.end = f.pos[:0], f.end[:0]
	f.b = f.buf[:0]
	f.unicode(text, 0)
	f.pad()
	return true
}

// spaceMark returns the mark that stands for the spaces of a text without any, 0
// for none.
func spaceMark(text string) byte {
	if strings.ContainsFunc(text, unicode.IsSpace) || strings.Contains(text, "://") {
		return 0
	}
	for _, c := range []byte("_+%-") {
		if n := strings.Count(text, string(rune(c))); n > 1 && (c != '-' || n > 2 && len(text) > 16 && !strings.Contains(text, "&")) {
			return c
		}
	}
	return 0
}

// markup folds what the text encodes at byte i and returns its length, 0 where it
// is plain text.
func (f *folded) markup(text string, i int) int {
	s := text[i:min(len(text), i+maxMarkup)]
	switch s[0] {
	case '&':
		return f.entity(s, i)
	case '<':
		return f.tag(s, i)
	case '\\':
		return f.escape(s, i)
	case '%':
		if r, ok := parseRune(s[1:min(len(s), 3)], 16); ok && f.spaces == '%' && r >= ' ' && r < 0x7F {
			f.put(byte(r), i, i+3)
			return 3
		}
	case '_', '+', '-':
		if f.spaces == s[0] {
			f.put(' ', i, i+1)
			return 1
		}
	}
	return 0
}

// maxMarkup bounds a tag or an entity, in bytes.
const maxMarkup = 400

// decoded folds a decoded rune.
func (f *folded) decoded(r rune, start, end int) {
	switch {
	case r == 0 || r == utf8.RuneError:
	case r < utf8.RuneSelf:
		f.put(byte(r), start, end)
	default:
		f.rune(r, start, end, 0)
	}
}

// entity folds the entity that s begins with, escaped once or more often.
func (f *folded) entity(s string, i int) int {
	k := 1
	for strings.HasPrefix(s[k:], "amp;") && k < 16 {
		k += len("amp;")
	}
	body := s[k:]
	if n := strings.IndexByte(body, ';'); n > 0 && n < 32 {
		if r, ok := entityRune(body[:n]); ok {
			if end := strings.Index(body, "&gt;"); r == '<' && end > n && f.tagName(body[n+1:end], i, i+k+end+4) {
				return k + end + 4
			}
			f.decoded(r, i, i+k+n+1)
			return k + n + 1
		}
	}
	if k > 1 {
		f.put('&', i, i+k)
		return k
	}
	return 0
}

// entityRune returns the character that an entity names, without its & and ;.
func entityRune(name string) (rune, bool) {
	if name[0] != '#' {
		if r, ok := entities()[name]; ok {
			return r, true
		}
		s := html.UnescapeString("&" + name + ";") // rare: this allocates
		r, n := utf8.DecodeRuneInString(s)
		return r, n == len(s)
	}
	digits, base := name[1:], rune(10)
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	return parseRune(digits, base)
}

// parseRune reads a character's number.
func parseRune(digits string, base rune) (r rune, ok bool) {
	if digits == "" || len(digits) > 7 {
		return 0, false
	}
	for k := range len(digits) {
		d := rune(strings.IndexByte("0123456789abcdef", digits[k]|0x20))
		if digits[k] < '0' || d < 0 || d >= base {
			return 0, false
		}
		r = r*base + d
	}
	return r, r <= utf8.MaxRune
}

// entities are those that titles hold.
var entities = sync.OnceValue(func() map[string]rune {
	const names = `amp lt gt quot apos nbsp shy hellip ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo laquo raquo lsaquo rsaquo
		bull middot excl quest comma period colon semi num lpar rpar lsqb rsqb vert verbar sol bsol lowbar dollar percnt
		prime Prime copy reg trade deg times euro pound cent yen zwj zwnj ZeroWidthSpace lrm rlm ensp emsp thinsp NewLine Tab
		eacute egrave ecirc euml aacute agrave acirc auml aring iacute oacute ocirc ouml uacute uuml ntilde ccedil szlig`
	m := make(map[string]rune, 100)
	for _, name := range strings.Fields(names) {
		m[name], _ = utf8.DecodeRuneInString(html.UnescapeString("&" + name + ";"))
	}
	return m
})

// inlineTags stand within words, blockTags between them.
const (
	inlineTags = " a abbr b big bdi bdo cite code del em font i ins mark q s small span strong sub sup time tt u wbr "
	blockTags  = " br p div h1 h2 h3 h4 h5 h6 li ul ol td tr th table img hr title body html article section header "
)

// tag drops the tag, comment or CDATA bracket that s begins with.
func (f *folded) tag(s string, i int) int {
	const cdata = "<![CDATA["
	if strings.HasPrefix(s, cdata) {
		return len(cdata)
	}
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end > 0 {
			return end + 3
		}
	}
	end := strings.IndexByte(s, '>')
	if end < 2 || !f.tagName(s[1:end], i, i+end+1) {
		return 0
	}
	return end + 1
}

// tagName reports whether s is what a tag holds; one between words is folded to a
// space, from the original bytes [start, end).
func (f *folded) tagName(s string, start, end int) bool {
	s = strings.TrimLeft(s, "/!")
	n := 0
	for n < len(s) && class[s[n]]&(letter|digit) != 0 {
		n++
	}
	if n == 0 || n > 8 || n < len(s) && strings.IndexByte(" /\t\n", s[n]) < 0 {
		return false
	}
	var buf [16]byte
	key := append(buf[:0], ' ')
	for k := range n {
		key = append(key, s[k]|0x20)
	}
	key = append(key, ' ')
	block := strings.Contains(blockTags, string(key))
	if block {
		f.put(' ', start, end)
	}
	return block || strings.Contains(inlineTags, string(key))
}

// escape folds the escape of a string in a program that s begins with.
func (f *folded) escape(s string, i int) int {
	if len(s) < 2 {
		return 0
	}
	switch c := s[1]; c {
	case '\'', '"', '/', '\\':
		f.put(c, i, i+2)
		return 2
	case 'n', 't', 'r':
		if len(s) == 2 || class[s[2]]&letter == 0 || s[2] < 'a' { // not \new
			f.put(' ', i, i+2)
			return 2
		}
	case 'u', 'U':
		if len(s) >= 6 {
			if r, ok := parseRune(s[2:6], 16); ok && utf8.ValidRune(r) {
				f.decoded(r, i, i+6)
				return 6
			}
		}
	}
	return 0
}

// misreads are marks whose UTF-8 was read as Windows-1252. The last byte may be
// lost.
var misreads = [...]struct{ code, mark string }{
	{"Â\u00a0", " "}, {"â€™", "'"}, {"â€˜", "'"}, {"â€“", "-"}, {"â€”", "-"}, {"â€¦", "..."},
	{"â€œ", `"`}, {"â€\u009d", `"`}, {"â€", `"`},
}

// misread folds such a mark at byte i and returns its length, 0 for none.
func (f *folded) misread(text string, i int) int {
	for _, m := range misreads {
		if strings.HasPrefix(text[i:], m.code) {
			f.putString(m.mark, i, i+len(m.code))
			return len(m.code)
		}
	}
	return 0
}

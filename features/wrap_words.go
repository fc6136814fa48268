package features

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
)

// A role is what a word does in the parts that stand around headlines.
type role uint16

const (
	roleWhen   role = 1 << iota // months, weekdays, zones of time
	roleFirm                    // with a figure, data even where no mark divides it: 3 hours ago
	roleCount                   // what pages count: views, komentar, halaman
	roleLabel                   // labels and media tags
	roleName                    // in the names of sections and of publishers
	rolePaper                   // in the names of publishers alone
	roleBy                      // introduces a source
	roleJoin                    // between the words of a name
	roleMore                    // asks to read on
	roleWeb                     // a link, a domain, a mention or a hashtag
	roleFigure                  // begins with a digit
	roleLast                    // the same, by itself
	roleEnd                     // ends what may be wrapping
	roleStamp                   // a figure that can only be a date or time
	roleVia                     // introduces a source without a colon: see endsInSource too

	roleData = roleWhen | roleCount | roleFirm | roleFigure
)

// roleNames are the roles as lexicon/wrapping.txt names them, in their order.
const roleNames = "when firm count label name paper by join more web figure last end stamp via"

//go:embed lexicon/wrapping.txt
var rolesFile string

// roles are those of the listed words.
var roles = func() map[string]role {
	all, order := map[string]role{}, strings.Fields(roleNames)
	for line := range strings.Lines(rolesFile) {
		names, words, _ := strings.Cut(line, "\t")
		for name := range strings.FieldsSeq(names) {
			for word := range strings.FieldsSeq(words) {
				all[word] |= 1 << slices.Index(order, name) // an unknown name panics
			}
		}
	}
	return all
}()

// listed returns the roles of the word [start, end).
func (p *peeler) listed(start, end int) role { return roles[string(p.norm[start:end])] }

const topDomains = " com net org id co news tv info uk today me io my sg au us ly gov edu example biz asia online site in ca eu de app dev xyz "

// word is a word of a part: [start, end) of the folded text.
type word struct {
	start, end int
	role       role
	capital    bool // begins with a capital
}

// next returns the first word from byte i on; ok is false when there is none
// before end. A link, a domain, a figure such as 12/05/2024, 10:30 or 1.2K, a
// mention and a hashtag are one word.
func (p *peeler) next(i, end int) (w word, ok bool) {
	b := p.b
	for i < end && class[b[i]]&(letter|digit) == 0 && !(class[b[i]]&high != 0 && isHighLetter(b[i:end])) {
		i++
	}
	if i >= end {
		return w, false
	}
	w.start = i
	for i < end && class[b[i]]&(letter|digit) != 0 {
		i++
	}
	plain := i == end || class[b[i]]&space != 0
	for !plain && i < end && p.inWord(i, w.start, end) {
		i++
	}
	w.end = i
	first := b[w.start]
	w.capital = first >= 'A' && first <= 'Z' || class[first]&high != 0
	if k := w.start - 1; k >= p.lo && class[first]&digit == 0 {
		switch c := b[k]; {
		case c == '#', c == '@' && (k == p.lo || class[b[k-1]]&(letter|digit) == 0), (c == '?' || c == '&') && bytes.IndexByte(b[w.start:i], '=') > 0:
			w.start, w.role = k, roleWeb
			return w, true
		}
	}
	if plain && class[first]&letter != 0 {
		w.role = p.listed(w.start, i)
	} else {
		w.role = p.roleOf(w)
	}
	return w, true
}

// inWord reports whether byte i goes on with the word from start.
func (p *peeler) inWord(i, start, end int) bool {
	b := p.b
	c := b[i]
	if class[c]&(letter|digit|high) != 0 {
		return true
	}
	if i == start || i+1 >= end || class[c]&space != 0 {
		return false
	}
	before, after := class[b[i-1]], class[b[i+1]]
	const alnum = letter | digit
	switch c {
	case '.', '\'', '-', '_', '=':
		return (before&alnum != 0 || b[i-1] == '_') && (after&alnum != 0 || b[i+1] == '_')
	case ':', '/', ',':
		if c == ':' && b[i+1] == '/' && i+2 < end && b[i+2] == '/' {
			return true
		}
		return before&after&digit != 0 || c == '/' && (i == start+1 && strings.IndexByte("urh", b[start]) >= 0 && after&alnum != 0 || before&digit != 0 && b[i+1] == 'n') || c != ',' && p.isLink(start, i)
	case '?', '&', '#', '%', '+', '~', '@':
		return p.isLink(start, i)
	}
	return false
}

// isLink reports whether [start, i) begins as an address does.
func (p *peeler) isLink(start, i int) bool {
	s := p.norm[start:i]
	return bytes.HasPrefix(s, []byte("http")) || bytes.HasPrefix(s, []byte("www.")) || p.isDomain(s) || bytes.ContainsAny(s, "/=")
}

// isDomain reports whether s has the form of a domain.
func (p *peeler) isDomain(s []byte) bool {
	if k := bytes.IndexByte(s, '/'); k >= 0 {
		s = s[:k]
	}
	dot := bytes.LastIndexByte(s, '.')
	if dot < 1 || dot == len(s)-1 || len(s)-dot > 8 || class[s[0]]&(letter|digit) == 0 {
		return false
	}
	for _, c := range s[dot+1:] {
		if class[c]&letter == 0 {
			return false
		}
	}
	return strings.Contains(topDomains, " "+string(s[dot+1:])+" ")
}

// roleOf returns the roles of a word.
func (p *peeler) roleOf(w word) role {
	s := p.norm[w.start:w.end]
	if len(s) > 2 && s[1] == '/' && (s[0] == 'u' || s[0] == 'r') || bytes.IndexByte(s, '=') > 0 || bytes.Contains(s, []byte("__")) || // of Reddit; id=1, label__1
		bytes.HasPrefix(s, []byte("http")) && bytes.IndexByte(s, '/') > 0 || bytes.HasPrefix(s, []byte("www.")) || p.isDomain(s) {
		return roleWeb
	}
	if class[s[0]]&digit == 0 {
		return p.listed(w.start, w.end)
	}
	if n := len(s) - 2; n > 3 && s[n+1] == 'm' && (s[n] == 'a' || s[n] == 'p') { // 2:05pm
		s = s[:n]
	}
	if isStamp(s) {
		return roleFigure | roleStamp
	}
	if k := bytes.IndexByte(s, '/'); k > 0 && k <= 3 && len(s)-k <= 3 {
		of, all := s[:k], s[k+1:]
		if len(all) > k || all[0] == '0' || len(all) == k && string(of) <= string(all) || string(all) == "n" || bytes.IndexByte(of, '.') > 0 {
			return roleFigure | roleFirm // 2/5, 12/05, 1/n, 4.5/5
		}
	}
	k := 0
	for k < len(s) && class[s[k]]&letter == 0 {
		k++
	}
	switch string(s[k:]) {
	case "", "st", "nd", "rd", "th", "k", "m", "rb", "jt":
		return roleFigure
	case "h", "hr", "hrs", "min", "mins", "minute", "menit", "am", "pm", "wib", "d", "w", "x":
		return roleFigure | roleWhen
	}
	return 0 // 5G, 3D
}

// isStamp reports whether a figure can only be a date or a time: two strokes,
// points or hyphens between its digits, or a colon.
func isStamp(s []byte) bool {
	var marks [256]uint8
	digits, letters := 0, 0
	for _, c := range s {
		marks[c]++
		digits += one(class[c]&digit != 0)
		letters += one(class[c]&letter != 0)
	}
	if first, last := bytes.IndexByte(s, '-'), bytes.LastIndexByte(s, '-'); first > 0 && last > first+3 { // a telephone
		return false
	}
	switch {
	case digits == 8 && len(s) == 8:
		return inCentury(s)
	case digits == 10 && len(s) == 10: // seconds since 1970
		return s[0] == '1'
	case letters > 2 || letters > int(marks['t']+marks['z']) || digits < 3 || digits > 20:
		return false
	case marks[':'] > 0:
		return true
	}
	return digits >= 4 && (marks['/'] == 2 || marks['-'] == 2) || digits >= 6 && marks['.'] == 2
}

// inCentury reports whether a figure begins as a year of our time does.
func inCentury(s []byte) bool { return s[0] == '1' && s[1] == '9' || s[0] == '2' && s[1] == '0' }

package features

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// leadWord takes a mention, a hashtag, a link, a list number or a time off the
// start.
func (p *peeler) leadWord() bool {
	if !p.parts && p.lo+1 < p.hi && class[p.b[p.lo]]&class[p.b[p.lo+1]]&letter != 0 { // due looks at the first word if there are marks
		return false
	}
	w, ok := p.next(p.lo, p.hi)
	if !ok {
		return false
	}
	if w.role&roleWeb != 0 && !p.isDomain(p.norm[w.start:w.end]) { // which may be the subject
		return p.takeTo(w.end, WrapAddress)
	}
	if p.numbered(w) {
		return p.takeTo(w.end+1, WrapData)
	}
	if w.role&roleData == 0 {
		return false
	}
	end := w.end
	for ok && w.role&roleData != 0 && w.start-end <= 2 {
		end = w.end
		w, ok = p.next(end, p.hi)
	}
	r := p.read(p.lo, end)
	if !r.firm() {
		return false
	}
	return p.takeTo(end, WrapData)
}

// numbered reports whether a list number is in front: "3. ", "12) ", "a) ",
// "1/ ", "05 ", "#5 ", "1️⃣ ", "① ".
func (p *peeler) numbered(w word) bool {
	n := w.end - w.start
	if w.start-p.lo > 1 || n > 6 || w.end+1 >= p.hi || class[p.b[w.end+1]]&space == 0 && p.b[w.end] != '\t' && class[p.b[w.end]]&space == 0 {
		return false
	}
	after := p.b[w.end]
	if w.role&roleFigure == 0 {
		return (n == 1 || n == 2 && class[p.b[w.start+1]]&digit != 0) && (after == ')' || after == '.' && !w.capital) // a), h2.
	}
	r, _ := utf8.DecodeLastRuneInString(p.h.text[:p.h.fold.span(w.start, w.end).End])
	return r == '\u20e3' || r >= '①' && r <= '⓿' || w.start > p.lo && strings.IndexByte("#+", p.b[w.start-1]) >= 0 || n == 2 && p.b[w.start] == '0' || n <= 3 && strings.IndexByte(".)/\t", after) >= 0
}

// closings ask to look elsewhere.
var closings = [...]string{" link in bio", " link di bio", " click here", " klik di sini", " click to read", " just now", " baru saja", " share on facebook", " leave a comment"}

// closing returns the length of the closing that the headline ends in, 0 for none.
func (p *peeler) closing() int {
	for _, phrase := range closings {
		if bytes.HasSuffix(p.norm[p.lo:p.hi], []byte(phrase)) {
			return len(phrase)
		}
	}
	return 0
}

// tailRun takes off what ends the headline with no mark between: links, hashtags
// and mentions, a date, a byline, an invitation to read on.
func (p *peeler) tailRun() bool {
	words := p.lastWords(1)
	if !p.by && (len(words) == 0 || words[len(words)-1].role&(roleWeb|roleData|roleMore|roleEnd) == 0) {
		return false
	}
	words = p.lastWords(12)
	if len(words) > 0 && words[len(words)-1].role&roleEnd != 0 {
		if n := p.closing(); n > 0 {
			return p.takeFrom(p.hi-n, WrapLabel)
		}
	}
	web, data := suffix(words, roleWeb), suffix(words, roleData)
	n, more := len(words), suffix(words, roleMore)
	by := n - 1 // the last word that introduces a source
	for by >= 0 && words[by].role&roleBy == 0 {
		by--
	}
	if by >= 0 && words[by].start <= p.lo {
		by = -1
	}
	tail := part{}
	if data < n {
		tail = p.read(words[data].start, p.hi)
	}
	switch {
	case web < n && words[web].start > p.lo:
		if by >= 0 && words[by].end >= words[web].start-2 {
			web = by
		}
		return p.takeFrom(words[web].start, WrapAddress)
	case data < n && words[data].start > p.lo && (tail.of || tail.firm()):
		return p.takeFrom(words[data].start, WrapData)
	case more < n && words[more].start > p.lo && (n-more > 1 || bytes.HasSuffix(bytes.TrimRight(p.b[p.lo:words[more].start], " "), []byte(".")) || words[more].role&roleLast != 0 && p.wordsIn(p.lo, words[more].start, 3) > 2):
		return p.takeFrom(words[more].start, WrapLabel)
	}
	return by >= 0 && p.byline(words, by) && p.takeFrom(words[by].start, WrapSource)
}

// lastWords reads the words after the last n spaces.
func (p *peeler) lastWords(n int) []word {
	i := p.hi
	for ; i > p.lo && n > 0; n-- {
		i = max(p.lo, p.lo+bytes.LastIndexByte(p.b[p.lo:i], ' '))
	}
	words := p.h.tail[:0]
	for w, ok := p.next(i, p.hi); ok; w, ok = p.next(w.end, p.hi) {
		words = append(words, w)
	}
	p.h.tail = words
	return words
}

// suffix returns where the words of a role begin that end the list.
func suffix(words []word, r role) int {
	i := len(words)
	for i > 0 && words[i-1].role&r != 0 {
		i--
	}
	return i
}

// byline reports whether what follows a "by", "oleh", "Sumber:" and the like is a
// source and no part of the sentence.
func (p *peeler) byline(words []word, i int) bool {
	by, after := words[i], len(words)-1-i
	switch {
	case after == 0 || after > 4:
		return false
	case by.end < p.hi && p.b[by.end] == ':':
		return true
	case by.role&roleVia == 0 || bytes.ContainsAny(p.b[by.end:p.hi], ":,-'\"(") || after > 3 || after == 1 && p.norm[by.start] != 'v': // one name will do for via
		return false
	}
	if i > 0 {
		before := p.norm[words[i-1].start:words[i-1].end]
		if bytes.HasPrefix(before, []byte("di")) || bytes.HasPrefix(before, []byte("ter")) {
			return false
		}
		for _, passive := range [...]string{"ed", "en", "wn", "ght", "ot", "lt", "it", "ung", "uck"} {
			if p.norm[by.start] == 'b' && bytes.HasSuffix(before, []byte(passive)) {
				return false
			}
		}
	}
	r := p.read(by.end, p.hi)
	return r.named && !r.common && !r.loud && r.any&roleFigure == 0
}

package features

import (
	"bytes"
	"strings"
)

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
	first           int  // where the first word begins
}

// tail reads the words from byte i on.
func (p *peeler) tail(i int) (t tail, last word) {
	t = tail{data: -1, web: -1, more: -1, first: -1}
	for {
		w, ok := p.next(i, p.hi)
		if !ok {
			return t, last
		}
		if t.first < 0 {
			t.first = w.start
		}
		t.add(w, last)
		i, last = w.end, w
	}
}

// closings ask to look elsewhere.
var closings = [...]string{" link in bio", " link di bio", " click here", " klik di sini"}

// tailRun takes off what ends the headline with no mark between: links, hashtags
// and mentions, a date, a byline, an invitation to read on.
func (p *peeler) tailRun() bool {
	t, last := p.tail(p.lastWords(5))
	if t.data >= 0 && t.data == t.first || t.web >= 0 && t.web == t.first { // the run may be longer
		t, last = p.tail(p.lastWords(12))
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
	if p.norm[t.by.start] == 'b' {
		for _, passive := range [...]string{"ed", "en", "wn", "ght", "ot", "lt", "it", "ung", "uck"} {
			if bytes.HasSuffix(before, []byte(passive)) {
				return false
			}
		}
	}
	if bytes.HasPrefix(before, []byte("di")) || bytes.HasPrefix(before, []byte("ter")) {
		return false
	}
	r := p.read(t.by.end, p.hi)
	return r.named && !r.common && !r.loud
}

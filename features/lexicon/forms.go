package lexicon

import (
	"bytes"
	"strings"
	"sync"
)

// generator writes forms one after the other into one buffer, so that they cost
// two allocations however many they are.
type generator struct {
	buf   []byte
	ends  []int // where each form ends in buf
	first int   // number of the first form of the entry at hand
}

var generators = sync.Pool{New: func() any { return new(generator) }}

func (g *generator) reset() {
	g.buf, g.ends, g.first = g.buf[:0], g.ends[:0], 0
}

// bases writes the term and what its rules derive from it.
func (g *generator) bases(e Entry) {
	if !e.Bound {
		g.buf = append(g.buf, e.Term...)
		g.end()
	}
	for _, rule := range e.Rules {
		g.derive(e, rule)
	}
}

// derive writes the form one rule makes: the rule changes the first word of a
// phrase, or the last where the rule is marked with '>'.
func (g *generator) derive(e Entry, rule string) {
	head, word, tail := "", e.Term, ""
	if rest, ok := strings.CutPrefix(rule, ">"); ok {
		rule = rest
		if i := strings.LastIndexByte(word, ' '); i >= 0 {
			head, word = word[:i+1], word[i+1:]
		}
	} else if i := strings.IndexByte(word, ' '); i >= 0 {
		word, tail = word[:i], word[i:]
	}
	start := len(g.buf)
	g.buf = append(g.buf, head...)
	mark := len(g.buf)
	if form, ok := strings.CutPrefix(rule, irregular); ok {
		g.buf = append(g.buf, form...)
	} else if e.Lang == "en" {
		g.buf = appendEnglish(g.buf, rule, word)
	} else {
		g.buf = appendIndonesian(g.buf, rule, word)
	}
	if len(g.buf) == mark { // a rule of clitics only
		g.buf = g.buf[:start]
		return
	}
	g.buf = append(g.buf, tail...)
	g.end()
}

// end closes the form begun after the last one and drops it again if the entry
// has it already.
func (g *generator) end() {
	start := 0
	if n := len(g.ends); n > 0 {
		start = g.ends[n-1]
	}
	for i := g.first; i < len(g.ends); i++ {
		if bytes.Equal(g.form(i), g.buf[start:]) {
			g.buf = g.buf[:start]
			return
		}
	}
	g.ends = append(g.ends, len(g.buf))
}

// form returns the bytes of form number i.
func (g *generator) form(i int) []byte {
	start := 0
	if i > 0 {
		start = g.ends[i-1]
	}
	return g.buf[start:g.ends[i]]
}

// strings returns the forms; they share the memory of one string.
func (g *generator) strings() []string {
	all := string(g.buf)
	out := make([]string, len(g.ends))
	start := 0
	for i, end := range g.ends {
		out[i] = all[start:end]
		start = end
	}
	return out
}

// surfaces returns all forms, counts[i] of them for entry i.
func (g *generator) surfaces(counts []int) []Surface {
	all := string(g.buf)
	out := make([]Surface, 0, len(g.ends))
	start := 0
	for i, n := range counts {
		for ; n > 0; n-- {
			end := g.ends[len(out)]
			out = append(out, Surface{Form: all[start:end], Entry: i})
			start = end
		}
	}
	return out
}

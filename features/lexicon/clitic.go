package lexicon

import (
	"bytes"
	"strings"
)

// Clitics are written as one word with their host in Indonesian. The first four
// attach to any word; -ku and -mu (my, your) only where the rule "poss" says so.
var (
	clitics    = []string{"nya", "lah", "kah", "pun"}
	possessive = []string{"ku", "mu"}
)

// minHost is the length in bytes from which a word takes clitics: with shorter
// ones the result is more often another word (ma + lah, bal + …).
const minHost = 3

// clitics writes every base form of a single Indonesian word once more with each
// clitic. A word that already ends in one takes no second.
func (g *generator) clitics(e Entry) {
	if e.Lang != "id" || strings.IndexByte(e.Term, ' ') >= 0 || has(e.Rules, "bare") {
		return
	}
	poss, n := has(e.Rules, "poss"), len(g.ends)
	clash := g.mayClash()
	for i := g.first; i < n; i++ {
		if len(g.form(i)) < minHost || hasClitic(g.form(i)) {
			continue
		}
		for _, c := range clitics {
			g.attach(i, c, clash)
		}
		for _, c := range possessive {
			if poss {
				g.attach(i, c, clash)
			}
		}
	}
}

// mayClash reports whether a form with a clitic may be the same as a base form:
// only where a base form ends like one.
func (g *generator) mayClash() bool {
	for i := g.first; i < len(g.ends); i++ {
		f := g.form(i)
		for _, c := range clitics {
			if bytes.HasSuffix(f, []byte(c)) {
				return true
			}
		}
		for _, c := range possessive {
			if bytes.HasSuffix(f, []byte(c)) {
				return true
			}
		}
	}
	return false
}

// attach writes form i with the clitic, looking for the same form where asked.
func (g *generator) attach(i int, clitic string, clash bool) {
	g.buf = append(g.buf, g.form(i)...)
	g.buf = append(g.buf, clitic...)
	if clash {
		g.end()
	} else {
		g.ends = append(g.ends, len(g.buf))
	}
}

// hasClitic reports whether the form ends in a clitic after a host of at least
// four letters; shorter ones are words of their own (punya, salah, langkah).
func hasClitic(form []byte) bool {
	for _, c := range clitics {
		if len(form) >= len(c)+4 && bytes.HasSuffix(form, []byte(c)) {
			return true
		}
	}
	return false
}

func has(rules []string, rule string) bool {
	for _, r := range rules {
		if r == rule {
			return true
		}
	}
	return false
}

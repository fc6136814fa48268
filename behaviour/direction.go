package behaviour

import (
	"io/fs"
	"strings"
)

// pairTest holds chains of titles, each more sensational than the one before.
type pairTest struct {
	name, lang, doc string
	chains          [][]string
}

func (c *Checklist) loadPairs(fsys fs.FS) error {
	for _, lang := range langs {
		secs, err := readSections(fsys, "direction."+lang+".txt", 2, "<>")
		if err != nil {
			return err
		}
		for _, s := range secs {
			p, err := newPairTest(s, lang)
			if err != nil {
				return err
			}
			c.pairs = append(c.pairs, p)
		}
	}
	return nil
}

func newPairTest(s section, lang string) (pairTest, error) {
	p := pairTest{name: s.name(), lang: lang, doc: s.fields[1]}
	for _, l := range s.lines {
		n := len(p.chains)
		switch {
		case l.mark == '<':
			if n > 0 && len(p.chains[n-1]) < 2 {
				return p, s.errorf(l.line, "the title before has no stronger line (>)")
			}
			p.chains = append(p.chains, []string{l.text})
		case n == 0:
			return p, s.errorf(l.line, "a stronger line (>) without a calmer one (<) above")
		default:
			p.chains[n-1] = append(p.chains[n-1], l.text)
		}
	}
	if n := len(p.chains); len(p.chains[n-1]) < 2 {
		return p, s.errorf(s.line, "the last title has no stronger line (>)")
	}
	return p, nil
}

func (p pairTest) run(j judge) Result {
	r := newResult(Direction, p.name, p.lang, p.doc)
	for _, chain := range p.chains {
		for i := 1; i < len(chain); i++ {
			j.rising(&r, chain[i-1], chain[i])
		}
	}
	return r.done()
}

// runUpper asks that a sensational title stays sensational in capitals.
func (c *Checklist) runUpper(j judge, lang string) Result {
	r := newResult(Direction, "upper-case", lang, "a sensational title stays sensational in capitals").ruled()
	for _, t := range c.titlesOf(lang, true) {
		a := j.Score(t)
		if !j.label(a) {
			r.Skipped++
			continue
		}
		upper := strings.ToUpper(t)
		b := j.Score(upper)
		r.move(b - a)
		if b > a {
			r.Rose++
		}
		r.count(j.label(b), Failure{
			Want: "sensational", Title: t, Score: a, Variant: upper, VariantScore: b,
		})
	}
	return r.done()
}

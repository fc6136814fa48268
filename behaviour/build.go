package behaviour

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// test is a list of cases that pass by the same rule. Its Result names it; the
// counts are filled in by run.
type test struct {
	Result
	rule  rule
	parts []part // one without a name where the test is not broken down
}

type part struct {
	name  string
	cases []comparison
}

// comparison is a headline and, unless the rule is ownLabel, its variant.
type comparison struct {
	headline, variant string
	positive          bool // the label it must get, for ownLabel
}

func (p *part) compare(headline, variant string) {
	p.cases = append(p.cases, comparison{headline: headline, variant: variant})
}

// A rule says which cases pass.
type rule uint8

const (
	ownLabel      rule = iota // the headline gets the label it is listed with
	sameLabel                 // the variant gets the headline's label
	noFall                    // the variant does not score lower
	staysPositive             // a headline called sensational: the variant is too
	staysNegative             // a headline called neutral: the variant is too
)

func newTest(kind Kind, s section, by rule, parts ...part) test {
	return test{Result: Result{Kind: kind, Test: s.name, Lang: s.lang, Doc: s.doc, Head: s.head}, rule: by, parts: parts}
}

// varied makes a test of the variants that a rule of writing makes; headlines
// that it leaves alone are skipped.
func varied(kind Kind, s section, by rule, headlines []string, vary func(string) (string, bool)) test {
	var p part
	for _, h := range headlines {
		if variant, ok := vary(h); ok {
			p.compare(h, variant)
		}
	}
	t := newTest(kind, s, by, p)
	t.byRule, t.Skipped = true, len(headlines)-len(p.cases)
	return t
}

// build makes the tests from what was read, in the order of the report.
func (c *checklist) build(suffixes, additions []section) {
	c.tests = append(c.tests, labelTests(MinimumFunctionality, c.minimum)...)
	for _, t := range c.templates {
		c.tests = append(c.tests, t.test())
	}
	for _, x := range suffixes {
		headlines := slices.Concat(c.written(x.lang, true), c.written(x.lang, false))
		c.tests = append(c.tests, addition(Invariance, x, sameLabel, headlines))
	}
	for _, lang := range langs {
		headlines := slices.Concat(c.written(lang, true), c.written(lang, false), texts(c.harmless, lang, false), c.accented(lang))
		for _, w := range rewrites {
			c.tests = append(c.tests, varied(Invariance, w.section(lang), sameLabel, headlines, w.apply))
		}
	}
	for _, p := range c.pairs {
		c.tests = append(c.tests, pairTest(p))
	}
	for _, x := range additions {
		headlines := slices.DeleteFunc(c.written(x.lang, false), func(h string) bool { return !endsInWord(h) })
		x.name = "add-" + x.name
		c.tests = append(c.tests, addition(Direction, x, noFall, headlines))
	}
	for _, lang := range langs {
		upper := section{name: "upper-case", lang: lang, doc: "a sensational title stays sensational in capitals"}
		c.tests = append(c.tests, varied(Direction, upper, staysPositive, c.written(lang, true),
			func(h string) (string, bool) { return strings.ToUpper(h), true }))
	}
	for _, lang := range langs {
		for _, d := range disguises {
			c.tests = append(c.tests, varied(Evasion, section{name: d.name, lang: lang, doc: d.doc}, staysPositive, c.written(lang, true),
				func(h string) (string, bool) { return d.apply(h, c.charged[lang]) }))
		}
	}
	c.tests = append(c.tests, labelTests(Harmless, c.harmless)...)
	for _, lang := range langs {
		headlines := slices.Concat(c.written(lang, false), texts(c.harmless, lang, false))
		for _, w := range slices.Concat(rewrites, ornaments) {
			c.tests = append(c.tests, varied(Harmless, w.section(lang), staysNegative, headlines, w.apply))
		}
	}
	for _, lang := range langs {
		c.tests = append(c.tests, c.wrapTests(lang)...)
	}
}

// labelTests ask for the labels of headlines.
func labelTests(kind Kind, list []section) []test {
	var out []test
	for _, s := range list {
		var p part
		for _, l := range s.lines {
			p.cases = append(p.cases, comparison{headline: l.text, positive: l.positive()})
		}
		out = append(out, newTest(kind, s, ownLabel, p))
	}
	return out
}

func pairTest(s section) test {
	var p part
	for i, l := range s.lines {
		if l.mark == '>' {
			p.compare(s.lines[i-1].text, l.text)
		}
	}
	return newTest(Direction, s, noFall, p)
}

// addition adds each text of a section to the headlines. The parts are the texts.
func addition(kind Kind, s section, by rule, headlines []string) test {
	t := newTest(kind, s, by)
	t.byRule = true
	for _, l := range s.lines {
		p := part{name: l.text}
		for _, h := range headlines {
			if s.kind == "prefix" {
				p.compare(h, l.text+h)
			} else {
				p.compare(h, h+l.text)
			}
		}
		t.parts = append(t.parts, p)
	}
	return t
}

func endsInWord(h string) bool {
	last, _ := utf8.DecodeLastRuneInString(h)
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

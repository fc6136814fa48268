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
	cases []comparison
}

// comparison is a headline and, unless the rule is ownLabel, its variant.
type comparison struct {
	headline, variant string
	positive          bool // the label it must get, for ownLabel
}

func (t *test) compare(headline, variant string) {
	t.cases = append(t.cases, comparison{headline: headline, variant: variant})
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

func newTest(kind Kind, s section, by rule) test {
	return test{Result: Result{Kind: kind, Test: s.name, Lang: s.lang, Doc: s.doc, Head: s.head}, rule: by}
}

// varied makes a test of the variants that a rule of writing makes; headlines
// that it leaves alone are skipped.
func varied(kind Kind, s section, by rule, headlines []string, vary func(string) string) test {
	t := newTest(kind, s, by)
	for _, h := range headlines {
		if variant := vary(h); variant != h {
			t.compare(h, variant)
		}
	}
	t.byRule, t.Skipped = true, len(headlines)-len(t.cases)
	return t
}

// build makes the tests from what was read, in the order of the report.
func (c *checklist) build(suffixes, additions []section) {
	c.tests = append(c.tests, labelTests(MinimumFunctionality, c.minimum)...)
	for _, t := range c.templates {
		c.tests = append(c.tests, t.tests()...)
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
		c.tests = append(c.tests, varied(Direction, upper, staysPositive, c.written(lang, true), strings.ToUpper))
	}
	for _, lang := range langs {
		for _, d := range disguises {
			c.tests = append(c.tests, varied(Evasion, section{name: d.name, lang: lang, doc: d.doc}, staysPositive, c.written(lang, true),
				func(h string) string { return d.apply(h, c.charged[lang]) }))
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

func labelTests(kind Kind, list []section) []test {
	var out []test
	for _, s := range list {
		t := newTest(kind, s, ownLabel)
		for _, l := range s.lines {
			t.cases = append(t.cases, comparison{headline: l.text, positive: l.positive()})
		}
		out = append(out, t)
	}
	return out
}

func pairTest(s section) test {
	t := newTest(Direction, s, noFall)
	for i, l := range s.lines {
		if l.mark == '>' {
			t.compare(s.lines[i-1].text, l.text)
		}
	}
	return t
}

// addition adds each text of a section to the headlines.
func addition(kind Kind, s section, by rule, headlines []string) test {
	t := newTest(kind, s, by)
	t.byRule = true
	for _, l := range s.lines {
		for _, h := range headlines {
			if s.kind == "prefix" {
				t.compare(h, l.text+h)
			} else {
				t.compare(h, h+l.text)
			}
		}
	}
	return t
}

func endsInWord(h string) bool {
	last, _ := utf8.DecodeLastRuneInString(h)
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

// template fills the slots {A} and {B} of headlines; {^A} and {^B} are filled in
// capitals. The kind is swap, whose values are pairs that change places, or
// fill.
type template struct {
	section // whose lines are the templates
	values  [][2]string
}

func templates(file, lang string) []template {
	var all []template
	for _, s := range sections(file, lang, "name", "kind", "doc") {
		t := template{section: s}
		t.lines = nil
		for _, l := range s.lines {
			if l.mark == '=' {
				v := splitFields(l.text, " / ")
				t.values = append(t.values, [2]string{v[0], v[len(v)-1]})
			} else {
				t.lines = append(t.lines, l)
			}
		}
		all = append(all, t)
	}
	return all
}

func fill(text string, v [2]string) string {
	return strings.NewReplacer(
		"{A}", v[0], "{B}", v[1], "{^A}", strings.ToUpper(v[0]), "{^B}", strings.ToUpper(v[1]),
	).Replace(text)
}

// tests compare, for a swap, each filled template with the one whose sides have
// changed places, which for a single slot is the other side in its place: a test per
// pair. For a fill they compare each value with the first.
func (t template) tests() []test {
	var out []test
	compare := func(to *test, a, b [2]string) {
		for _, l := range t.lines {
			to.compare(fill(l.text, a), fill(l.text, b))
		}
	}
	if t.kind == "swap" {
		for _, v := range t.values {
			pair := newTest(Invariance, t.section, sameLabel)
			pair.Swap, pair.Test = true, t.name+": "+v[0]+" / "+v[1]
			compare(&pair, v, [2]string{v[1], v[0]})
			out = append(out, pair)
		}
		return out
	}
	all := newTest(Invariance, t.section, sameLabel)
	for _, v := range t.values[1:] {
		compare(&all, t.values[0], v)
	}
	return append(out, all)
}

// accented lists the filled templates of a language that hold accented letters;
// half of them are sensational.
func (c *checklist) accented(lang string) []string {
	var out []string
	for _, t := range c.templates {
		if t.lang != lang || t.head != "" {
			continue
		}
		for _, v := range t.values {
			if decompose(v[0]) == v[0] {
				continue
			}
			for _, l := range t.lines {
				out = append(out, fill(l.text, v))
			}
		}
	}
	return out
}

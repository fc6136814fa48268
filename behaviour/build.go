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

// A variation makes other headlines out of one, in some ways that are tested together.
type variation struct {
	name, doc string
	ways      []way
}

type way = func(headline string) string

// variations reads those of a language from a data file, whose lines have {} where the
// headline stands and "_" for a space.
func variations(file, lang string) []variation {
	var all []variation
	for _, s := range sections(file, "") {
		if s.lang != lang && s.lang != "both" {
			continue
		}
		v := variation{name: s.name, doc: s.doc}
		for _, l := range s.lines {
			text := strings.ReplaceAll(l.text, "_", " ")
			v.ways = append(v.ways, func(h string) string { return strings.ReplaceAll(text, "{}", h) })
		}
		all = append(all, v)
	}
	return all
}

// vary adds a test of each variation, by a rule. Headlines that it leaves alone are
// skipped.
func (c *checklist) vary(kind Kind, lang string, by rule, headlines []string, variations ...variation) {
	for _, v := range variations {
		t := newTest(kind, section{name: v.name, lang: lang, doc: v.doc}, by)
		t.byRule = true
		for _, way := range v.ways {
			for _, h := range headlines {
				if variant := way(h); variant != h {
					t.compare(h, variant)
				} else {
					t.Skipped++
				}
			}
		}
		if kind == Wrapping {
			t.Label = labelOf("", by == staysPositive)
		}
		c.tests = append(c.tests, t)
	}
}

// build makes the tests from what was read, in the order of the report.
func (c *checklist) build() {
	c.tests = labelTests(MinimumFunctionality, c.minimum)
	for _, t := range c.templates {
		c.tests = append(c.tests, t.tests()...)
	}
	for _, lang := range langs {
		headlines := slices.Concat(c.written(lang, true), c.written(lang, false))
		c.vary(Invariance, lang, sameLabel, headlines, variations("rewrites.txt", lang)...)
		headlines = slices.Concat(headlines, texts(c.harmless, lang, false), c.accented(lang))
		c.vary(Invariance, lang, sameLabel, headlines, rewrites...)
	}
	for _, p := range c.pairs {
		c.tests = append(c.tests, pairTest(p))
	}
	for _, lang := range langs {
		headlines := slices.DeleteFunc(c.written(lang, false), func(h string) bool { return !endsInWord(h) })
		c.vary(Direction, lang, noFall, headlines, variations("additions.txt", lang)...)
		upper := variation{"upper-case", "a sensational title stays sensational in capitals", []way{strings.ToUpper}}
		c.vary(Direction, lang, staysPositive, c.written(lang, true), upper)
	}
	for _, lang := range langs {
		c.vary(Evasion, lang, staysPositive, c.written(lang, true), c.disguises(lang)...)
	}
	c.tests = append(c.tests, labelTests(Harmless, c.harmless)...)
	for _, lang := range langs {
		headlines := slices.Concat(c.written(lang, false), texts(c.harmless, lang, false))
		c.vary(Harmless, lang, staysNegative, headlines, slices.Concat(rewrites, ornaments)...)
	}
	for _, lang := range langs {
		for _, w := range wrappings(lang) {
			c.vary(Wrapping, lang, staysPositive, c.written(lang, true), w)
			c.vary(Wrapping, lang, staysNegative, c.written(lang, false), w)
		}
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

func endsInWord(h string) bool {
	last, _ := utf8.DecodeLastRuneInString(h)
	return unicode.IsLetter(last) || unicode.IsDigit(last)
}

// template fills the slots {A} and {B} of headlines; {^A} and {^B} are filled in
// capitals. The values of a swap are pairs that change places, those of a fill are
// single.
type template struct {
	section // whose lines are the templates
	values  [][2]string
}

func templates(file, lang string) []template {
	var all []template
	for _, s := range sections(file, lang) {
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

func (t template) isSwap() bool { return t.values[0][0] != t.values[0][1] }

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
	if t.isSwap() {
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

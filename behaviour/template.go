package behaviour

import (
	"io/fs"
	"strings"
)

// templateTest fills the slots {A} and {B} of templates; {^A} and {^B} are
// filled in capitals.
type templateTest struct {
	name, lang, doc string
	swap            bool // the values are pairs that change places
	values          [][2]string
	templates       []title
}

func (c *Checklist) loadTemplates(fsys fs.FS) error {
	for _, lang := range langs {
		secs, err := readSections(fsys, "invariance."+lang+".txt", 3, "=+-")
		if err != nil {
			return err
		}
		for _, s := range secs {
			t, err := newTemplateTest(s, lang)
			if err != nil {
				return err
			}
			c.templates = append(c.templates, t)
		}
	}
	return nil
}

func newTemplateTest(s section, lang string) (templateTest, error) {
	t := templateTest{name: s.name(), lang: lang, doc: s.fields[2], swap: s.fields[1] == "swap"}
	if !t.swap && s.fields[1] != "fill" {
		return t, s.errorf(s.line, "test %q is of kind %q, want swap or fill", t.name, s.fields[1])
	}
	for _, l := range s.lines {
		if l.mark == '=' {
			v := splitFields(l.text, " / ")
			if t.swap != (len(v) == 2) || len(v) > 2 {
				return t, s.errorf(l.line, `value %q: swap wants "one / other", fill a single value`, l.text)
			}
			t.values = append(t.values, [2]string{v[0], v[len(v)-1]})
			continue
		}
		if !hasSlot(l.text, "A") || !t.swap && hasSlot(l.text, "B") {
			return t, s.errorf(l.line, "template %q: want the slot {A}, and {B} in a swap only", l.text)
		}
		t.templates = append(t.templates, title{l.text, l.mark == '+'})
	}
	if len(t.templates) == 0 || len(t.values) == 0 || !t.swap && len(t.values) < 2 {
		return t, s.errorf(s.line, "test %q wants templates and values (two or more for fill)", t.name)
	}
	return t, nil
}

func hasSlot(text, slot string) bool {
	return strings.Contains(text, "{"+slot+"}") || strings.Contains(text, "{^"+slot+"}")
}

// fill fills a template with the value of that index.
func (t templateTest) fill(text string, i int) string {
	return fillSlots(text, t.values[i][0], t.values[i][1])
}

func fillSlots(text, a, b string) string {
	return strings.NewReplacer(
		"{A}", a, "{B}", b, "{^A}", strings.ToUpper(a), "{^B}", strings.ToUpper(b),
	).Replace(text)
}

// run compares, for a swap, each filled template with the one whose sides have
// changed places, which for a template of one slot is the other side in its
// place; for a fill, each value with the first. Parts of the result are the pairs, or the
// values.
func (t templateTest) run(j judge) Result {
	r := newResult(Invariance, t.name, t.lang, t.doc)
	r.Swap = t.swap
	for i, v := range t.values {
		if !t.swap && i == 0 {
			continue
		}
		part := newResult(Invariance, v[0], t.lang, "")
		if t.swap {
			part.Test = v[0] + " / " + v[1]
		}
		for _, tpl := range t.templates {
			if t.swap {
				j.invariant(&part, fillSlots(tpl.text, v[0], v[1]), fillSlots(tpl.text, v[1], v[0]))
			} else {
				j.invariant(&part, t.fill(tpl.text, 0), t.fill(tpl.text, i))
			}
		}
		r.add(part)
	}
	return r.done()
}

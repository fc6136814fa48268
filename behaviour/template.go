package behaviour

import "strings"

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

func (t template) swap() bool { return t.kind == "swap" }

// fill fills the slots of a template.
func fill(text string, v [2]string) string {
	return strings.NewReplacer(
		"{A}", v[0], "{B}", v[1], "{^A}", strings.ToUpper(v[0]), "{^B}", strings.ToUpper(v[1]),
	).Replace(text)
}

// test compares, for a swap, each filled template with the one whose sides have
// changed places, which for a single slot is the other side in its place; for a
// fill, each value with the first. The parts are the pairs, or the values.
func (t template) test() test {
	out := newTest(Invariance, t.section, sameLabel)
	out.Swap = t.swap()
	for i, v := range t.values {
		p, from, to := part{name: v[0]}, t.values[0], v
		switch {
		case t.swap():
			p.name, from, to = v[0]+" / "+v[1], v, [2]string{v[1], v[0]}
		case i == 0:
			continue
		}
		for _, l := range t.lines {
			p.compare(fill(l.text, from), fill(l.text, to))
		}
		out.parts = append(out.parts, p)
	}
	return out
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

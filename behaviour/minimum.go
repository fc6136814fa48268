package behaviour

import "io/fs"

// capability is a group of titles that show one thing a scorer must do.
type capability struct {
	name, lang, doc string
	titles          []title
}

type title struct {
	text        string
	sensational bool
}

func (c *Checklist) loadMinimum(fsys fs.FS) error {
	for _, lang := range langs {
		secs, err := readSections(fsys, "minimum."+lang+".txt", 2, "+-")
		if err != nil {
			return err
		}
		for _, s := range secs {
			c.minimum = append(c.minimum, newCapability(s, lang, s.fields[1]))
		}
	}
	return nil
}

func (c *Checklist) loadHarmless(fsys fs.FS) error {
	secs, err := readSections(fsys, "harmless.txt", 3, "-")
	if err != nil {
		return err
	}
	for _, s := range secs {
		if err := s.checkLang(s.fields[1]); err != nil {
			return err
		}
		c.harmless = append(c.harmless, newCapability(s, s.fields[1], s.fields[2]))
	}
	return nil
}

func newCapability(s section, lang, doc string) capability {
	p := capability{name: s.name(), lang: lang, doc: doc}
	for _, l := range s.lines {
		p.titles = append(p.titles, title{l.text, l.mark == '+'})
	}
	return p
}

// titlesOf lists the titles of the minimum functionality of a language with
// that label.
func (c *Checklist) titlesOf(lang string, sensational bool) []string {
	var out []string
	for _, p := range c.minimum {
		if p.lang != lang {
			continue
		}
		for _, t := range p.titles {
			if t.sensational == sensational {
				out = append(out, t.text)
			}
		}
	}
	return out
}

// runLabels asks for the labels of titles.
func runLabels(j judge, kind Kind, list []capability) []Result {
	var out []Result
	for _, p := range list {
		r := newResult(kind, p.name, p.lang, p.doc)
		for _, t := range p.titles {
			score := j.Score(t.text)
			r.count(j.label(score) == t.sensational, Failure{
				Want: labelName(t.sensational), Title: t.text, Score: score,
			})
		}
		out = append(out, r.done())
	}
	return out
}

package behaviour

import (
	"io/fs"
	"strings"
)

// loadCharged reads the words that disguises aim at.
func (c *Checklist) loadCharged(fsys fs.FS) error {
	secs, err := readSections(fsys, "charged.txt", 2, "=")
	if err != nil {
		return err
	}
	c.charged = make(map[string]map[string]bool)
	for _, s := range secs {
		lang := s.name()
		if err := s.checkLang(lang); err != nil {
			return err
		}
		if c.charged[lang] == nil {
			c.charged[lang] = make(map[string]bool)
		}
		for _, l := range s.lines {
			for w := range strings.FieldsSeq(l.text) {
				if w != strings.ToLower(w) {
					return s.errorf(l.line, "%q is not lower case", w)
				}
				c.charged[lang][w] = true
			}
		}
	}
	return nil
}

// runEvasion disguises the sensational titles that are caught undisguised.
func (c *Checklist) runEvasion(j judge, lang string) []Result {
	titles := c.titlesOf(lang, true)
	var out []Result
	for _, d := range disguises {
		r := newResult(Evasion, d.name, lang, d.doc).ruled()
		for _, t := range titles {
			a := j.Score(t)
			variant, ok := d.apply(t, c.charged[lang])
			if !ok || !j.label(a) {
				r.Skipped++
				continue
			}
			b := j.Score(variant)
			r.move(b - a)
			r.count(j.label(b), Failure{
				Want: "sensational", Title: t, Score: a, Variant: variant, VariantScore: b,
			})
		}
		out = append(out, r.done())
	}
	return out
}

package behaviour

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// addition is text put before or after titles.
type addition struct {
	name, lang, doc string
	prefix          bool
	texts           []string
}

func (c *Checklist) loadAdditions(fsys fs.FS) (err error) {
	c.additions, err = readAdditions(fsys, "additions.txt")
	return err
}

func readAdditions(fsys fs.FS, file string) ([]addition, error) {
	secs, err := readSections(fsys, file, 4, "=")
	if err != nil {
		return nil, err
	}
	var out []addition
	for _, s := range secs {
		if err := s.checkLang(s.fields[1]); err != nil {
			return nil, err
		}
		a := addition{name: s.name(), lang: s.fields[1], doc: s.fields[3], prefix: s.fields[2] == "prefix"}
		if !a.prefix && s.fields[2] != "suffix" {
			return nil, s.errorf(s.line, "%q, want prefix or suffix", s.fields[2])
		}
		for _, l := range s.lines {
			a.texts = append(a.texts, unpad(l.text))
		}
		out = append(out, a)
	}
	return out, nil
}

// unpad turns an underscore at either end into the space it stands for.
func unpad(s string) string {
	if t, ok := strings.CutPrefix(s, "_"); ok {
		s = " " + t
	}
	if t, ok := strings.CutSuffix(s, "_"); ok {
		s = t + " "
	}
	return s
}

func (a addition) apply(title, text string) string {
	if a.prefix {
		return text + title
	}
	return title + text
}

// runAddition adds each text to every plain title that ends in a word, and
// asks that the score does not fall. Parts of the result are the texts.
func (c *Checklist) runAddition(j judge, a addition) Result {
	r := newResult(Direction, "add-"+a.name, a.lang, a.doc).ruled()
	titles := c.titlesOf(a.lang, false)
	for _, text := range a.texts {
		part := newResult(Direction, text, a.lang, "")
		for _, t := range titles {
			if last, _ := utf8.DecodeLastRuneInString(t); unicode.IsLetter(last) || unicode.IsDigit(last) {
				j.rising(&part, t, a.apply(t, text))
			}
		}
		r.add(part)
	}
	return r.done()
}

package lexicon

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Limits of a list, far above what a hand-written one holds.
const (
	maxListBytes = 4 << 20
	maxTermBytes = 64
	maxRules     = 24
)

// irregular begins a rule that gives a form outright.
const irregular = "irr:"

// Parse reads one list. The name says the language and the class, as in
// "id/loaded.txt". The file is read whole; the first line that does not follow
// the format ends the reading with an error that begins with name:line.
func Parse(name string, r io.Reader) ([]Entry, error) {
	lang, class, err := parseName(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: reading the list: %w", name, err)
	}
	if len(data) > maxListBytes {
		return nil, fmt.Errorf("%s: the list is larger than %d bytes", name, maxListBytes)
	}
	p := parser{name: name, lang: lang, class: class, seen: map[string]int{}}
	return p.parse(nil, string(data))
}

// parseName splits "id/loaded.txt" into language and class.
func parseName(name string) (string, Class, error) {
	dir, base := path.Split(name)
	lang := path.Base(dir)
	if lang != "id" && lang != "en" {
		return "", 0, fmt.Errorf("%s: no such language %q: name the list id/CLASS.txt or en/CLASS.txt", name, lang)
	}
	class, ok := classNamed(strings.TrimSuffix(base, ".txt"))
	if !ok || !strings.HasSuffix(base, ".txt") {
		return "", 0, fmt.Errorf("%s: no such class: the file's name must be a class and .txt", name)
	}
	return lang, class, nil
}

// parser holds what the lines of one list have in common.
type parser struct {
	name  string
	lang  string
	class Class
	line  int
	rules []string       // all rules of the file; entries hold parts of it
	seen  map[string]int // line of each term; nil: repeats are not looked for
}

// parse appends the entries of the text.
func (p *parser) parse(entries []Entry, text string) ([]Entry, error) {
	n := strings.Count(text, "\n") + 1
	entries = slices.Grow(entries, n)
	p.rules = make([]string, 0, n)
	for text != "" {
		line := text
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			text = ""
		}
		p.line++
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := p.entry(line)
		if err != nil {
			return entries, fmt.Errorf("%s:%d: %w", p.name, p.line, err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// entry reads one line: term, rules and, where it is given, the gloss.
func (p *parser) entry(line string) (Entry, error) {
	e := Entry{Class: p.class, Lang: p.lang, Line: p.line, File: p.name}
	term, rest, ok := strings.Cut(line, "\t")
	if !ok {
		return e, fmt.Errorf("term %q without rules: write TERM, a tab, then rules or -", line)
	}
	rules, gloss, _ := strings.Cut(rest, "\t")
	if strings.IndexByte(gloss, '\t') >= 0 {
		return e, fmt.Errorf("term %q: more than three fields", term)
	}
	e.Term, e.Bound = strings.CutPrefix(term, "*")
	e.Gloss = gloss
	if err := checkWords(e.Term); err != nil {
		return e, fmt.Errorf("term %q: %w", e.Term, err)
	}
	if first, ok := p.seen[e.Term]; ok {
		return e, fmt.Errorf("term %q stands on line %d already", e.Term, first)
	}
	if p.seen != nil {
		p.seen[e.Term] = p.line
	}
	return e, p.addRules(&e, rules)
}

// addRules reads the comma list of rules.
func (p *parser) addRules(e *Entry, list string) error {
	first := len(p.rules)
	for rest := list; rest != "" && rest != "-"; {
		var rule string
		rule, rest, _ = strings.Cut(rest, ",")
		if err := checkRule(p.lang, rule); err != nil {
			return fmt.Errorf("term %q: %w", e.Term, err)
		}
		p.rules = append(p.rules, rule)
	}
	e.Rules = p.rules[first:len(p.rules):len(p.rules)]
	switch {
	case list == "":
		return fmt.Errorf("term %q: no rules: write - for a term as it stands", e.Term)
	case len(e.Rules) > maxRules:
		return fmt.Errorf("term %q: %d rules, more than %d", e.Term, len(e.Rules), maxRules)
	case e.Bound && !derives(e.Rules):
		return fmt.Errorf("bound root %q without a rule that makes a word of it", e.Term)
	}
	return nil
}

// derives reports whether one of the rules makes a form.
func derives(rules []string) bool {
	for _, r := range rules {
		if r != "bare" && r != "poss" {
			return true
		}
	}
	return false
}

// checkRule refuses a rule that the language does not have.
func checkRule(lang, rule string) error {
	name := strings.TrimPrefix(rule, ">")
	if form, ok := strings.CutPrefix(name, irregular); ok {
		if err := checkWords(form); err != nil {
			return fmt.Errorf("rule %q: %w", rule, err)
		}
		return nil
	}
	_, ok := indonesian[name]
	if lang == "en" {
		_, ok = english[name]
	}
	if !ok {
		return fmt.Errorf("no rule %q for language %q", rule, lang)
	}
	return nil
}

// checkWords refuses anything but words of a-z, 0-9, ' and - with one space
// between them.
func checkWords(s string) error {
	if s == "" {
		return fmt.Errorf("empty")
	}
	if len(s) > maxTermBytes {
		return fmt.Errorf("longer than %d bytes", maxTermBytes)
	}
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '\'', c == '-':
		case c == ' ' && last != ' ' && i < len(s)-1:
		case c == ' ':
			return fmt.Errorf("one space between words, none around them")
		default:
			return fmt.Errorf("character %q: only a-z, 0-9, ' and - stand in a term", c)
		}
		last = c
	}
	return nil
}

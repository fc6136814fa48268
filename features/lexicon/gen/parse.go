package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/heboh/heboh/features/lexicon"
)

// An entry is one line of a list.
type entry struct {
	term  string // lower case, words separated by one space
	lang  string // "id" or "en"
	mask  lexicon.Mask
	bound bool     // term is a bound root: only the forms derived from it are words
	rules []string // inflection rules, in the order of the file
}

// irregular begins a rule that gives a form outright.
const irregular = "irr:"

// parse reads one list. A line that does not follow the format of README.md, or
// repeats a term, is an error that begins with name:line.
func parse(lists fs.FS, name, lang string) (entries []entry, err error) {
	seen := map[string]int{} // line of each term
	err = eachLine(lists, name, func(n int, line string) error {
		e, err := parseEntry(lang, line)
		if err != nil {
			return err
		}
		if first, ok := seen[e.term]; ok {
			return fmt.Errorf("term %q is already on line %d", e.term, first)
		}
		seen[e.term] = n
		entries = append(entries, e)
		return nil
	})
	return entries, err
}

// eachLine calls do with each line of a file, numbered from 1, that is neither
// empty nor a comment.
func eachLine(lists fs.FS, name string, do func(n int, line string) error) error {
	data, err := fs.ReadFile(lists, name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := do(n, line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return nil
}

func parseEntry(lang, line string) (entry, error) {
	e := entry{lang: lang}
	fields := strings.Split(line, "\t")
	if len(fields) < 2 || len(fields) > 3 {
		return e, fmt.Errorf("term %q: %d fields, want term, rules (or -) and an optional gloss, separated by tabs", fields[0], len(fields))
	}
	e.term, e.bound = strings.CutPrefix(fields[0], "*")
	if err := checkWords(e.term); err != nil {
		return e, fmt.Errorf("term %q: %w", e.term, err)
	}
	if fields[1] != "-" {
		e.rules = strings.Split(fields[1], ",")
	}
	derives := false
	for _, rule := range e.rules {
		if err := checkRule(lang, rule); err != nil {
			return e, fmt.Errorf("term %q: rule %q: %w", e.term, rule, err)
		}
		derives = derives || rule != "bare" && rule != "poss"
	}
	if e.bound && !derives {
		return e, fmt.Errorf("bound root %q without a rule that makes a word of it", e.term)
	}
	return e, nil
}

// checkRule refuses a rule that the language does not have.
func checkRule(lang, rule string) error {
	name := strings.TrimPrefix(rule, ">")
	if form, ok := strings.CutPrefix(name, irregular); ok {
		return checkWords(form)
	}
	ok := slices.Contains(indonesian, name)
	if lang == "en" {
		_, ok = english[name]
	}
	if !ok {
		return fmt.Errorf("language %q has no such rule", lang)
	}
	return nil
}

// checkWords refuses anything but words of a-z, 0-9, ' and - with one space
// between them.
func checkWords(s string) error {
	if i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789'- ", r) }); i >= 0 {
		return fmt.Errorf("character at %q: only a-z, 0-9, ' and - are allowed", s[i:])
	}
	if s == "" || strings.Join(strings.Fields(s), " ") != s {
		return errors.New("words must be separated by one space, with none around them")
	}
	return nil
}

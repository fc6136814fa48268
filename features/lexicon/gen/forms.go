package main

import (
	"slices"
	"strings"
)

// forms returns every surface form of the entry, the words of a phrase separated
// by one space, without duplicates: the bases, then in Indonesian each base with
// the clitics that attach to it, in a phrase to its last word.
func (e entry) forms() []string {
	bases := e.bases()
	if e.lang != "id" || slices.Contains(e.rules, "bare") {
		return bases
	}
	attach := clitics
	if slices.Contains(e.rules, "poss") {
		attach = slices.Concat(clitics, possessive)
	}
	forms := slices.Clone(bases)
	for _, base := range bases {
		if host := base[strings.LastIndexByte(base, ' ')+1:]; len(host) < minHost || hasClitic(host) {
			continue
		}
		for _, c := range attach {
			forms = appendNew(forms, base+c)
		}
	}
	return forms
}

// bases returns the forms without clitics: the term, unless it is bound, and
// what its rules derive from it.
func (e entry) bases() (bases []string) {
	if !e.bound {
		bases = append(bases, e.term)
	}
	for _, rule := range e.rules {
		if form := e.derive(rule); form != "" {
			bases = appendNew(bases, form)
		}
	}
	return bases
}

// derive returns the form that a rule makes, "" for a rule of clitics only. The
// rule changes the first word of a phrase, or the last where it is marked with
// '>'.
func (e entry) derive(rule string) string {
	head, tail := "", ""
	word := e.term
	rule, last := strings.CutPrefix(rule, ">")
	if i := strings.LastIndexByte(word, ' '); last && i >= 0 {
		head, word = word[:i+1], word[i+1:]
	} else if i := strings.IndexByte(word, ' '); i >= 0 {
		word, tail = word[:i], word[i:]
	}
	form, ok := strings.CutPrefix(rule, irregular)
	switch {
	case ok:
	case e.lang == "en":
		form = english[rule](word)
	default:
		form = inflect(rule, word)
	}
	if form == "" {
		return ""
	}
	return head + form + tail
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// Clitics are written as one word with their host in Indonesian. The first four
// attach to any word, -ku and -mu (my, your) only where the rule "poss" says so.
var (
	clitics    = []string{"nya", "lah", "kah", "pun"}
	possessive = []string{"ku", "mu"}
)

// minHost is the length in bytes from which a word takes clitics: with shorter
// ones the result is more often another word (ma + lah, bal + …).
const minHost = 3

// hasClitic reports whether the form ends in a clitic after a host of at least
// four letters; shorter ones are words of their own (punya, salah, langkah).
func hasClitic(form string) bool {
	return slices.ContainsFunc(clitics, func(c string) bool {
		return len(form) >= len(c)+4 && strings.HasSuffix(form, c)
	})
}

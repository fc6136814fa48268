package main

import (
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// candidate is a word that may stand where the cursor is.
type candidate struct{ word, about string }

// candidates are what may follow: words is the line without the program's name,
// its last word, perhaps empty, the one that is being typed. None means that
// only a file or a text of one's own can stand there.
func candidates(subs []*cli.Command, words []string) []candidate {
	words = joinEquals(words)
	if len(words) == 0 {
		return nil
	}
	typed := words[len(words)-1]
	words = words[:len(words)-1]
	var at *cli.Command
	for len(words) > 0 {
		next := find(subs, words[0])
		if next == nil {
			break
		}
		at, subs, words = next, next.Subcommands, words[1:]
	}
	if at == nil && len(words) > 0 {
		return nil // an unknown command
	}
	return starting(typed, possible(at, subs, words, typed))
}

// possible are the words that the command at, nil for the program itself, takes
// after the arguments before.
func possible(at *cli.Command, subs []*cli.Command, before []string, typed string) (all []candidate) {
	for _, a := range before {
		if a == "--" {
			return nil
		}
	}
	var flags []cli.Flag
	if at != nil {
		flags = at.Flags
	}
	if name, _, found := strings.Cut(typed, "="); found && isFlag(typed) {
		for _, v := range values(lookup(flags, name)) {
			all = append(all, candidate{word: name + "=" + v})
		}
		return all
	}
	if f := awaiting(flags, before); f != nil && !isFlag(typed) {
		for _, v := range values(f) {
			all = append(all, candidate{word: v})
		}
		return all
	}
	if isFlag(typed) || typed == "-" {
		return append(named(flags), candidate{"--help", "show help"})
	}
	for _, c := range subs {
		if !c.Hidden {
			all = append(all, candidate{c.Name, c.Usage})
		}
	}
	return append(all, arguments(at)...)
}

// awaiting is the flag whose value comes next, nil for none. One that takes
// several values at once waits for more.
func awaiting(flags []cli.Flag, before []string) (f cli.Flag) {
	given := 0
	for _, a := range before {
		switch {
		case isFlag(a):
			f, given = lookup(flags, a), 0
			if f != nil && (isBool(f) || strings.Contains(a, "=")) {
				f = nil
			}
		case f != nil:
			if given++; !takesSeveral(f) {
				f = nil
			}
		}
	}
	return f
}

func named(flags []cli.Flag) (all []candidate) {
	for _, f := range flags {
		if f.Names()[0] == "help" {
			continue // which package cli adds to the command that is run
		}
		for _, n := range f.Names() {
			all = append(all, candidate{"--" + n, flagUsage(f)})
		}
	}
	return all
}

// flagUsage is a flag's usage without the marks around its placeholder.
func flagUsage(f cli.Flag) string {
	if d, ok := f.(cli.DocGenerationFlag); ok {
		return oneLine(strings.ReplaceAll(d.GetUsage(), "`", ""))
	}
	return ""
}

// placeholders of the flags whose usage lists their values: "`FORMAT` of the
// report: text (on standard error) or json". Others stand for what cannot be listed.
var placeholders = []string{"`FORMAT`", "`ROLE`", "`RULE`", "`COLUMN`"}

// aside is what a usage says in parentheses or after a semicolon.
var aside = regexp.MustCompile(` \([^)]*\)|;.*`)

// values are those of a flag, as its usage lists them.
func values(f cli.Flag) (all []string) {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return nil
	}
	if f.Names()[0] == "algorithm" {
		for _, a := range train.Algorithms() {
			all = append(all, a.Name)
		}
		return all
	}
	for _, p := range placeholders {
		if _, list, found := strings.Cut(d.GetUsage(), p); found {
			return words(aside.ReplaceAllString(list, ""))
		}
	}
	return nil
}

// words are the items of a list such as ": text, json or csv". The capital of
// precision=P stands for what is still to be typed.
func words(list string) (all []string) {
	if _, after, found := strings.Cut(list, ": "); found {
		list = after
	}
	for _, v := range strings.Split(strings.ReplaceAll(list, " or ", ", "), ", ") {
		if v = strings.TrimSpace(v); v != "" && !strings.Contains(v, " ") {
			all = append(all, strings.TrimSuffix(v, "P"))
		}
	}
	return all
}

// arguments are the words that a command takes by name.
func arguments(at *cli.Command) (all []candidate) {
	switch {
	case at == nil:
	case at.Name == "completion":
		for _, s := range shells {
			all = append(all, candidate{word: s})
		}
	case at.ArgsUsage == "NAME": // of a data set
		for _, s := range datasets.List() {
			all = append(all, candidate{s.Name, s.Title})
		}
	}
	return all
}

func starting(typed string, all []candidate) (out []candidate) {
	for _, c := range all {
		if strings.HasPrefix(c.word, typed) {
			out = append(out, c)
		}
	}
	return out
}

// joinEquals undoes what bash does to --format=csv: three words. The value is
// then completed as one of its own.
func joinEquals(words []string) (out []string) {
	for i, w := range words {
		if w == "=" && i > 0 && isFlag(words[i-1]) {
			if i+1 == len(words) {
				out = append(out, "")
			}
			continue
		}
		out = append(out, w)
	}
	return out
}

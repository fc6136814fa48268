// Command gen compiles the word lists into the table of words that package
// features embeds. Run it by go generate ./features.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/heboh/heboh/features/lexicon"
)

func main() {
	lists := flag.String("lists", "lexicon", "folder of the word lists")
	out := flag.String("out", "words.bin", "file to write")
	flag.Parse()
	if err := run(*lists, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(lists, out string) error {
	b, err := build(os.DirFS(lists))
	if err != nil {
		return err
	}
	table, err := b.table()
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}

// build adds every word of the lists, in a fixed order.
func build(lists fs.FS) (*builder, error) {
	b := &builder{masks: map[uint64]lexicon.Mask{}}
	entries, err := load(lists)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		for _, form := range e.forms() {
			b.add(form, e.mask)
		}
	}
	for _, list := range []struct {
		name string
		line func(string) error
	}{
		{"marks.txt", b.mark},
		{"common.txt", func(w string) error { b.add(w, lexicon.Common); return nil }},
		{"acronyms.txt", func(w string) error { b.add(strings.ToLower(w), lexicon.Acronym); return nil }},
	} {
		err := eachLine(lists, list.name, func(_ int, line string) error { return list.line(line) })
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// load reads the lists of all classes: by class, then Indonesian before English,
// then in the order of the file. A file of any other name is an error.
func load(lists fs.FS) (entries []entry, err error) {
	for class, name := range lexicon.ClassNames {
		for _, lang := range languages {
			mask := lexicon.Mask(1) << class
			if mask == lexicon.Function {
				mask = functionMarks[lang]
			}
			list, err := parse(lists, lang+"/"+name+".txt", lang)
			if err != nil {
				return nil, err
			}
			for _, e := range list {
				e.mask = mask
				entries = append(entries, e)
			}
		}
	}
	files, err := fs.Glob(lists, "[ei][nd]/*")
	if want := lexicon.NumClasses * len(languages); err == nil && len(files) != want {
		err = fmt.Errorf("%d lists, want %d: a list must have the name of a class and end in .txt", len(files), want)
	}
	return entries, err
}

var (
	languages     = [...]string{"id", "en"}
	functionMarks = map[string]lexicon.Mask{"id": lexicon.FunctionID, "en": lexicon.FunctionEN}
)

// Command gen compiles the word lists in the folder lexicon into words.bin, the
// table that package features embeds. Run it by go generate ./features.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/heboh/heboh/features/lexicon"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run() error {
	b, err := build(os.DirFS("lexicon"))
	if err != nil {
		return err
	}
	table, err := b.table()
	if err != nil {
		return err
	}
	return os.WriteFile("words.bin", table, 0o644)
}

// build adds every word of the lists, in a fixed order.
func build(lists fs.FS) (*builder, error) {
	b := &builder{masks: map[uint64]lexicon.Mask{}}
	entries, err := load(lists)
	for _, e := range entries {
		for _, form := range e.forms() {
			b.add(form, e.mask)
		}
	}
	return b, errors.Join(err,
		eachLine(lists, "marks.txt", b.addMarks),
		eachLine(lists, "common.txt", func(_ int, word string) error {
			b.add(word, lexicon.Common)
			return nil
		}),
		eachLine(lists, "acronyms.txt", func(_ int, word string) error {
			b.add(strings.ToLower(word), lexicon.Acronym)
			return nil
		}))
}

// load reads the lists of all classes: by class, then Indonesian before English,
// then in the order of the file. A file of any other name is an error.
func load(lists fs.FS) (entries []entry, err error) {
	for class, name := range lexicon.ClassNames {
		for _, lang := range languages {
			mask := lexicon.Mask(1) << class
			switch {
			case mask == lexicon.Function:
				mask = functionMarks[lang]
			case mask&lexicon.LoadedKinds != 0:
				mask |= lexicon.Loaded
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

package lexicon

import (
	"embed"
	"fmt"
	"sync"
)

//go:embed id/*.txt en/*.txt
var lists embed.FS

// languages are the folders, in the order in which Entries lists them.
var languages = [...]string{"id", "en"}

var loadOnce = sync.OnceValue(load)

// Entries returns all entries of all lists: by class, then Indonesian before
// English, then in the order of the file. The lists are parsed on the first
// call; every call returns the same slice, which must not be changed. It is safe
// for concurrent use.
func Entries() []Entry { return loadOnce() }

// load parses the embedded lists. They are part of the program and tested, so an
// error here is a fault of the build; the entries before it are kept.
func load() []Entry {
	all, _ := loadAll()
	return all
}

// loadAll parses the embedded lists without looking for repeated terms, which
// the tests do by Parse.
func loadAll() ([]Entry, error) {
	all := make([]Entry, 0, 8<<10)
	for c, class := range classNames {
		for _, lang := range languages {
			name := lang + "/" + class + ".txt"
			data, err := lists.ReadFile(name)
			if err != nil {
				return all, fmt.Errorf("embedded list: %w", err)
			}
			p := parser{name: name, lang: lang, class: Class(c)}
			if all, err = p.parse(all, string(data)); err != nil {
				return all, fmt.Errorf("embedded list: %w", err)
			}
		}
	}
	return all, nil
}

package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/heboh/heboh/cmd/internal/record"
)

// readmeText defines a template for each marked block of README.md.
//
//go:embed readme.md.tmpl
var readmeText string

// blocks renders what stands between the marks of README.md, by name.
func blocks(rec record.Record) (map[string]string, error) {
	t, err := template.New("").Funcs(functions(rec)).Parse(readmeText)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, b := range t.Templates() {
		if b.Name() == "" {
			continue
		}
		var text bytes.Buffer
		if err := b.Execute(&text, nil); err != nil {
			return nil, err
		}
		out[b.Name()] = strings.TrimSpace(text.String())
	}
	return out, nil
}

var (
	block = regexp.MustCompile(`(?s)<!-- report:([^ ]+) -->\n(.*?)<!-- /report -->`)
	mark  = regexp.MustCompile(`<!-- /?report\b[^>]*>`)
)

// fill replaces every marked block of a document by what the record renders. It
// refuses names that it does not know, marks without their other half and a
// document that lacks one of the blocks.
func fill(doc []byte, blocks map[string]string) ([]byte, error) {
	var problems []error
	seen := map[string]bool{}
	whole := block.FindAll(doc, -1)
	if n := len(mark.FindAll(doc, -1)); n != 2*len(whole) {
		problems = append(problems, fmt.Errorf("%d marks of %d blocks: each wants <!-- report:NAME --> and <!-- /report -->, on lines of their own", n, len(whole)))
	}
	out := block.ReplaceAllFunc(doc, func(b []byte) []byte {
		name := string(block.FindSubmatch(b)[1])
		text, ok := blocks[name]
		if !ok {
			problems = append(problems, fmt.Errorf("<!-- report:%s -->: no such block", name))
			return b
		}
		seen[name] = true
		return []byte("<!-- report:" + name + " -->\n" + text + "\n<!-- /report -->")
	})
	for _, name := range slices.Sorted(maps.Keys(blocks)) {
		if !seen[name] {
			problems = append(problems, fmt.Errorf("no block <!-- report:%s -->", name))
		}
	}
	return out, errors.Join(problems...)
}

// fillFile is fill on a file's text.
func fillFile(rec record.Record, path string) ([]byte, error) {
	doc, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	b, err := blocks(rec)
	if err != nil {
		return nil, err
	}
	out, err := fill(doc, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

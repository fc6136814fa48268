package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/heboh/heboh/model"
)

const recordFile = "docs/report/record.json"

//go:embed *.tmpl
var templates embed.FS

// render makes every file that follows from the record and the shipped model, by
// path. README.md is read from the folder root to replace its marked block.
func render(rec record, root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	var err error
	if files[recordFile], err = rec.bytes(); err != nil {
		return nil, err
	}
	for _, p := range plots {
		drawn, err := p.draw(rec)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if drawn != nil {
			if files["docs/report/"+p.name], err = png(drawn); err != nil {
				return nil, err
			}
		}
	}
	t, err := template.New("").Funcs(functions(rec)).ParseFS(templates, "*.tmpl")
	if err != nil {
		return nil, err
	}
	rendered := map[string][]byte{}
	for _, name := range []string{"report.md.tmpl", "card.md.tmpl", "readme.md.tmpl"} {
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, name, model.Default()); err != nil {
			return nil, err
		}
		rendered[name] = b.Bytes()
	}
	files["docs/report/README.md"], files["MODEL_CARD.md"] = rendered["report.md.tmpl"], rendered["card.md.tmpl"]
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	files["README.md"], err = fill(readme, rendered["readme.md.tmpl"])
	return files, err
}

// functions are what the templates call.
func functions(rec record) template.FuncMap {
	shown := func(section, table, row, column string) (string, error) {
		c, err := rec.table(section, table).cell(row, column)
		return c.show(column), err
	}
	return template.FuncMap{
		// table SECTION NAME TITLE is a table with the title over its first column.
		"table": func(section, name, first string) string { return rec.table(section, name).markdown(first) },
		// figure SECTION TABLE ROW COLUMN is one cell with its interval.
		"figure": shown,
		// short is figure without the interval.
		"short": func(section, table, row, column string) (string, error) {
			s, err := shown(section, table, row, column)
			s, _, _ = strings.Cut(s, " (")
			return s, err
		},
		"has":      func(section string) bool { return rec[section] != nil },
		"sections": func() []measurement { return measurements },
		"measured": func(section string) string {
			if s := rec[section]; s != nil {
				return s.Model
			}
			return "–"
		},
		// stored is an out-of-fold figure that training stored in the model.
		"stored": func(name string) string {
			if v, ok := model.Default().Info().Figures[name]; ok {
				return rate(v)
			}
			return "–"
		},
		"rate": rate,
	}
}

var block = regexp.MustCompile(`(?s)(<!-- report -->\n).*(<!-- /report -->)`)

// fill replaces the marked block of a document.
func fill(doc, text []byte) ([]byte, error) {
	place := block.FindSubmatchIndex(doc)
	if place == nil {
		return nil, errors.New("README.md: no block between <!-- report --> and <!-- /report -->")
	}
	return bytes.Join([][]byte{doc[:place[3]], bytes.TrimSpace(text), []byte("\n"), doc[place[4]:]}, nil), nil
}

// deliver writes what the record renders. With check it compares instead, and
// names each file that differs.
func deliver(rec record, root string, check bool) error {
	files, err := render(rec, root)
	if err != nil {
		return err
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path, data := filepath.Join(root, name), files[name]
		if !check {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				return err
			}
			continue
		}
		if have, err := os.ReadFile(path); err != nil || !bytes.Equal(have, data) {
			wrong = append(wrong, fmt.Errorf("%s differs; run without --check, look at the change and commit it", name))
		}
	}
	return errors.Join(wrong...)
}

package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/template"

	"github.com/heboh/heboh/cmd/internal/record"
)

const (
	recordName   = "record.json"
	documentName = "README.md"
)

//go:embed report.md.tmpl
var documentText string

// file is one that the record renders.
type file struct {
	path string
	data []byte
}

// render makes the files of the report from the record alone.
func render(rec record.Record, folder string) ([]file, error) {
	text, err := document(rec)
	if err != nil {
		return nil, err
	}
	json, err := rec.Bytes()
	if err != nil {
		return nil, err
	}
	files := []file{{filepath.Join(folder, recordName), json}, {filepath.Join(folder, documentName), text}}
	for _, p := range plots {
		data, err := p.draw(rec)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if data != nil {
			files = append(files, file{filepath.Join(folder, p.name), data})
		}
	}
	return files, nil
}

// functions are what the templates call.
func functions(rec record.Record) template.FuncMap {
	return template.FuncMap{
		// table SECTION NAME TITLE is a table with the title over its first column.
		"table": func(section, name, first string) string { return rec.Table(section, name).Markdown(first) },
		// figure SECTION TABLE ROW COLUMN is one cell, with its interval.
		"figure": func(section, table, row, column string) (string, error) {
			col, ok := record.Columns[column]
			if !ok {
				return "", fmt.Errorf("no column %q", column)
			}
			return col.Show(rec.Table(section, table).Cell(row, column)), nil
		},
		// short is figure without the interval.
		"short": func(section, table, row, column string) (string, error) {
			col, ok := record.Columns[column]
			if !ok {
				return "", fmt.Errorf("no column %q", column)
			}
			cell := rec.Table(section, table).Cell(row, column)
			cell.Numbers = cell.Numbers[:min(1, len(cell.Numbers))]
			return col.Show(cell), nil
		},
		// model SECTION is the version that was measured.
		"model": func(section string) string {
			if s := rec[section]; s != nil {
				return s.Model
			}
			return "–"
		},
		// has SECTION reports whether it was measured.
		"has": func(section string) bool { return rec[section] != nil },
		// sections are those of the command, with their cost.
		"sections": func() (out []map[string]string) {
			for _, s := range sections {
				out = append(out, map[string]string{"Name": s.name, "About": s.about, "Cost": s.cost})
			}
			return out
		},
	}
}

func document(rec record.Record) ([]byte, error) {
	t, err := template.New("report").Funcs(functions(rec)).Parse(documentText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, nil)
	return b.Bytes(), err
}

// deliver writes what the record renders; with check it compares instead.
func deliver(rec record.Record, o options) error {
	files, err := render(rec, o.out)
	if err != nil {
		return err
	}
	if o.readme != "" {
		filled, err := fillFile(rec, o.readme)
		if err != nil {
			return err
		}
		files = append(files, file{o.readme, filled})
	}
	if o.check {
		return compare(files)
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(f.path, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare fails for each file that is not what the record renders.
func compare(files []file) (err error) {
	for _, f := range files {
		have, e := os.ReadFile(f.path)
		if e == nil && !bytes.Equal(have, f.data) {
			e = fmt.Errorf("%s: not what the record renders; run go run ./cmd/report --render", f.path)
		}
		err = errors.Join(err, e)
	}
	return err
}

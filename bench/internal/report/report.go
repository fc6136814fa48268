// Package report writes Markdown tables and puts them into files, between
// marks.
package report

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"
)

// Table is a Markdown table. Every row has as many cells as Head; columns but
// the first are aligned to the right.
type Table struct {
	Head []string
	Rows [][]string
}

// Add appends a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// String is the table in Markdown, its columns as wide as their widest cell.
func (t *Table) String() string {
	width := make([]int, len(t.Head))
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(escape(cell)), 3)
		}
	}
	var b strings.Builder
	t.row(&b, t.Head, width)
	b.WriteString("|" + strings.Repeat("-", width[0]+2) + "|")
	for _, w := range width[1:] {
		b.WriteString(strings.Repeat("-", w+1) + ":|")
	}
	b.WriteByte('\n')
	for _, row := range t.Rows {
		t.row(&b, row, width)
	}
	return b.String()
}

func (t *Table) row(b *strings.Builder, cells []string, width []int) {
	for i, cell := range cells {
		cell = escape(cell)
		pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
		if i == 0 {
			fmt.Fprintf(b, "| %s%s |", cell, pad)
		} else {
			fmt.Fprintf(b, " %s%s |", pad, cell)
		}
	}
	b.WriteByte('\n')
}

func escape(cell string) string { return strings.ReplaceAll(cell, "|", `\|`) }

// marks are the lines around the block of that name.
func marks(name string) (open, end string) {
	return "<!-- bench:" + name + " -->\n", "<!-- /bench:" + name + " -->\n"
}

// Put replaces what stands between the marks of the block in text. A text
// without both marks stays as it is, and found is false.
func Put(text []byte, name, block string) (out []byte, found bool) {
	open, end := marks(name)
	i := bytes.Index(text, []byte(open))
	if i < 0 {
		return text, false
	}
	i += len(open)
	j := bytes.Index(text[i:], []byte(end))
	if j < 0 {
		return text, false
	}
	out = append(out, text[:i]...)
	out = append(out, strings.TrimRight(block, "\n")...)
	out = append(out, '\n')
	return append(out, text[i+j:]...), true
}

// Write puts the block into each of the files that has its marks, and returns
// the names of those.
func Write(files []string, name, block string) (written []string, err error) {
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return written, err
		}
		text, found := Put(text, name, block)
		if !found {
			continue
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return written, err
		}
		written = append(written, file)
	}
	return written, nil
}

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/heboh/heboh/bench/internal/corpus"
	"github.com/heboh/heboh/datasets"
)

// given are the titles that all others are made of.
func (b *bench) given() ([]datasets.Example, error) {
	if b.data == "" {
		return datasets.Sample(), nil
	}
	f, err := os.Open(b.data)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return datasets.Read(f, b.data, datasets.Options{})
}

// headlines makes the files of headlines, once a run. Another process does it,
// so that this one stays small; see measure.Run.
func (b *bench) headlines(ctx context.Context) error {
	if b.made {
		return nil
	}
	b.tell("   making %d headlines", b.rows)
	err := b.remake(ctx, "headlines", b.work, strconv.Itoa(b.rows))
	b.made = err == nil
	return err
}

// remake calls this program again for make.
func (b *bench) remake(ctx context.Context, args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	_, err = b.output(ctx, "", self, append([]string{"-data", b.data, "-seed", strconv.FormatUint(b.seed, 10), "make"}, args...)...)
	return err
}

// make is the inner command: make headlines FOLDER ROWS, or make rows FILE ROWS.
func (b *bench) make(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("make %v: three arguments are wanted", args)
	}
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	given, err := b.given()
	if err != nil {
		return err
	}
	m, err := corpus.New(given, b.seed)
	if err != nil {
		return err
	}
	if args[0] == "rows" {
		made, err := m.Examples(n)
		if err != nil {
			return err
		}
		return writeRows(args[1], made)
	}
	if err := writeRows(filepath.Join(args[1], "given.tsv"), given); err != nil {
		return err
	}
	if err := writeLabelled(filepath.Join(args[1], "given.ft"), given); err != nil {
		return err
	}
	return writeHeadlines(args[1], m, n)
}

func writeRows(path string, rows []datasets.Example) error {
	return create(path, func(w *bufio.Writer) error { return datasets.WriteTSV(w, rows) })
}

// writeLabelled writes fastText's format of training data.
func writeLabelled(path string, rows []datasets.Example) error {
	return create(path, func(w *bufio.Writer) error {
		for _, e := range rows {
			fmt.Fprintf(w, "__label__%d %s\n", e.Label, tokens(e.Text))
		}
		return nil
	})
}

// Forms of the headlines, which are the names of files' ends.
const (
	jsonLines  = "jsonl" // {"id":1,"text":"…"}
	plainLines = "txt"
	tokenLines = "tok" // lower case, a space around each sign
)

// writeHeadlines writes n headlines in each form to headlines.FORM, and their
// halves to first.FORM and second.FORM.
func writeHeadlines(dir string, m *corpus.Maker, n int) error {
	lines := make([]string, 0, n)
	for title := range m.Titles(n) {
		lines = append(lines, title)
	}
	for name, span := range map[string][2]int{"headlines": {0, n}, "first": {0, n / 2}, "second": {n / 2, n}} {
		for _, form := range []string{jsonLines, plainLines, tokenLines} {
			err := create(filepath.Join(dir, name+"."+form), func(w *bufio.Writer) error {
				for i := span[0]; i < span[1]; i++ {
					if err := writeLine(w, form, i, lines[i]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func writeLine(w *bufio.Writer, form string, id int, title string) error {
	switch form {
	case jsonLines:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(struct {
			ID   int    `json:"id"`
			Text string `json:"text"`
		}{id, title})
	case tokenLines:
		fmt.Fprint(w, tokens(title))
	default:
		fmt.Fprint(w, title)
	}
	return w.WriteByte('\n')
}

// tokens is the title as fastText wants it: in lower case, a space around
// every sign, so that its command need not cut words itself.
func tokens(title string) string {
	var b strings.Builder
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) || unicode.IsMark(r) {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteString(" " + string(r) + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// create writes a file by way of a buffer.
func create(path string, write func(*bufio.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// Command titlecheck reports every file that contains a title of the training
// data: other people's sentences must not be committed. The names of the files
// come on standard input, separated by NUL:
//
//	git ls-files -z | go run ./cmd/internal/titlecheck ../shared/data
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

const (
	// wholeWords is the fewest words of a title that must not be a line, a field
	// or a quoted string. Shorter ones are phrases anybody may write.
	wholeWords = 5
	// insideWords is the fewest words of a title that must not occur in a line.
	insideWords = 7
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: git ls-files -z | titlecheck FOLDER-OF-TRAINING-DATA")
		os.Exit(2)
	}
	found, err := run(os.Args[1], os.Stdin, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "titlecheck:", err)
	}
	if err != nil || found > 0 {
		os.Exit(1)
	}
}

// run checks the files named on in and returns how many titles it found.
func run(data string, in io.Reader, out io.Writer) (found int, err error) {
	t, err := readTitles(data)
	if err != nil {
		return 0, err
	}
	names, err := io.ReadAll(in)
	if err != nil {
		return 0, err
	}
	files := strings.FieldsFunc(string(names), func(r rune) bool { return r == 0 })
	for _, name := range files {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) || bytes.IndexByte(text, 0) >= 0 {
			continue // deleted, or not text
		}
		if err != nil {
			return found, err
		}
		for i, line := range strings.Split(string(text), "\n") {
			for _, title := range t.in(line) {
				fmt.Fprintf(out, "%s:%d: title of the training data: %s\n", name, i+1, title)
				found++
			}
		}
	}
	fmt.Fprintf(out, "%d titles, %d files, %d found\n", len(t.known), len(files), found)
	return found, nil
}

// titles are the titles of the training data, as words joined by spaces. Case and
// punctuation do not count.
type titles struct {
	known   map[string]bool
	lengths map[string][]int // first wholeWords words -> lengths of the titles that begin so
}

// readTitles reads the column text of every TSV file in the folder and one level
// below it. Files without that column are ignored.
func readTitles(folder string) (*titles, error) {
	t := &titles{lengths: map[string][]int{}, known: map[string]bool{}}
	for _, pattern := range []string{"*.tsv", "*/*.tsv"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			head, rows, _ := strings.Cut(string(text), "\n")
			column := slices.Index(strings.Split(head, "\t"), "text")
			for row := range strings.SplitSeq(rows, "\n") {
				if fields := strings.Split(row, "\t"); column >= 0 && column < len(fields) {
					t.add(words(fields[column]))
				}
			}
		}
	}
	if len(t.known) == 0 {
		return nil, fmt.Errorf("%s: no TSV files with titles in a column named text", folder)
	}
	return t, nil
}

func (t *titles) add(w []string) {
	if len(w) < wholeWords {
		return
	}
	t.known[strings.Join(w, " ")] = true
	if start := strings.Join(w[:wholeWords], " "); !slices.Contains(t.lengths[start], len(w)) {
		t.lengths[start] = append(t.lengths[start], len(w))
	}
}

// in returns the titles that a line holds: whole fields and quoted strings, or
// long titles inside them.
func (t *titles) in(line string) (found []string) {
	for field := range strings.SplitSeq(strings.ReplaceAll(line, `\n`, "\n"), "\t") {
		isQuote := func(r rune) bool { return strings.ContainsRune("\"`|<>{}\n", r) }
		for _, part := range append(strings.FieldsFunc(field, isQuote), field) {
			w := words(part)
			for i := 0; i+wholeWords <= len(w); i++ {
				for _, n := range t.lengths[strings.Join(w[i:i+wholeWords], " ")] {
					if i+n > len(w) || n < insideWords && n < len(w) {
						continue
					}
					if title := strings.Join(w[i:i+n], " "); t.known[title] && !slices.Contains(found, title) {
						found = append(found, title)
					}
				}
			}
		}
	}
	return found
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) })
}

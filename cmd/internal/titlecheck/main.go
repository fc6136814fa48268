// Command titlecheck reports every file of the project that contains a title of
// the training data: other people's sentences must not be committed. Run it at
// the root of the project, with the names of the files to check on standard
// input, separated by NUL or newline:
//
//	git ls-files -z | go run ./cmd/internal/titlecheck ../shared/data
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// A title of at least this many words must not be a line, a field or a quoted
// string. Shorter ones are phrases anybody may write.
const wholeWords = 5

// A title of at least this many words must not occur anywhere in a line.
const insideWords = 7

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
	t := &titles{lengths: map[string][]int{}, known: map[string]bool{}}
	if err := t.readFolder(data); err != nil {
		return 0, err
	}
	names, err := io.ReadAll(in)
	if err != nil {
		return 0, err
	}
	files := bytes.FieldsFunc(names, func(r rune) bool { return r == 0 || r == '\n' })
	for _, name := range files {
		text, err := os.ReadFile(string(name))
		if os.IsNotExist(err) {
			continue // deleted, but not yet committed
		}
		if err != nil {
			return found, err
		}
		if bytes.IndexByte(text, 0) >= 0 {
			continue // not text
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			for _, title := range t.in(line) {
				fmt.Fprintf(out, "%s:%d: title of the training data: %s\n", name, n, title)
				found++
			}
		}
	}
	fmt.Fprintf(out, "%d titles, %d files, %d found\n", len(t.known), len(files), found)
	return found, nil
}

// titles are the titles of the training data. Case and punctuation do not count.
type titles struct {
	known   map[string]bool  // words joined by spaces
	lengths map[string][]int // first wholeWords words -> lengths of titles of insideWords or more
}

// readFolder reads the column text of every TSV file in the folder and in the
// folders below it. Files without that column are ignored.
func (t *titles) readFolder(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return err
	}
	below, err := filepath.Glob(filepath.Join(folder, "*", "*.tsv"))
	if err != nil {
		return err
	}
	for _, file := range append(files, below...) {
		if err := t.readFile(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if len(t.known) == 0 {
		return fmt.Errorf("%s: no titles; expected TSV files with a column named text", folder)
	}
	return nil
}

func (t *titles) readFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	if !lines.Scan() {
		return lines.Err()
	}
	column := slices.Index(strings.Split(lines.Text(), "\t"), "text")
	for column >= 0 && lines.Scan() {
		if fields := strings.Split(lines.Text(), "\t"); column < len(fields) {
			t.add(words(fields[column]))
		}
	}
	return lines.Err()
}

func (t *titles) add(w []string) {
	title := strings.Join(w, " ")
	if len(w) < wholeWords || t.known[title] {
		return
	}
	t.known[title] = true
	if start := strings.Join(w[:wholeWords], " "); len(w) >= insideWords && !slices.Contains(t.lengths[start], len(w)) {
		t.lengths[start] = append(t.lengths[start], len(w))
	}
}

// in returns the titles found in a line: whole fields and quoted strings, then
// long titles inside a field.
func (t *titles) in(line string) (found []string) {
	for field := range strings.SplitSeq(line, "\t") {
		if title := strings.Join(words(field), " "); t.known[title] {
			found = append(found, title)
			continue
		}
		n := len(found)
		for quoted := range strings.FieldsFuncSeq(strings.ReplaceAll(field, `\n`, "\n"), isQuote) {
			if title := strings.Join(words(quoted), " "); t.known[title] {
				found = append(found, title)
			}
		}
		if len(found) == n {
			found = append(found, t.inside(words(field))...)
		}
	}
	return found
}

func isQuote(r rune) bool { return strings.ContainsRune("\"`|<>{}\n", r) }

// inside returns the titles of insideWords or more among the words.
func (t *titles) inside(w []string) (found []string) {
	for i := 0; i+insideWords <= len(w); i++ {
		for _, n := range t.lengths[strings.Join(w[i:i+wholeWords], " ")] {
			if i+n <= len(w) {
				if title := strings.Join(w[i:i+n], " "); t.known[title] {
					found = append(found, title)
				}
			}
		}
	}
	return found
}

// words are the lower-case runs of letters, marks and digits.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

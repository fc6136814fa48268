package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// tsv reads tab-separated rows without quoting.
type tsv struct {
	lines  lines
	header header
}

func newTSV(br *bufio.Reader, o Options) (*tsv, error) {
	t := &tsv{lines: lines{r: br}}
	first, err := headerLine(&t.lines)
	if err != nil {
		return nil, err
	}
	t.header, err = o.matchColumns(strings.Split(first, "\t"))
	return t, atLine(err, t.lines.line)
}

func (t *tsv) next() (row, error) {
	text, err := nextFull(&t.lines)
	if err != nil {
		return row{}, err
	}
	values := strings.Split(string(text), "\t")
	if err := countFields(t.header, values, t.lines.line); err != nil {
		return row{}, err
	}
	return t.header.fill(t.lines.line, values), nil
}

var errNotText = errors.New("holds NUL bytes: not text, or UTF-16 without a byte-order mark; save it as UTF-8")

// headerLine returns the first line that is not blank.
func headerLine(l *lines) (string, error) {
	text, err := nextFull(l)
	switch {
	case err == io.EOF:
		return "", errors.New("empty; wanted a header with the columns text and label")
	case err != nil:
		return "", err
	case bytes.IndexByte(text, 0) >= 0:
		return "", errNotText
	}
	return string(text), nil
}

// nextFull returns the next line that is not blank; the error is one that a
// source may return.
func nextFull(l *lines) ([]byte, error) {
	for {
		text, err := l.next()
		if err != nil {
			return nil, lineProblem(l, err)
		}
		if len(bytes.TrimSpace(text)) > 0 {
			return text, nil
		}
	}
}

// countFields refuses a row that is wider or narrower than its header: its
// values would stand under the wrong names.
func countFields(h header, values []string, line int) error {
	if len(values) == len(h.fields) {
		return nil
	}
	return &LineError{Line: line, Msg: fmt.Sprintf("%d fields where the header has %d; the row is skipped", len(values), len(h.fields))}
}

// atLine places an error, nil included.
func atLine(err error, line int) error {
	if err == nil {
		return nil
	}
	return &LineError{Line: line, Msg: err.Error(), Err: err}
}

package datasets

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// WriteTSV writes examples as tab-separated values with a header and without
// quoting: text and label, and those of the other columns that any example
// needs. Read returns the same examples but for File and Line. A text that no
// TSV line can hold, which no reader of this package produces, is an error.
func WriteTSV(w io.Writer, examples []Example) error {
	used, cells := used(examples), Columns(examples)
	out := bufio.NewWriter(w)
	writeLine(out, cells)
	for n := range examples {
		for i, c := range used {
			cells[i], _ = c.text(&examples[n])
			if strings.ContainsAny(cells[i], "\t\r\n") || i == int(fText) && strings.TrimSpace(cells[i]) == "" {
				return errors.Join(out.Flush(), fmt.Errorf("example %d: field %q: %s cannot stand on a TSV line; write JSON Lines instead", n+1, c.name, short(cells[i])))
			}
		}
		writeLine(out, cells)
	}
	return out.Flush()
}

// Columns names the columns that WriteTSV writes for the examples.
func Columns(examples []Example) (names []string) {
	for _, c := range used(examples) {
		names = append(names, c.name)
	}
	return names
}

// used are text and label, and the other columns that any example needs.
func used(examples []Example) (used []column) {
	for f, c := range columns {
		needed := f <= int(fLabel)
		for i := 0; i < len(examples) && !needed; i++ {
			_, needed = c.text(&examples[i])
		}
		if needed {
			used = append(used, c)
		}
	}
	return used
}

// writeLine writes one row of TSV. A bufio.Writer remembers its first error
// and Flush returns it.
func writeLine(out *bufio.Writer, cells []string) {
	_, _ = out.WriteString(strings.Join(cells, "\t") + "\n")
}

// WriteJSONL writes examples as JSON Lines, leaving out what an example does not
// have. Read returns the same examples but for File and Line.
func WriteJSONL(w io.Writer, examples []Example) error {
	out := bufio.NewWriter(w)
	var line []byte
	for n := range examples {
		e := &examples[n]
		line = append(line[:0], '{')
		for f, c := range columns {
			value, needed := c.text(e)
			if !needed && f != int(fText) {
				continue
			}
			if f != int(fText) {
				line = append(line, ',')
			}
			line = append(records.AppendString(line, c.name), ':')
			if c.quoted {
				line = records.AppendString(line, value)
			} else {
				line = append(line, value...)
			}
		}
		_, _ = out.Write(append(line, '}', '\n')) // Flush returns the error
	}
	return out.Flush()
}

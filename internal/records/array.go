package records

import "bytes"

// arraySep takes the place of the commas between the values of a JSON array.
// JSON allows this control character nowhere.
const arraySep = 0x1e

// array finds the commas between the values of a JSON array that arrives in
// parts.
type array struct {
	depth           int
	quoted, escaped bool
	ended           bool
	trailing        bool // something stands after the end
}

// splitArray recognises a JSON array by the first character of the input and
// puts arraySep after each of its values in buf, from old on.
func (r *Reader) splitArray(old int) {
	if start := bytes.TrimLeft(r.buf, " \t\r\n"); !r.begun && len(start) > 0 {
		r.begun = true
		if r.format == JSONL && start[0] == '[' {
			old = len(r.buf) - len(start)
			r.buf[old] = ' '
			r.array, r.sep = &array{depth: 1}, arraySep
		}
	}
	if r.array != nil {
		r.array.split(r.buf[old:])
	}
}

func (a *array) split(part []byte) {
	for i, c := range part {
		switch {
		case a.escaped:
			a.escaped = false
		case a.quoted:
			a.escaped = c == '\\'
			a.quoted = c != '"'
		case a.ended:
			if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
				a.trailing = true
				part[i] = ' '
			}
		case c == '"':
			a.quoted = true
		case c == '[' || c == '{':
			a.depth++
		case c == ']' || c == '}':
			if a.depth--; a.depth == 0 {
				a.ended = true
				part[i] = arraySep
			}
		case c == ',' && a.depth == 1:
			part[i] = arraySep
		}
	}
}

// bad says what is wrong with the array as a whole once all of it was read.
func (a *array) bad(line int) *Problem {
	switch {
	case !a.ended:
		return &Problem{Line: line, Msg: "the JSON array has no end; fetch the file again"}
	case a.trailing:
		return &Problem{Line: line, Msg: "text after the JSON array; a file holds one array, or one object per line"}
	}
	return nil
}

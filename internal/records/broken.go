package records

import "bytes"

// broken deals with a record that does not end: a line that is too long is
// skipped to its end; of a quote that is never closed the line alone is given
// up, and reading goes on after it.
func (r *Reader) broken(b *Batch) {
	msg := tooLong().Msg
	if bytes.IndexByte(r.buf, '\n') >= 0 {
		msg = errOpenQuote.Error()
	}
	b.Problems = append(b.Problems, &Problem{File: r.name, Line: r.line, Msg: msg})
	r.skip = true
	r.skipped()
}

// skipped drops the rest of a line that is too long; false: it goes on.
func (r *Reader) skipped() bool {
	end := bytes.IndexByte(r.buf, '\n')
	if end < 0 {
		r.buf = r.buf[:0]
		if r.eof {
			r.end()
		}
		return false
	}
	r.buf = append(r.buf[:0], r.buf[end+1:]...)
	r.line++
	r.skip = false
	return true
}

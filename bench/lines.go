package main

import (
	"bytes"
	"io"
)

// copyLines copies at most n whole lines and returns how many it copied. The
// input ends with an end of line.
func copyLines(w io.Writer, r io.Reader, n int) (copied int, err error) {
	buf := make([]byte, 256<<10)
	for copied < n {
		k, err := r.Read(buf)
		if k > 0 {
			part := buf[:k]
			lines := bytes.Count(part, []byte("\n"))
			if copied+lines >= n {
				part = part[:endOf(part, n-copied)]
				lines = n - copied
			}
			if _, err := w.Write(part); err != nil {
				return copied, err
			}
			copied += lines
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return copied, err
		}
	}
	return copied, nil
}

// endOf is the place after the n-th line of text, which has that many.
func endOf(text []byte, n int) int {
	end := 0
	for range n {
		end += bytes.IndexByte(text[end:], '\n') + 1
	}
	return end
}

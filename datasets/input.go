package datasets

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zipMagic  = []byte("PK\x03\x04")
)

// sniffSize is how much of the start of a file is looked at; the header line
// of any sensible file fits.
const sniffSize = 4096

// open undoes gzip, caps the size, strips a byte-order mark and turns UTF-16
// that carries one into UTF-8.
func open(r io.Reader, maxBytes int64) (*bufio.Reader, error) {
	if maxBytes <= 0 {
		maxBytes = DefaultMaxBytes
	}
	br := bufio.NewReader(r)
	start, err := br.Peek(len(gzipMagic))
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("cannot be read: %w", err)
	}
	var plain io.Reader = br
	if bytes.Equal(start, gzipMagic) {
		if plain, err = gzip.NewReader(br); err != nil {
			return nil, fmt.Errorf("looks like gzip but cannot be opened: %w", err)
		}
	}
	plain = &capped{r: plain, left: maxBytes, limit: maxBytes}
	utf8 := transform.NewReader(plain, unicode.BOMOverride(encoding.Nop.NewDecoder()))
	return bufio.NewReaderSize(utf8, 64<<10), nil
}

// sniff guesses the format from the first bytes.
func sniff(br *bufio.Reader) Format {
	start, _ := br.Peek(sniffSize)
	if bytes.HasPrefix(start, zipMagic) {
		return ClickID
	}
	start = bytes.TrimLeft(start, " \t\r\n")
	if bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("[")) {
		return JSONL
	}
	header, _, _ := bytes.Cut(start, []byte("\n"))
	if bytes.ContainsRune(header, '\t') {
		return TSV
	}
	return CSV
}

// capped fails, rather than ends, once more than limit bytes have come.
type capped struct {
	r           io.Reader
	left, limit int64
}

func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	if int64(n) > c.left {
		n, c.left = int(c.left), 0
		return n, fmt.Errorf("holds more than %d bytes once decompressed; raise Options.MaxBytes or split it", c.limit)
	}
	c.left -= int64(n)
	return n, err
}

// errTooLong marks a line that was skipped; reading can go on.
var errTooLong = errors.New("line too long")

// lines cuts input into lines of at most MaxLine bytes, without their ends.
type lines struct {
	r    *bufio.Reader
	line int    // number of the line last returned
	buf  []byte // reused
}

// next returns the next line, valid until the next call. The error is io.EOF
// at the end, errTooLong for a skipped line, or what the input failed with; a
// line cut short by a failure is not returned, it might be half a headline.
func (l *lines) next() ([]byte, error) {
	l.buf = l.buf[:0]
	long, any := false, false
	for {
		part, err := l.r.ReadSlice('\n')
		any = any || len(part) > 0
		if !long {
			l.buf = append(l.buf, part...)
			long = len(l.buf) > MaxLine+len("\r\n")
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && (err != io.EOF || !any) {
			return nil, err
		}
		break
	}
	l.line++
	text := bytes.TrimSuffix(bytes.TrimSuffix(l.buf, []byte("\n")), []byte("\r"))
	if long || len(text) > MaxLine {
		return nil, errTooLong
	}
	return text, nil
}

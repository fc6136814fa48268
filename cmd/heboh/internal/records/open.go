package records

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Input is one file, or a stream under a name.
type Input struct {
	Name   string
	Stream io.Reader // nil: the file called Name
}

// marks are what a file may begin with; only these are waited for, so that a
// person who types is answered line by line.
var marks = [][]byte{
	[]byte("\x1f\x8b"), []byte("\xef\xbb\xbf"), []byte("\xff\xfe"), []byte("\xfe\xff"), []byte("PK\x03\x04"),
}

var errDirectory = errors.New("is a directory; name a file in it, or several by a pattern")

// open opens the input and undoes gzip, a byte-order mark and UTF-16.
func (in Input) open(count func(int)) (io.Reader, io.Closer, error) {
	var r io.Reader
	var c io.Closer
	if r = in.Stream; r == nil {
		f, err := os.Open(in.Name)
		if err != nil {
			return nil, nil, err
		}
		if info, err := f.Stat(); err == nil && info.IsDir() {
			f.Close()
			return nil, nil, errDirectory
		}
		r, c = f, f
	}
	r, err := decode(&counted{r, count})
	if err != nil && c != nil {
		c.Close()
	}
	return r, c, err
}

func decode(r io.Reader) (io.Reader, error) {
	start, err := begin(r)
	if err != nil {
		return nil, err
	}
	whole := io.MultiReader(bytes.NewReader(start), r)
	switch {
	case bytes.HasPrefix(start, marks[0]):
		plain, err := gzip.NewReader(whole)
		if err != nil {
			return nil, errors.New("looks like gzip but cannot be unpacked; check that it is complete")
		}
		return decode(plain)
	case bytes.HasPrefix(start, marks[1]):
		return io.MultiReader(bytes.NewReader(start[3:]), r), nil
	case bytes.HasPrefix(start, marks[2]), bytes.HasPrefix(start, marks[3]):
		return transform.NewReader(whole, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), nil
	case bytes.HasPrefix(start, marks[4]):
		return nil, errors.New("is a workbook or a zip archive, not text; save it as CSV (public sets: heboh datasets import)")
	case bytes.IndexByte(start, 0) >= 0:
		return nil, errors.New("is not text, or UTF-16 without a mark; convert it with iconv -f UTF-16 -t UTF-8")
	}
	return whole, nil
}

// begin reads the first bytes, as many as come at once, and more only while
// they could be the beginning of a mark.
func begin(r io.Reader) ([]byte, error) {
	start := make([]byte, 0, 4096)
	for {
		n, err := r.Read(start[len(start):cap(start)])
		start = start[:len(start)+n]
		if err == io.EOF || (err == nil && !couldBeMark(start)) {
			return start, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func couldBeMark(start []byte) bool {
	for _, m := range marks {
		if len(start) < len(m) && bytes.HasPrefix(m, start) {
			return true
		}
	}
	return false
}

// counted tells how many bytes were read.
type counted struct {
	io.Reader
	count func(int)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if n > 0 && c.count != nil {
		c.count(n)
	}
	return n, err
}

package records

import (
	"bytes"
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
	[]byte("\xef\xbb\xbf"), []byte("\xff\xfe"), []byte("\xfe\xff"), []byte("PK\x03\x04"), parquetMark,
	gzipMark, zstdMark,
}

var errDirectory = errors.New("is a directory; name a file in it, or several by a pattern")

// open opens the input and undoes compression, a byte-order mark and UTF-16.
func (in Input) open(count func(int)) (io.Reader, io.Closer, error) {
	r, c, err := in.raw()
	if err != nil {
		return nil, nil, err
	}
	plain, err := Unpack(&counted{r, count})
	if err != nil {
		c.Close()
		return nil, nil, err
	}
	c = closers{plain, c}
	text, err := decode(plain)
	if err != nil {
		c.Close()
		return nil, nil, err
	}
	return text, c, nil
}

// raw opens the input as it is. Closing a stream that was handed in does
// nothing.
func (in Input) raw() (io.Reader, io.Closer, error) {
	if in.Stream != nil {
		return in.Stream, closers{}, nil
	}
	f, err := os.Open(in.Name)
	if err != nil {
		return nil, nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, nil, errDirectory
	}
	return f, f, nil
}

// Open opens the input and undoes gzip and zstd.
func (in Input) Open() (io.ReadCloser, error) {
	r, c, err := in.raw()
	if err != nil {
		return nil, err
	}
	plain, err := Unpack(r)
	if err != nil {
		c.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{plain, closers{plain, c}}, nil
}

// closers are closed one after the other.
type closers []io.Closer

func (all closers) Close() error {
	var errs []error
	for _, c := range all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// decode undoes a byte-order mark and UTF-16, and refuses what is no text.
func decode(r io.Reader) (io.Reader, error) {
	start, err := begin(r)
	if err != nil {
		return nil, err
	}
	whole := io.MultiReader(bytes.NewReader(start), r)
	switch {
	case bytes.HasPrefix(start, marks[0]):
		return io.MultiReader(bytes.NewReader(start[3:]), r), nil
	case bytes.HasPrefix(start, marks[1]), bytes.HasPrefix(start, marks[2]):
		return transform.NewReader(whole, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()), nil
	case bytes.HasPrefix(start, marks[3]):
		return nil, errors.New("is a workbook or a zip archive, not text; save it as CSV (public sets: heboh datasets import)")
	case bytes.HasPrefix(start, parquetMark):
		return nil, errors.New("is a Parquet file, which is read from its end; give it as a file, not compressed, with --input parquet")
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

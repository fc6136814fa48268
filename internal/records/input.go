package records

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Input is a file, or a stream with a name.
type Input struct {
	Name   string
	Stream io.Reader // nil: the file called Name
	Plain  bool      // UTF-8 text: compression, UTF-16 and workbooks are not looked for
}

const (
	// maxLayers bounds nested compression; a file can unpack to itself forever.
	maxLayers = 3
	// maxWindow bounds the memory of unpacking zstd: what zstd --long makes.
	maxWindow = 128 << 20
)

var (
	gzipMark    = []byte("\x1f\x8b")
	zstdMark    = []byte("\x28\xb5\x2f\xfd")
	zipMark     = []byte("PK\x03\x04")
	parquetMark = []byte("PAR1")
	oleMark     = []byte("\xd0\xcf\x11\xe0")
	utf8Mark    = []byte("\xef\xbb\xbf")
	utf16Marks  = [2][]byte{[]byte("\xfe\xff"), []byte("\xff\xfe")} // big endian, little endian
	labelMark   = []byte("__label__")                               // of fastText
)

// marks are what decides how a file is read. Input is awaited only while it
// could be the start of one, so that a person who types gets an answer to
// every line.
var marks = [][]byte{utf8Mark, utf16Marks[0], utf16Marks[1], zipMark, parquetMark, gzipMark, zstdMark, oleMark, labelMark}

var errDirectory = errors.New("is a directory; name a file in it, or several by a pattern")

// raw opens the input as it is. Closing a given stream does nothing.
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

// Open opens the input and undoes gzip and zstd, unless it is plain.
func (in Input) Open() (io.ReadCloser, error) {
	r, c, err := in.raw()
	if err != nil {
		return nil, err
	}
	if in.Plain {
		return stream{r, c}, nil
	}
	plain, err := unpack(r)
	if err != nil {
		c.Close()
		return nil, err
	}
	return stream{plain, closers{plain, c}}, nil
}

type stream struct {
	io.Reader
	io.Closer
}

// closers are closed in turn.
type closers []io.Closer

func (all closers) Close() error {
	var errs []error
	for _, c := range all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// peek returns a stream with the bytes that it starts with: what comes at once,
// at least two, and more only while they could be the start of a mark.
func peek(r io.Reader) (*bufio.Reader, []byte, error) {
	b := bufio.NewReader(r)
	_, err := b.Peek(2)
	for err == nil && couldBeMark(buffered(b)) {
		_, err = b.Peek(b.Buffered() + 1)
	}
	if err == io.EOF {
		err = nil
	}
	return b, buffered(b), err
}

func buffered(b *bufio.Reader) []byte {
	start, _ := b.Peek(b.Buffered()) // it is there
	return start
}

func couldBeMark(start []byte) bool {
	return slices.ContainsFunc(marks, func(m []byte) bool { return len(start) < len(m) && bytes.HasPrefix(m, start) })
}

// unpacked is a stream with layers of compression taken off. Closing it frees
// the memory of unpacking and leaves the stream below open.
type unpacked struct {
	*bufio.Reader
	start []byte // valid until the first read
	closers
	layers int
}

// unpack undoes gzip and zstd, recognised by their first bytes whatever the
// stream is called. Memory stays bounded whatever the stream claims; the
// caller bounds the length of what comes out.
func unpack(r io.Reader) (*unpacked, error) {
	u := &unpacked{}
	var err error
	for u.Reader, u.start, err = peek(r); err == nil; u.layers++ {
		var plain io.Reader
		switch {
		case bytes.HasPrefix(u.start, gzipMark):
			plain, err = gzip.NewReader(u.Reader)
		case bytes.HasPrefix(u.start, zstdMark):
			var z *zstd.Decoder
			if z, err = zstd.NewReader(u.Reader, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow)); err == nil {
				u.closers, plain = append(u.closers, z.IOReadCloser()), z
			}
		default:
			return u, nil
		}
		switch {
		case err != nil:
			err = errors.New("looks like gzip or zstd but cannot be unpacked; check that it is complete")
		case u.layers == maxLayers:
			err = fmt.Errorf("is compressed more than %d times over; unpack it first", maxLayers)
		default:
			u.Reader, u.start, err = peek(damaged{plain})
		}
	}
	u.Close()
	return nil, err
}

// damaged rewords the errors of unpacking.
type damaged struct{ io.Reader }

func (d damaged) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		err = fmt.Errorf("needs more than %d MiB to be unpacked; compress it again without --long", maxWindow>>20)
	case err != nil && err != io.EOF:
		err = fmt.Errorf("the compressed data ends early or is damaged (%w); fetch it again", err)
	}
	return n, err
}

// decode turns UTF-16, with a byte-order mark or without, into UTF-8, drops the
// mark, which it reports, and refuses what is not text.
func decode(r io.Reader) (b *bufio.Reader, mark bool, err error) {
	b, start, err := peek(r)
	order := byteOrder(start)
	switch {
	case err != nil:
		return nil, false, err
	case bytes.HasPrefix(start, utf8Mark):
		mark = true
		_, err = b.Discard(len(utf8Mark))
	case order >= 0:
		mark = bytes.HasPrefix(start, utf16Marks[order])
		endian := []unicode.Endianness{unicode.BigEndian, unicode.LittleEndian}[order]
		b, _, err = peek(transform.NewReader(b, unicode.UTF16(endian, unicode.UseBOM).NewDecoder()))
	case bytes.HasPrefix(start, oleMark):
		err = errors.New("is a file of Excel 97–2003 (.xls) or its like; save it as .xlsx or as CSV")
	case bytes.IndexByte(start, 0) >= 0:
		err = errors.New("holds NUL bytes, so it is not text; save it as UTF-8 text")
	}
	return b, mark, err
}

// byteOrder is 0 for big-endian and 1 for little-endian UTF-16, -1 for
// anything else. Without a mark, Latin text in UTF-16 shows by its zeros: many,
// all of them at even places or all at odd ones.
func byteOrder(start []byte) int {
	for order, mark := range utf16Marks {
		if bytes.HasPrefix(start, mark) {
			return order
		}
	}
	var zeros [2]int
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	for order := range zeros {
		if 4*zeros[order] > len(start) && zeros[1-order] == 0 {
			return order
		}
	}
	return -1
}

// counted reports how many bytes are read, and fails once more than left come.
type counted struct {
	io.Reader
	count func(int)
	left  int64
	limit int64 // 0: none
}

func (c *counted) Read(p []byte) (int, error) {
	if c.limit > 0 && int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.Reader.Read(p)
	if n > 0 && c.count != nil {
		c.count(n)
	}
	if c.left -= int64(n); c.limit > 0 && c.left < 0 {
		return n - 1, fmt.Errorf("holds more than %d bytes once unpacked; split it", c.limit)
	}
	return n, err
}

// Package warc reads the files of web crawls: WARC, which holds pages as they
// were sent, and WAT, which holds what a crawler noted of each page's links, in
// records of their own (ISO 28500).
//
//	r := warc.NewReader(f)
//	for rec := (warc.Record{}); ; {
//		err := r.Next(&rec) // io.EOF at the end; after a *RecordError it goes on
//		body, contentType, err := rec.Document()
//		page, err := links.Extract(body, contentType, rec.URL)
//	}
//
// A file is read once from start to end, in bounded memory, whatever it claims:
// records longer than MaxRecord are passed over. A damaged record costs no other.
package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"

	"github.com/klauspost/compress/gzip"
)

// MaxRecord bounds a record's block in bytes, before content encodings are undone.
const MaxRecord = 10 << 20

const (
	maxHeader = 64 << 10 // of a record or an answer

)

var (
	gzipMark   = []byte("\x1f\x8b\x08")
	recordMark = []byte("WARC/")

	recordEnd = regexp.MustCompile(`^\r?\n\r?\n`)
)

// RecordError is a record that cannot be read. Those after it can.
type RecordError struct {
	Offset int64 // of the record in the file; of the gzip member that holds it
	Reason string
}

func (e *RecordError) Error() string { return fmt.Sprintf("byte %d: %s", e.Offset, e.Reason) }

// Record is a record that may hold a page.
type Record struct {
	URL    *url.URL
	Offset int64 // in the file; of the gzip member that holds it

	kind  string // its WARC-Type
	media string // its Content-Type
	cut   bool   // the crawler kept only the start
	block []byte
}

// Reader reads the records of one file.
type Reader struct {
	file    stream // as it is stored
	plain   stream // the same, unpacked: of one gzip member, or of all of it
	z       *gzip.Reader
	begun   bool
	packed  bool  // in gzip members
	inside  bool  // plain is within a member, or within a file that is not packed
	member  int64 // offset of the member
	start   int64 // of the record, as in Record.Offset
	records int   // in the member so far
}

// NewReader reads a file, packed with gzip or not.
func NewReader(r io.Reader) *Reader {
	out := &Reader{}
	out.file.reset(r)
	return out
}

// Is reports whether a file that starts like this holds records, packed with
// gzip or not. The first 512 bytes are enough.
func Is(start []byte) bool {
	if bytes.HasPrefix(start, gzipMark) {
		return isMember(new(gzip.Reader), start)
	}
	return bytes.HasPrefix(start, recordMark)
}

// isMember reports whether a gzip member that starts like this holds records.
func isMember(z *gzip.Reader, start []byte) bool {
	plain := make([]byte, len(recordMark))
	if z.Reset(bytes.NewReader(start)) != nil {
		return false
	}
	n, _ := io.ReadFull(z, plain)
	return bytes.Equal(plain[:n], recordMark)
}

// Next reads the next record that may hold a page: an answer, a file or the notes
// about one. It returns io.EOF at the end, a *RecordError for a record that was
// passed over, or the error of the file. rec is reused.
func (r *Reader) Next(rec *Record) error {
	for {
		if err := r.open(); err != nil {
			return err
		}
		more, err := r.record(rec)
		switch {
		case err == ErrNoPage:
			r.skip()
		case err != nil:
			return r.damaged(err)
		case !more:
			r.inside = false
		case rec.mayHoldPage():
			return nil
		}
	}
}

// open moves on to the next member unless the last one still has records.
func (r *Reader) open() error {
	switch {
	case r.inside:
		return nil
	case !r.begun:
		r.begun = true
		r.packed = bytes.HasPrefix(r.file.peek(len(gzipMark)), gzipMark)
		if !r.packed {
			r.inside = true
			r.plain.reset(&r.file)
			return nil
		}
	case !r.packed:
		return r.end()
	}
	for bytes.HasPrefix(r.file.peek(1), []byte{0}) { // padding
		r.file.at++
	}
	r.file.setMark()
	r.member, r.records = r.file.offset(), 0
	r.start = r.member
	if len(r.file.peek(1)) == 0 {
		return r.end()
	}
	if err := r.unpack(); err != nil {
		return r.damaged(fmt.Errorf("no gzip member: %w", err))
	}
	r.inside = true
	return nil
}

// end is why the file ends.
func (r *Reader) end() error {
	if r.file.err == nil {
		return io.EOF
	}
	return r.file.err
}

// unpack begins the member at the file's place.
func (r *Reader) unpack() (err error) {
	if r.z == nil {
		r.z = new(gzip.Reader)
	}
	if err := r.z.Reset(&r.file); err != nil {
		return unexpected(err)
	}
	r.z.Multistream(false)
	r.plain.reset(r.z)
	return nil
}

// record reads one record. more is false at the end of the member.
func (r *Reader) record(rec *Record) (more bool, err error) {
	p := &r.plain
	p.blankLines()
	p.setMark()
	if len(p.peek(len(recordMark))) == 0 {
		return false, fault(p.err)
	}
	if !r.packed {
		r.start = p.offset()
	}
	*rec = Record{Offset: r.start, block: rec.block[:0]}
	length, err := rec.header(p)
	if err != nil {
		return false, err
	}
	if length > MaxRecord {
		rec.block = append(rec.block, p.peek(maxHeader)...)
		if _, _, err := rec.Document(); err == ErrNoPage || !rec.mayHoldPage() {
			return false, ErrNoPage // a film
		}
		return false, fmt.Errorf("%d bytes; records have at most %d", length, MaxRecord)
	}
	block, err := p.take(int(length))
	if err != nil {
		return false, err
	}
	if rec.mayHoldPage() {
		rec.block = append(rec.block, block...)
	}
	ended := recordEnd.Match(p.peek(4))
	p.blankLines()
	switch next := p.peek(len(recordMark)); {
	case len(next) == 0:
		err = fault(p.err) // a wrong checksum shows at the end of the member
	case !ended && !bytes.Equal(next, recordMark):
		err = errors.New("its length is wrong")
	}
	if err == nil {
		r.records++
	}
	return err == nil, err
}

// fault is an error other than the end.
func fault(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// reason puts an error of unpacking or reading into words.
func reason(err error) string {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "ends early"
	case errors.Is(err, gzip.ErrChecksum):
		return "wrong checksum"
	}
	return err.Error()
}

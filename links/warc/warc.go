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
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// MaxRecord bounds a record's block in bytes, before content encodings are undone.
const MaxRecord = 10 << 20

const (
	maxHeader = 64 << 10 // of a record or an answer
	maxScan   = 2 * MaxRecord

	usualFlags = 1<<2 | 1<<3 // of gzip members: an extra field, a name
)

var (
	gzipMark   = []byte("\x1f\x8b\x08")
	recordMark = []byte("WARC/")
	scanMark   = []byte("WARC/1.")

	recordStart = regexp.MustCompile(`^WARC/\d\.\d\r?\n(?i:warc-|content-)`)
	recordEnd   = regexp.MustCompile(`^\r?\n\r?\n`)
)

// RecordError is a record that cannot be read. Those after it can.
type RecordError struct {
	Offset int64 // of the record in the file; of the gzip member that holds it
	Reason string
}

// Error implements error.
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

// damaged passes over the record that err is about.
func (r *Reader) damaged(err error) error {
	r.skip()
	return &RecordError{Offset: r.start, Reason: reason(err)}
}

// skip passes over a record that cannot be read: to the next record of the member
// or the file, else to the next member.
func (r *Reader) skip() {
	scan := int64(maxScan)
	if !r.packed || r.records > 0 {
		scan = 1 << 62 // the member holds the whole file
	}
	if r.inside {
		r.plain.back(len(recordMark))
		r.plain.marked = false
		for r.plain.find(scanMark, scan) {
			if r.atRecord() {
				return
			}
			r.plain.at++
		}
	}
	r.inside = false
	if r.packed {
		r.findMember()
	}
}

// atRecord reports whether a record can begin here: with a version and a field. It
// need not be the start of a line, as the end of the record before may be missing.
func (r *Reader) atRecord() bool { return recordStart.Match(r.plain.peek(20)) }

// findMember goes back to just after the member's start and on to the next one
// that begins with a record. A damaged member can be read far into the next
// ones before that shows.
func (r *Reader) findMember() {
	f := &r.file
	f.back(1)
	f.marked = false
	for f.find(gzipMark, 1<<62) {
		if start := f.peek(512); len(start) > 3 && start[3]&^usualFlags == 0 && isMember(r.z, start) {
			return
		}
		f.at++
	}
	f.at = len(f.buf)
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

// header reads a record's header and returns the length of its block.
func (rec *Record) header(p *stream) (length int64, err error) {
	if !bytes.Equal(p.peek(len(recordMark)), recordMark) {
		return 0, errors.New("no record begins here")
	}
	if _, err := p.line(maxHeader); err != nil {
		return 0, err
	}
	length = -1
	err = fields(p, func(name, value string) {
		switch name {
		case "warc-type":
			rec.kind = strings.ToLower(value)
		case "warc-target-uri":
			if u, err := url.Parse(strings.Trim(value, "<>")); err == nil && u.Host != "" {
				rec.URL = u
			}
		case "content-type":
			rec.media = value
		case "warc-truncated":
			rec.cut = true
		case "content-length":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
				length = n
			}
		}
	})
	if err == nil && length < 0 {
		err = errors.New("its header gives no length")
	}
	return length, err
}

// fields reads the lines of a header, up to an empty one. Lines without a name
// are passed over.
func fields(p *stream, each func(name, value string)) error {
	for left := maxHeader; ; {
		line, err := p.line(left)
		if left -= len(line); err == errLong || left < 0 {
			return fmt.Errorf("its header is longer than %d bytes", maxHeader)
		}
		if err != nil {
			return err
		}
		if line == "" {
			return nil
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			each(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
		}
	}
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

package warc

import "regexp"

// Finding the way again after a record that cannot be read.

const (
	maxScan    = 2 * MaxRecord
	usualFlags = 1<<2 | 1<<3 // of gzip members: an extra field, a name
)

var (
	scanMark    = []byte("WARC/1.")
	recordStart = regexp.MustCompile(`^WARC/\d\.\d\r?\n(?i:warc-|content-)`)
)

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

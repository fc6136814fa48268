package warc

import (
	"bytes"
	"errors"
	"io"
)

const (
	chunk = 64 << 10
	// maxKept bounds what a stream can go back by.
	maxKept = MaxRecord + 1<<20
)

// errLong: more was asked for than a stream may hold.
var errLong = errors.New("too long to hold")

// stream is a reader that can go back to its mark, and of which what was read
// since then can be looked at in place. It holds maxKept bytes at most.
type stream struct {
	src    io.Reader
	buf    []byte
	mark   int   // within buf
	at     int   // of the next byte, within buf
	base   int64 // offset of buf[0] in src
	marked bool  // the mark is still within buf
	err    error // of src, after what is in buf
}

func (s *stream) reset(src io.Reader) { *s = stream{src: src, buf: s.buf[:0]} }

func (s *stream) offset() int64 { return s.base + int64(s.at) }

// setMark marks the next byte.
func (s *stream) setMark() { s.mark, s.marked = s.at, true }

// back goes back to the mark and n bytes on. It stays where it is if the mark was
// lost.
func (s *stream) back(n int) {
	if s.marked {
		s.at = min(s.mark+n, len(s.buf))
	}
}

// fill reads more into buf and reports whether anything came.
func (s *stream) fill() bool {
	if s.err != nil {
		return false
	}
	keep := s.at
	if s.marked {
		keep = s.mark
	}
	if len(s.buf)-keep > maxKept { // too far from the mark
		s.marked, keep = false, s.at
	}
	if keep > 0 && cap(s.buf)-len(s.buf) < chunk {
		s.buf = s.buf[:copy(s.buf, s.buf[keep:])]
		s.base += int64(keep)
		s.at, s.mark = s.at-keep, max(s.mark-keep, 0)
	}
	if cap(s.buf)-len(s.buf) < chunk {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)+chunk), s.buf...)
	}
	for range 100 {
		n, err := s.src.Read(s.buf[len(s.buf):min(len(s.buf)+chunk, cap(s.buf))])
		s.buf, s.err = s.buf[:len(s.buf)+n], err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// ReadByte implements io.ByteReader, so that unpacking reads no byte too many.
func (s *stream) ReadByte() (byte, error) {
	if s.at == len(s.buf) && !s.fill() {
		return 0, s.err
	}
	s.at++
	return s.buf[s.at-1], nil
}

func (s *stream) Read(p []byte) (int, error) {
	if s.at == len(s.buf) && !s.fill() {
		return 0, s.err
	}
	n := copy(p, s.buf[s.at:])
	s.at += n
	return n, nil
}

// peek returns the next n bytes, fewer only before the end or an error of src.
func (s *stream) peek(n int) []byte {
	for len(s.buf)-s.at < n && s.fill() {
	}
	return s.buf[s.at:min(s.at+n, len(s.buf))]
}

// take returns the next n bytes, valid until more is read.
func (s *stream) take(n int) ([]byte, error) {
	if got := s.peek(n); len(got) < n {
		return nil, unexpected(s.err)
	}
	s.at += n
	return s.buf[s.at-n : s.at], nil
}

// line returns the next line without its end, which must come within n bytes.
func (s *stream) line(n int) (string, error) {
	for from := 0; ; {
		if i := bytes.IndexByte(s.buf[s.at+from:], '\n'); i >= 0 {
			i += from
			line := string(bytes.TrimSuffix(s.buf[s.at:s.at+i], []byte("\r")))
			s.at += i + 1
			return line, nil
		}
		if from = len(s.buf) - s.at; from > n {
			return "", errLong
		}
		if !s.fill() {
			return "", unexpected(s.err)
		}
	}
}

// find moves on to the first of the next n bytes at which pattern begins, and
// reports whether there is one.
func (s *stream) find(pattern []byte, n int64) bool {
	for {
		if i := bytes.Index(s.buf[s.at:], pattern); i >= 0 {
			s.at += i
			return true
		}
		ahead := max(len(s.buf)-s.at-len(pattern)+1, 0)
		s.at += ahead
		if n -= int64(ahead); n < 0 || !s.fill() {
			return false
		}
	}
}

// blankLines moves on past the ends of lines.
func (s *stream) blankLines() {
	for next := s.peek(1); len(next) == 1 && (next[0] == '\r' || next[0] == '\n'); next = s.peek(1) {
		s.at++
	}
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

package warc

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

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

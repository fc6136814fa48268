package records

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

const (
	// maxLayers is how often a file may be compressed over; a file that unpacks
	// to itself has no end.
	maxLayers = 3
	// maxWindow bounds the memory of unpacking zstd: what zstd --long makes.
	maxWindow = 128 << 20
)

var (
	gzipMark = []byte("\x1f\x8b")
	zstdMark = []byte("\x28\xb5\x2f\xfd")
)

// Unpack undoes gzip and zstd, told by the first bytes, however the stream is
// called. Memory stays bounded whatever the stream claims; the length of what
// comes out is for the caller to bound. Closing it frees what unpacking took
// and leaves r alone.
func Unpack(r io.Reader) (io.ReadCloser, error) {
	start, err := begin(r)
	if err != nil {
		return nil, err
	}
	u := &unpacked{Reader: io.MultiReader(bytes.NewReader(start), r), start: start}
	for layer := 1; ; layer++ {
		more, err := u.layer()
		if err != nil || !more {
			return u, err
		}
		if layer == maxLayers {
			u.Close()
			return nil, fmt.Errorf("is compressed more than %d times over; unpack it first", maxLayers)
		}
	}
}

// unpacked is a stream with layers taken off.
type unpacked struct {
	io.Reader
	start []byte // the first bytes, still to be read
	close []func()
}

// layer takes one layer off, if there is one.
func (u *unpacked) layer() (more bool, err error) {
	switch {
	case bytes.HasPrefix(u.start, gzipMark):
		plain, err := gzip.NewReader(u.Reader)
		if err != nil {
			return false, errors.New("looks like gzip but cannot be unpacked; check that it is complete")
		}
		u.Reader = damaged{plain}
	case bytes.HasPrefix(u.start, zstdMark):
		plain, err := zstd.NewReader(u.Reader, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return false, errors.New("looks like zstd but cannot be unpacked; check that it is complete")
		}
		u.close = append(u.close, plain.Close)
		u.Reader = damaged{plain}
	default:
		return false, nil
	}
	if u.start, err = begin(u.Reader); err != nil {
		u.Close()
		return false, err
	}
	u.Reader = io.MultiReader(bytes.NewReader(u.start), u.Reader)
	return true, nil
}

// Close frees the memory of unpacking.
func (u *unpacked) Close() error {
	for _, c := range u.close {
		c()
	}
	u.close = nil
	return nil
}

// damaged puts an error of unpacking in words.
type damaged struct{ io.Reader }

func (d damaged) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		err = fmt.Errorf("wants more than %d MiB to be unpacked; compress it again without --long", maxWindow>>20)
	case err != nil && err != io.EOF:
		err = fmt.Errorf("the compressed data ends early or is damaged (%w); fetch it again", err)
	}
	return n, err
}

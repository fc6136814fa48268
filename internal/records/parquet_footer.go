package records

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// checkFooter walks the description at the end of a Parquet file before the
// library allocates as many items as its lists claim. An item takes a byte at
// least, so no list can be longer than the bytes that are left.
func checkFooter(r io.ReaderAt, size int64) error {
	var end [8]byte
	if size < int64(len(end))+4 {
		return errors.New("too short")
	}
	if _, err := r.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	if string(end[4:]) != string(parquetMark) {
		return errors.New("no mark at its end")
	}
	n := int64(binary.LittleEndian.Uint32(end[:]))
	if n > size-int64(len(end))-4 || n > maxFooter {
		return fmt.Errorf("a footer of %d bytes", n)
	}
	b := make([]byte, n)
	if _, err := r.ReadAt(b, size-int64(len(end))-n); err != nil {
		return err
	}
	w := thriftWalk{b: b}
	if w.structure(0); w.bad {
		return errors.New("malformed footer")
	}
	return nil
}

// maxFooter bounds the footer in bytes: enough for thousands of columns in
// thousands of row groups.
const maxFooter = 16 << 20

// thriftWalk skips values of Thrift's compact protocol
// (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md).
type thriftWalk struct {
	b   []byte // still to be walked
	bad bool
}

// Types of the compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftI64    = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

// maxDepth bounds the nesting of values.
const maxDepth = 32

func (w *thriftWalk) structure(depth int) {
	if depth > maxDepth {
		w.bad = true
	}
	for !w.bad {
		head := w.byte()
		if head == 0 {
			return
		}
		if head>>4 == 0 {
			w.number() // the field's own number
		}
		if typ := head & 0xF; typ != thriftTrue && typ != thriftFalse {
			w.value(typ, depth)
		}
	}
}

// value skips a value that stands alone or in a list, where a boolean takes a
// byte.
func (w *thriftWalk) value(typ byte, depth int) {
	switch typ {
	case thriftTrue, thriftFalse, thriftByte:
		w.skip(1)
	case thriftByte + 1, thriftByte + 2, thriftI64:
		w.number()
	case thriftDouble:
		w.skip(8)
	case thriftBinary:
		w.skip(w.number())
	case thriftList, thriftSet:
		head := w.byte()
		n := uint64(head >> 4)
		if n == 0xF {
			n = w.number()
		}
		w.items(n, depth, head&0xF)
	case thriftMap:
		if n := w.number(); n > 0 {
			types := w.byte()
			w.items(n, depth, types>>4, types&0xF)
		}
	case thriftStruct:
		w.structure(depth + 1)
	default:
		w.bad = true
	}
}

// items skips n items, each made of the types in turn.
func (w *thriftWalk) items(n uint64, depth int, types ...byte) {
	if n > uint64(len(w.b)) || depth > maxDepth {
		w.bad = true
	}
	for ; n > 0 && !w.bad; n-- {
		for _, typ := range types {
			w.value(typ, depth+1)
		}
	}
}

func (w *thriftWalk) number() uint64 {
	n, size := binary.Uvarint(w.b)
	if size <= 0 {
		w.bad = true
		return 0
	}
	w.b = w.b[size:]
	return n
}

func (w *thriftWalk) byte() byte {
	if len(w.b) == 0 {
		w.bad = true
		return 0
	}
	b := w.b[0]
	w.b = w.b[1:]
	return b
}

func (w *thriftWalk) skip(n uint64) {
	if n > uint64(len(w.b)) {
		w.bad = true
		return
	}
	w.b = w.b[n:]
}

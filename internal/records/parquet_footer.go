package records

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

const (
	// maxFooter bounds the footer in bytes: enough for thousands of columns in
	// thousands of row groups.
	maxFooter = 16 << 20
	// maxDepth bounds the nesting of values in it.
	maxDepth = 32
)

// checkFooter walks the description at the end of a Parquet file before the
// library allocates as many items as its lists claim. An item takes a byte at
// least, so no list can be longer than the bytes that are left.
func checkFooter(r io.ReaderAt, size int64) error {
	var end [8]byte
	if size < int64(len(end)+len(parquetMark)) {
		return errors.New("too short")
	}
	if _, err := r.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	if string(end[4:]) != string(parquetMark) {
		return errors.New("no mark at its end")
	}
	n := int64(binary.LittleEndian.Uint32(end[:]))
	if n > size-int64(len(end)+len(parquetMark)) || n > maxFooter {
		return fmt.Errorf("a footer of %d bytes", n)
	}
	b := make([]byte, n)
	if _, err := r.ReadAt(b, size-int64(len(end))-n); err != nil {
		return err
	}
	if _, err := walk(b); err != nil {
		return fmt.Errorf("malformed footer: %w", err)
	}
	return nil
}

// walk skips the description that b starts with and returns its length.
func walk(b []byte) (length int64, err error) {
	w := thriftWalk{new(thrift.CompactProtocol).NewReaderFromBytes(b), len(b)}
	err = w.value(thrift.STRUCT, 0)
	return int64(w.BytesRead()), err
}

// thriftWalk skips values of a description of size bytes.
type thriftWalk struct {
	thrift.BytesReader
	size int
}

func (w thriftWalk) value(typ thrift.Type, depth int) (err error) {
	switch typ {
	case thrift.TRUE, thrift.FALSE, thrift.I8:
		_, err = w.ReadInt8()
	case thrift.I16, thrift.I32, thrift.I64:
		_, err = w.ReadInt64()
	case thrift.DOUBLE:
		_, err = w.ReadFloat64()
	case thrift.BINARY:
		_, err = w.ReadBytes()
	case thrift.LIST, thrift.SET:
		list, err := w.ReadList()
		if err != nil {
			return err
		}
		return w.items(list.Size, depth, list.Type)
	case thrift.MAP:
		pairs, err := w.ReadMap()
		if err != nil {
			return err
		}
		return w.items(pairs.Size, depth, pairs.Key, pairs.Value)
	case thrift.STRUCT:
		for {
			field, err := w.ReadField()
			if err != nil || field.Type == thrift.STOP {
				return err
			}
			if field.Type == thrift.TRUE || field.Type == thrift.FALSE {
				continue // the type is the value
			}
			if err := w.items(1, depth, field.Type); err != nil {
				return err
			}
		}
	default:
		err = fmt.Errorf("type %d", typ)
	}
	return err
}

// items skips n items, each made of the types in turn.
func (w thriftWalk) items(n int32, depth int, types ...thrift.Type) error {
	if int(n) > w.size-w.BytesRead() || depth > maxDepth {
		return errors.New("lists more than it has room for")
	}
	for range n {
		for _, typ := range types {
			if err := w.value(typ, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// header reads a page's header, whose statistics may hold long texts. The walk bounds
// it before the library decodes it.
func (k *pageCheck) header(at, end int64) (header *format.PageHeader, n int64, err error) {
	for room := int64(8 << 10); ; room *= 16 {
		k.head = append(k.head[:0], make([]byte, min(room, end-at))...)
		if _, err := k.r.ReadAt(k.head, at); err != nil {
			return nil, 0, err
		}
		if n, err = walk(k.head); err == nil {
			header = new(format.PageHeader)
			return header, n, thrift.NewDecoder(new(thrift.CompactProtocol).NewReaderFromBytes(k.head)).Decode(header)
		}
		if room >= end-at || room > maxFooter {
			return nil, 0, fmt.Errorf("a malformed page: %w", err)
		}
	}
}

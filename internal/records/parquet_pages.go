package records

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

const (
	// maxPages bounds the pages held at once, in bytes: the library holds one page
	// per column, and its dictionary, unpacked.
	maxPages = 256 << 20
	// maxListed and maxListedPerByte bound the values in the lists of a row group, the
	// latter per byte of the column: a single row may hold them all.
	maxListed, maxListedPerByte = 1 << 20, 16
)

// pageCheck walks the pages of a Parquet file before the library reads them. A page
// of a few bytes may claim to unpack to gigabytes, and a run of a few bytes to stand
// for as many values; the library believes both.
type pageCheck struct {
	r    io.ReaderAt
	size int64
	most int64 // bytes at once
	head []byte
	body []byte
	page bytes.Buffer // unpacked
}

// group refuses a row group that would take more than k.most bytes at once to read.
func (k *pageCheck) group(schema *parquet.Schema, group *format.RowGroup) error {
	cost := int64(0)
	for i, path := range schema.Columns() {
		leaf, ok := schema.Lookup(path...)
		if !ok || i >= len(group.Columns) {
			return errors.New("columns that its schema lacks")
		}
		n, err := k.columnCost(leaf, &group.Columns[i].MetaData)
		if err != nil {
			return fmt.Errorf("column %s: %w", strings.Join(path, "."), err)
		}
		if cost += n; cost > k.most {
			return fmt.Errorf("its pages take more than %d MB at once", k.most>>20)
		}
	}
	return nil
}

// columnCost is the cost of one column: its dictionary and its largest page.
func (k *pageCheck) columnCost(leaf parquet.LeafColumn, chunk *format.ColumnMetaData) (int64, error) {
	if leaf.MaxRepetitionLevel > 0 && chunk.NumValues > maxListed+maxListedPerByte*chunk.TotalCompressedSize {
		return 0, fmt.Errorf("%d values in lists of %d bytes", chunk.NumValues, chunk.TotalCompressedSize)
	}
	if logical := leaf.Node.Type().LogicalType(); logical != nil {
		if d, ok := logical.Value.(*format.DecimalType); ok && (d.Scale < 0 || d.Scale > d.Precision || d.Precision > maxDecimal) {
			return 0, fmt.Errorf("decimals of %d digits, %d of them after the point; at most %d are read", d.Precision, d.Scale, maxDecimal)
		}
	}
	var dictionary, largest int64
	at := chunk.DataPageOffset
	if chunk.DictionaryPageOffset != 0 {
		at = chunk.DictionaryPageOffset
	}
	if at < 0 || chunk.TotalCompressedSize < 0 || at > k.size || chunk.TotalCompressedSize > k.size-at {
		return 0, errors.New("pages outside the file")
	}
	for end := at + chunk.TotalCompressedSize; at < end; {
		header, n, err := k.header(at, end)
		if err != nil {
			return 0, err
		}
		at += n
		packed, unpacked := int64(header.CompressedPageSize), int64(header.UncompressedPageSize)
		if packed < 0 || packed > end-at || packed > k.most || unpacked < 0 || unpacked > k.most {
			return 0, fmt.Errorf("a page of %d bytes that unpacks to %d", packed, unpacked)
		}
		k.body = append(k.body[:0], make([]byte, packed)...)
		if _, err := k.r.ReadAt(k.body, at); err != nil {
			return 0, err
		}
		at += packed
		values, err := k.decodedSize(leaf, chunk, header)
		if err != nil {
			return 0, err
		}
		cost := packed + unpacked + values
		if header.Type == format.DictionaryPage {
			dictionary = max(dictionary, cost)
		} else {
			largest = max(largest, cost)
		}
	}
	return dictionary + largest, nil
}

// decodedSize is the size of a page's values once decoded.
func (k *pageCheck) decodedSize(leaf parquet.LeafColumn, chunk *format.ColumnMetaData, header *format.PageHeader) (int64, error) {
	width := int64(8)
	if typ := leaf.Node.Type(); typ.Kind() == parquet.FixedLenByteArray || typ.Kind() == parquet.Int96 {
		width = int64(typ.Length()) + 8
	}
	v1, v2 := &header.DataPageHeader, &header.DataPageHeaderV2
	levels, packed := 0, true // in version 2, levels come before what is packed
	var encoding format.Encoding
	var values int32
	switch {
	case header.Type == format.DictionaryPage && header.DictionaryPageHeader.Valid:
		values = header.DictionaryPageHeader.V.NumValues
	case header.Type == format.DataPage && v1.Valid:
		values, encoding = v1.V.NumValues, v1.V.Encoding
	case header.Type == format.DataPageV2 && v2.Valid:
		values, encoding = v2.V.NumValues, v2.V.Encoding
		packed = !v2.V.IsCompressed.Valid || v2.V.IsCompressed.V
		repeated, defined := int(v2.V.RepetitionLevelsByteLength), int(v2.V.DefinitionLevelsByteLength)
		if repeated < 0 || defined < 0 || repeated > len(k.body) || defined > len(k.body)-repeated {
			return 0, errors.New("levels longer than their page")
		}
		levels = repeated + defined
	default:
		return 0, nil // the library skips or refuses it
	}
	codec := chunk.Codec
	if !packed {
		codec = format.Uncompressed
	}
	if err := k.unpack(codec, k.body[levels:], int64(header.UncompressedPageSize)); err != nil {
		return 0, err
	}
	size := width * int64(max(values, 0))
	data := k.page.Bytes()
	if v2.Valid {
		repeated := k.body[:v2.V.RepetitionLevelsByteLength]
		size += runs(repeated, leaf.MaxRepetitionLevel) + runs(k.body[len(repeated):levels], leaf.MaxDefinitionLevel)
	} else if v1.Valid {
		for _, highest := range []int{leaf.MaxRepetitionLevel, leaf.MaxDefinitionLevel} {
			if highest == 0 {
				continue
			}
			level, rest := prefixed(data)
			size += runs(level, highest)
			data = rest
		}
	}
	return encodedSize(encoding, data, size, k.most)
}

// encodedSize adds to size what decoding takes beyond one slot per value.
func encodedSize(encoding format.Encoding, data []byte, size, most int64) (int64, error) {
	switch encoding {
	case format.PlainDictionary, format.RLEDictionary: //nolint:staticcheck // old files have the deprecated name
		if len(data) > 0 {
			size += 4 * runs(data[1:], 1<<min(data[0], 32)-1)
		}
	case format.RLE: // of booleans
		level, _ := prefixed(data)
		size += runs(level, 1)
	case format.DeltaBinaryPacked, format.DeltaLengthByteArray:
		size += 8 * deltaCount(data)
	case format.DeltaByteArray:
		return deltaBytes(data, size, most)
	}
	return size, nil
}

// prefixed cuts data after the part whose length precedes it.
func prefixed(data []byte) (part, rest []byte) {
	if len(data) < 4 {
		return nil, nil
	}
	n := min(int64(binary.LittleEndian.Uint32(data)), int64(len(data)-4))
	return data[4 : 4+n], data[4+n:]
}

// runs counts the values that run-length encoded bytes stand for, up to the first
// malformed one. Values range from 0 to highest.
func runs(data []byte, highest int) (n int64) {
	width := bits.Len(uint(highest))
	for len(data) > 0 && n <= maxPages {
		run, read := binary.Uvarint(data)
		if read <= 0 {
			break
		}
		length := (width + 7) / 8
		if run>>1 > maxPages {
			return maxPages + 1
		}
		if count := int64(run >> 1); run&1 == 0 {
			n += count
		} else {
			n += 8 * count
			length = int(count) * width
		}
		data = data[min(read+length, len(data)):]
	}
	return n
}

// deltaCount is the number of values that delta-encoded bytes announce.
func deltaCount(data []byte) int64 {
	for range 2 { // sizes of blocks
		_, n := binary.Uvarint(data)
		data = data[max(n, 0):]
	}
	n, _ := binary.Uvarint(data)
	return int64(min(n, maxPages))
}

// deltaBytes adds the size of texts that share a prefix with the text before.
func deltaBytes(data []byte, size, most int64) (int64, error) {
	n := deltaCount(data)
	if size += 16 * n; size > most {
		return size, nil
	}
	shared, err := new(delta.BinaryPackedEncoding).DecodeInt32(make([]int32, 0, n), data)
	for _, length := range shared {
		size += int64(max(length, 0))
	}
	return size, err
}

// unpack unpacks a page into k.page. It must not be longer than it claims.
func (k *pageCheck) unpack(codec format.CompressionCodec, packed []byte, claimed int64) (err error) {
	k.page.Reset()
	var r io.Reader = bytes.NewReader(packed)
	switch codec {
	case format.Gzip:
		r, err = gzip.NewReader(r)
	case format.Brotli:
		r = brotli.NewReader(r)
	case format.Zstd:
		var z *zstd.Decoder
		if z, err = zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxPages)); err == nil {
			defer z.Close()
			r = z
		}
	case format.Snappy, format.Lz4Raw:
		return k.unpackBlock(codec, packed, claimed)
	}
	if err != nil {
		return err
	}
	if n, err := io.Copy(&k.page, io.LimitReader(r, claimed+1)); err != nil {
		return err
	} else if n > claimed {
		return fmt.Errorf("a page unpacks to more than the %d bytes that it claims", claimed)
	}
	return nil
}

// unpackBlock unpacks the formats that are not streams.
func (k *pageCheck) unpackBlock(codec format.CompressionCodec, packed []byte, claimed int64) error {
	if codec == format.Snappy {
		if n, err := snappy.DecodedLen(packed); err != nil || int64(n) > claimed {
			return errors.Join(err, fmt.Errorf("a page unpacks to %d bytes and claims %d", n, claimed))
		}
	}
	if claimed > 256*int64(len(packed))+256 { // more than either format can compress
		return fmt.Errorf("a page of %d bytes claims to unpack to %d", len(packed), claimed)
	}
	k.page.Grow(int(claimed))
	room := k.page.AvailableBuffer()[:claimed]
	var err error
	if codec == format.Snappy {
		room, err = snappy.Decode(room, packed)
	} else {
		var n int
		n, err = lz4.UncompressBlock(packed, room)
		room = room[:max(n, 0)]
	}
	k.page.Write(room)
	return err
}

package records

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// crafted makes a file of one column of texts whose pages are given: a dictionary
// of one text if there is one, and a data page that says what it likes.
func crafted(t *testing.T, codec format.CompressionCodec, encoding format.Encoding, dictionary, data []byte, values, unpacked int32) []byte {
	t.Helper()
	file := []byte("PAR1")
	page := func(h format.PageHeader, body []byte) {
		h.CompressedPageSize = int32(len(body))
		raw, err := thrift.Marshal(new(thrift.CompactProtocol), h)
		if err != nil {
			t.Fatal(err)
		}
		file = append(append(file, raw...), body...)
	}
	var meta format.ColumnMetaData
	if dictionary != nil {
		meta.DictionaryPageOffset = int64(len(file))
		page(format.PageHeader{Type: format.DictionaryPage, UncompressedPageSize: int32(len(dictionary)),
			DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: 1, Encoding: format.Plain})}, dictionary)
	}
	meta.DataPageOffset = int64(len(file))
	page(format.PageHeader{Type: format.DataPage, UncompressedPageSize: unpacked, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: values, Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})}, data)
	meta.Type, meta.Codec, meta.PathInSchema, meta.NumValues = format.ByteArray, codec, []string{"text"}, int64(values)
	meta.Encoding = []format.Encoding{encoding}
	meta.TotalCompressedSize = int64(len(file) - 4)
	meta.TotalUncompressedSize = meta.TotalCompressedSize
	raw, err := thrift.Marshal(new(thrift.CompactProtocol), format.FileMetaData{Version: 1, NumRows: int64(values),
		Schema: []format.SchemaElement{{Name: "root", NumChildren: thrift.New(int32(1))},
			{Name: "text", Type: thrift.New(format.ByteArray), RepetitionType: thrift.New(format.Required)}},
		RowGroups: []format.RowGroup{{Columns: []format.ColumnChunk{{MetaData: meta}}, NumRows: int64(values), TotalByteSize: meta.TotalCompressedSize}}})
	if err != nil {
		t.Fatal(err)
	}
	return append(file, footer(string(raw))[4:]...)
}

// text is a text as a page holds it.
func text(s string) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(s))), s...)
}

// TestParquetBombs: small files that would take a gigabyte are refused before
// they take it, and what is like them in small is read.
func TestParquetBombs(t *testing.T) {
	zeros := func(n int) []byte {
		var b bytes.Buffer
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(binary.LittleEndian.AppendUint32(nil, uint32(n))); err != nil {
			t.Fatal(err)
		}
		for range n >> 16 {
			if _, err := z.Write(make([]byte, 1<<16)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	run := func(n uint64) []byte { return append(binary.AppendUvarint([]byte{1}, n<<1), 0) }
	delta := func(n uint64) []byte { // of as many texts, none of which follows
		return binary.AppendUvarint([]byte{0x80, 1, 4}, n)
	}
	const big = 300 << 20
	bombs := map[string]struct {
		file []byte
		want string
	}{
		"one text":       {crafted(t, format.Uncompressed, format.Plain, nil, text("Harga beras turun"), 1, 21), "1 Harga beras turun"},
		"zstd, small":    {crafted(t, format.Zstd, format.Plain, nil, zeros(1<<16), 1, 1<<16+4), "1 \x00"},
		"run, small":     {crafted(t, format.Uncompressed, format.RLEDictionary, text("x"), run(3), 3, 3), "1 x"},
		"zstd":           {crafted(t, format.Zstd, format.Plain, nil, zeros(big), 1, big+4), "a page of"},
		"zstd that lies": {crafted(t, format.Zstd, format.Plain, nil, zeros(big), 1, 20), "more than the 20 bytes that it claims"},
		"snappy":         {crafted(t, format.Snappy, format.Plain, nil, binary.AppendUvarint(nil, big), 1, 20), "claims 20"},
		"lz4":            {crafted(t, format.Lz4Raw, format.Plain, nil, []byte("\xff\xff\xff"), 1, 20), "cannot be read"},
		"run":            {crafted(t, format.Uncompressed, format.RLEDictionary, text("x"), run(1<<27), 3, 7), "more than 256 MB at once"},
		"values":         {crafted(t, format.Uncompressed, format.RLEDictionary, text("x"), run(3), 1<<28, 6), "more than 256 MB at once"},
		"delta":          {crafted(t, format.Uncompressed, format.DeltaLengthByteArray, nil, delta(1<<27), 3, 8), "more than 256 MB at once"},
		"shared starts":  {crafted(t, format.Uncompressed, format.DeltaByteArray, nil, delta(1<<27), 3, 8), "more than 256 MB at once"},
	}
	for name, b := range bombs {
		path := filepath.Join(t.TempDir(), "in.parquet")
		if err := os.WriteFile(path, b.file, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readAll(&Reader{Field: "text", Inputs: []Input{{Name: path}}})
		runtime.ReadMemStats(&after)
		if !strings.Contains(got, b.want) {
			t.Errorf("%s: %.200q, want %q", name, got, b.want)
		}
		if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 64 {
			t.Errorf("%s: a file of %d bytes took %d MB", name, len(b.file), n)
		}
	}
}

// TestParquetCodecs: pages of every kind are checked as they are read.
func TestParquetCodecs(t *testing.T) {
	for name, option := range map[string]parquet.WriterOption{
		"gzip": parquet.Compression(&parquet.Gzip), "brotli": parquet.Compression(&parquet.Brotli), "zstd": parquet.Compression(&parquet.Zstd),
		"snappy": parquet.Compression(&parquet.Snappy), "lz4": parquet.Compression(&parquet.Lz4Raw), "first version": parquet.DataPageVersion(1),
	} {
		type row struct {
			Text  string   `parquet:"text,delta"`
			Word  string   `parquet:"word,dict"`
			Maybe *int64   `parquet:"maybe,optional"`
			ID    int64    `parquet:"id,delta"`
			Yes   bool     `parquet:"yes"`
			Tags  []string `parquet:"tags,list"`
		}
		rows := make([]row, 500)
		for i := range rows {
			rows[i] = row{Text: strings.Repeat("beras ", i%50) + "turun", Word: "x", Yes: i%3 == 0, Tags: []string{"a", "b"}[:i%3%2]}
		}
		path := filepath.Join(t.TempDir(), "in.parquet")
		if err := parquet.WriteFile(path, rows, option, parquet.MaxRowsPerRowGroup(200), parquet.PageBufferSize(4096)); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(readAll(&Reader{Field: "text", Inputs: []Input{{Name: path}}}), "\n")
		if len(got) != 501 || !strings.HasPrefix(got[499], "500 "+rows[499].Text) {
			t.Errorf("%s: %d lines, the last %q", name, len(got), got[len(got)-2])
		}
	}
}

package records

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// FuzzUnpack: what was packed comes back whole, and any other bytes end in an
// error or in themselves.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte("berita"), byte(0))
	f.Add([]byte("berita"), byte(1))
	f.Add([]byte("berita"), byte(2))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4b\x4a\x2d\xca"), byte(0))
	f.Add([]byte("\x28\xb5\x2f\xfd\x20\x06\x31\x00\x00berita"), byte(0))
	f.Add([]byte("\x28\xb5\x2f\xfd\x00\xff"), byte(1))
	f.Add([]byte{}, byte(3))
	f.Fuzz(func(t *testing.T, in []byte, how byte) {
		layers := int(how) % (maxLayers + 2)
		packed := in
		for range layers {
			packed = gz(t, packed)
		}
		r, err := unpack(bytes.NewReader(packed))
		if err != nil {
			return
		}
		defer r.Close()
		out, err := io.ReadAll(io.LimitReader(r, 1<<22))
		marked := bytes.HasPrefix(in, gzipMark) || bytes.HasPrefix(in, zstdMark)
		if !marked && (err != nil || !bytes.Equal(out, in)) {
			t.Fatalf("%d layers: %d bytes of %d come back, %v", layers, len(out), len(in), err)
		}
	})
}

// FuzzParquet reads any bytes as a Parquet file: reading ends, records are good,
// and problems have words.
func FuzzParquet(f *testing.F) {
	for _, rows := range [][]parquetRow{{{Text: "satu", JSON: "1", Tags: []string{"x"}}, {Text: "dua", JSON: "2"}}, {}} {
		var file bytes.Buffer
		if err := parquet.Write(&file, rows); err != nil {
			f.Fatal(err)
		}
		f.Add(file.Bytes())
	}
	type small struct {
		Text string `parquet:"text"`
	}
	var file bytes.Buffer
	if err := parquet.Write(&file, []small{{"Harga beras turun"}, {"Pasar pagi ramai"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add(file.Bytes()[:file.Len()-5])
	f.Add([]byte("PAR1\x15\x00\x19\x00\x05\x00\x00\x00PAR1"))
	f.Add(footer("\x15\x04\x19\xfc\xff\xff\xff\xff\x07\x00"))
	path := filepath.Join(f.TempDir(), "in.parquet")
	f.Fuzz(func(t *testing.T, in []byte) {
		if err := os.WriteFile(path, in, 0o600); err != nil {
			t.Fatal(err)
		}
		r := &Reader{Field: "text", Inputs: []Input{{Name: path}}}
		var b Batch
		var rec Record
		for r.Next(&b) == nil {
			b.Each(&rec, func(rec *Record) {
				if rec.Text == "" || !utf8.ValidString(rec.Text) {
					t.Fatalf("bad headline %q", rec.Text)
				}
			}, func(p *Problem) {
				if p.Msg == "" || p.File != path {
					t.Fatalf("problem without place or words: %+v", p)
				}
			})
		}
	})
}

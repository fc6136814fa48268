package records

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func gz(t *testing.T, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zst(t *testing.T, b []byte) []byte {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(b, nil)
}

func TestUnpack(t *testing.T) {
	text := []byte(strings.Repeat("berita ", 10000))
	for name, c := range map[string]struct {
		in   []byte
		want string // part of the error, "" for none
	}{
		"plain":         {text, ""},
		"empty":         {nil, ""},
		"gzip":          {gz(t, text), ""},
		"zstd":          {zst(t, text), ""},
		"twice":         {gz(t, zst(t, text)), ""},
		"too often":     {gz(t, gz(t, gz(t, gz(t, text)))), "more than 3 times"},
		"cut gzip":      {gz(t, text)[:60], "ends early or is damaged"},
		"cut zstd":      {zst(t, text)[:20], "ends early or is damaged"},
		"no gzip":       {[]byte("\x1f\x8b...."), "looks like gzip"},
		"two in a file": {append(zst(t, text[:7]), zst(t, text[7:])...), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := unpack(bytes.NewReader(c.in))
			var got []byte
			if err == nil {
				got, err = io.ReadAll(r)
				r.Close()
			}
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Fatalf("error %v, want %q", err, c.want)
				}
				return
			}
			if err != nil || len(c.in) > 0 && !bytes.Equal(got, text) {
				t.Errorf("%v, %d bytes", err, len(got))
			}
		})
	}
}

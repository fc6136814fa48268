package columns

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// FuzzWriter writes any objects as Parquet: there is an error, or as many rows
// as lines that are not all without a field.
func FuzzWriter(f *testing.F) {
	f.Add("{\"text\":\"Satu\",\"id\":1}\n{\"text\":\"Dua\",\"id\":2.5}\n")
	f.Add("{\"text\":null,\"devices\":{\"loaded\":0,\"shock\":1}}\n{\"x\":[1]}\n")
	f.Add("{\"a\":true}\n{\"a\":\"x\"}\n{\"a\":9223372036854775808}\n{}\n")
	f.Add("{\"\":1,\" \":2,\"a.b\":3,\"\\u0000\":4,\"a\":1e999}\n")
	f.Add("{\"a\":1,\"a\":\"x\",\"A\":2}\n")
	f.Fuzz(func(t *testing.T, in string) {
		n, fields := 0, 0
		for line := range strings.Lines(in) {
			var object map[string]any
			if !strings.HasSuffix(line, "\n") || json.Unmarshal([]byte(line), &object) != nil || object == nil {
				return // the writer is given what the program made
			}
			n++
			fields += len(object)
		}
		if fields == 0 {
			n = 0 // without a column there is nothing to count
		}
		var file bytes.Buffer
		w := NewWriter(&file)
		if _, err := w.Write(rows(in)); err != nil {
			return
		}
		if err := w.Close(); err != nil {
			return
		}
		got, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil || got.NumRows() != int64(n) {
			t.Fatalf("%d lines: %v, %v", n, got, err)
		}
	})
}

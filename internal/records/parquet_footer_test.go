package records

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// footer makes a file of a description alone.
func footer(description string) []byte {
	b := append([]byte("PAR1"), description...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(description)))
	return append(b, "PAR1"...)
}

func TestCheckFooter(t *testing.T) {
	var whole bytes.Buffer
	if err := parquet.Write(&whole, []parquetRow{{Text: "satu", JSON: "1", Tags: []string{"x"}}}); err != nil {
		t.Fatal(err)
	}
	long := footer("")
	binary.LittleEndian.PutUint32(long[4:], 1<<30)
	for _, c := range []struct {
		name, want string
		file       []byte
	}{
		{"whole", "", whole.Bytes()},
		{"empty description", "", footer("\x00")},
		{"no file", "too short", nil},
		{"cut", "no mark", whole.Bytes()[:whole.Len()-1]},
		{"description longer than the file", "1073741824 bytes", long},
		{"two thousand million columns", "malformed footer", footer("\x15\x04\x19\xfc\xff\xff\xff\xff\x07\x00")},
		{"as many pairs", "malformed footer", footer("\x1b\xff\xff\xff\xff\x07\x88\x00")},
		{"a name of as many bytes", "malformed footer", footer("\x18\xff\xff\xff\xff\x07x\x00")},
		{"lists in lists without end", "malformed footer", footer("\x19" + strings.Repeat("\x19", 1000))},
		{"no end", "malformed footer", footer("\x15\x04")},
		{"a type there is not", "malformed footer", footer("\x1e\x00\x00")},
	} {
		err := checkFooter(bytes.NewReader(c.file), int64(len(c.file)))
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

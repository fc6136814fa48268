package columns

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/internal/records"
)

// back reads a Parquet file's rows as headline and other fields.
func back(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.parquet")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	r := &records.Reader{Field: "text", Inputs: []records.Input{{Name: path}}}
	var out strings.Builder
	var b records.Batch
	var rec records.Record
	for r.Next(&b) == nil {
		b.Each(&rec, func(rec *records.Record) {
			out.WriteString(rec.Text)
			for _, f := range rec.Extra {
				fmt.Fprintf(&out, " %s=%s", f.Name, f.Value)
			}
			out.WriteByte('\n')
		}, func(p *records.Problem) { t.Error(p) })
	}
	return out.String()
}

func TestRoundTrip(t *testing.T) {
	in := `{"text":"satu","probability":0,"devices":{"shock":1,"gossip":0.25},"id":9007199254740993,"ok":true,"tags":["a", 1],"mixed":1,"half":1,"note":null}
{"text":"dua","probability":0.5,"devices":{"shock":0,"gossip":0},"id":2,"ok":false,"tags":[],"mixed":"x","half":0.5,"note":"n","late":"é"}
`
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, part := range []string{in[:5], in[5:250], in[250:]} { // however it is cut
		if _, err := w.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := `satu probability=0 shock=1 gossip=0.25 id=9007199254740993 ok=true tags=["a",1] mixed=1 half=1 note=null late=null
dua probability=0.5 shock=0 gossip=0 id=2 ok=false tags=[] mixed="x" half=0.5 note="n" late="é"
`
	if got := back(t, b.Bytes()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestWriterManyRows(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	for i := range 2*sample + 1 {
		if _, err := fmt.Fprintf(w, "{\"text\":\"t\",\"id\":%d}\n", i); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(back(t, b.Bytes()), "\n")
	if len(got) != 2*sample+2 || got[2*sample] != fmt.Sprintf("t id=%d", 2*sample) {
		t.Errorf("%d rows, the last %q", len(got)-1, got[len(got)-2])
	}
}

func TestWriterRefuses(t *testing.T) {
	for name, c := range map[string]struct{ late, want string }{
		"another kind":  {`{"text":"t","id":"x"}`, `field "id" held whole numbers in the first 1000 records and is "x" now`},
		"another field": {`{"text":"t","new":1}`, `field "new" is not one of the first 1000`},
	} {
		w := NewWriter(new(bytes.Buffer))
		var err error
		for range sample {
			_, err = w.Write([]byte("{\"text\":\"t\",\"id\":1}\n"))
		}
		if err == nil {
			_, err = w.Write([]byte(c.late + "\n"))
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEmpty(t *testing.T) {
	var b bytes.Buffer
	if err := NewWriter(&b).Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLateFields: fields of results that come after the thousand records which decide
// the columns.
func TestLateFields(t *testing.T) {
	var b strings.Builder
	const usual = `{"url":"https://kabar.example/1","text":"Pasar Ikan Pindah","bias":{"threshold":0.2},"text_source":"anchor"`
	for range sample + 1 {
		b.WriteString(usual + "}\n")
	}
	b.WriteString(usual + `,"abstained":true,"section":"Daerah","count":2,"line":7,"mismatch":{"share":1}}` + "\n")
	w := NewWriter(io.Discard)
	if _, err := io.WriteString(w, b.String()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCells: what looks like an escaped character stays, and no text is longer than
// Excel allows.
func TestCells(t *testing.T) {
	long := strings.Repeat("é", maxCell-1)
	for cell, want := range map[string]string{
		"_x0041_":       "_x005F_x0041_",
		long + "é":      long + "é",
		long + "éé":     long + "…",
		long + "😱":      long + "…",
		long + "😱ujung": long + "…",
	} {
		if got := string(appendCells(nil, "", []string{cell}, 0, 1)); !strings.Contains(got, ">"+want+"<") {
			t.Errorf("%.20s (%d bytes): %.40s (%d bytes)", cell, len(cell), got, len(got))
		}
	}
}

package columns

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
)

// rows turns objects, a line each, into rows of fields of the input.
func rows(lines string) (all []byte) {
	for line := range strings.Lines(lines) {
		row := Row{Bytes: all}
		gjson.Parse(line).ForEach(func(key, v gjson.Result) bool {
			row.Field(&records.Field{Name: key.Str, Value: v.Raw, JSON: true})
			return true
		})
		all = row.End()
	}
	return all
}

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
	first, second := Row{}, Row{}
	for _, f := range []records.Field{{Name: "id", Value: "9007199254740993", JSON: true}, {Name: "ok", Value: "true", JSON: true}, {Name: "tags", Value: `["a", 1]`, JSON: true},
		{Name: "mixed", Value: "1", JSON: true}, {Name: "half", Value: "1", JSON: true}, {Name: "note", Value: "null", JSON: true}, {Name: "label", Value: "saya"}} {
		first.Field(&f)
	}
	first.Headline("text", "satu")
	first.Text("label", "neutral")
	first.Number("probability", 0)
	first.Integer("count", "")
	first.JSON("mismatch", "")
	first.True("abstained", false)
	first.OptionalText("block", "")
	for _, f := range []records.Field{{Name: "id", Value: "2", JSON: true}, {Name: "ok", Value: "false", JSON: true}, {Name: "tags", Value: `[]`, JSON: true},
		{Name: "mixed", Value: "x\"y"}, {Name: "half", Value: "0.5", JSON: true}, {Name: "note", Value: `"n\u00e9"`, JSON: true}, {Name: "late", Value: `"é"`, JSON: true}} {
		second.Field(&f)
	}
	second.Headline("text", "dua")
	second.Text("label", "") // a text all the same
	second.Number("probability", .5)
	second.Integer("count", "3")
	second.JSON("mismatch", `{"share":1}`)
	second.True("abstained", true)
	second.OptionalText("block", "Terkini")
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, row := range [][]byte{first.End(), second.End()} {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
		clear(row) // it is the caller's
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	want := `satu id=9007199254740993 ok=true tags=["a",1] mixed=1 half=1 note=null label=saya heboh_label=neutral probability=0 count=null mismatch=null abstained=null block=null late=null
dua id=2 ok=false tags=[] mixed="x\"y" half=0.5 note=né label=null heboh_label= probability=0.5 count=3 mismatch={"share":1} abstained=true block=Terkini late=é
`
	if got := back(t, b.Bytes()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestWriterManyRows(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b)
	for i := range 2*sample + 1 {
		if _, err := w.Write(rows(fmt.Sprintf("{\"text\":\"t\",\"id\":%d}\n", i))); err != nil {
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
			_, err = w.Write(rows("{\"text\":\"t\",\"id\":1}\n"))
		}
		if err == nil {
			_, err = w.Write(rows(c.late + "\n"))
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

// TestDamagedRows: rows that were cut off or changed on their way are an error.
func TestDamagedRows(t *testing.T) {
	whole := rows("{\"text\":\"t\",\"id\":1}\n")
	for n := 1; n < len(whole); n++ {
		if _, err := NewWriter(io.Discard).Write(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes: no error", n, len(whole))
		}
	}
}

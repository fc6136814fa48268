package records

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

// readAll reads everything and writes it down: a record as line:text with its
// other fields, a problem as it would be told.
func readAll(r *Reader) string {
	var out strings.Builder
	var b Batch
	var rec Record
	for {
		err := r.Next(&b)
		if err == io.EOF {
			return out.String()
		}
		if err != nil {
			fmt.Fprintf(&out, "error %v\n", err)
			return out.String()
		}
		b.Each(&rec, func(rec *Record) {
			fmt.Fprintf(&out, "%d %s", rec.Line, rec.Text)
			for _, f := range rec.Extra {
				fmt.Fprintf(&out, " [%s=%s]", f.Name, f.Value)
			}
			out.WriteByte('\n')
		}, func(p *Problem) { fmt.Fprintf(&out, "! %v\n", p) })
	}
}

func reader(format Format, in string) *Reader {
	return &Reader{Format: format, Inputs: []Input{{Name: "in", Stream: strings.NewReader(in)}}}
}

var readings = []struct {
	name   string
	format Format
	in     string
	want   []string // in order, each a prefix of its line
}{
	{"lines", Lines, "satu\n\ndua\r\n tiga", []string{"1 satu", "3 dua", "4  tiga"}},
	{"no input", Lines, "", nil},
	{"bad UTF-8", Lines, "baik\n\xff\xfa\nlagi\n", []string{"1 baik", "! in:2: not valid UTF-8; convert", "3 lagi"}},
	{"jsonl", JSONL, `{"id":1.50,"text":"satu","n":[1, 2]}` + "\n\n" + `{"text":"d\u0075a"}`,
		[]string{`1 satu [id=1.50] [n=[1, 2]]`, "3 dua"}},
	{"jsonl bad", JSONL, "{\"text\":\"satu\"\n{\"text\":3}\n{\"kata\":\"x\"}\n[1]\nkata\n{\"text\":\" \"}\n{\"text\":\"tujuh\"}\n",
		[]string{"! in:1: broken JSON", "! in:2: text: is a number; it must be a string", "! in:3: text: no such field, and none called title, headline, judul, name; the object has kata",
			"! in:4: not a JSON object", "! in:5: not JSON", "! in:6: text: empty", "7 tujuh"}},
	{"csv", CSV, "id,text\n1,\"satu, dua\"\n2,\"ti\n\"\"ga\"\"\"\n3,empat\n",
		[]string{"2 satu, dua [id=1]", "3 ti", `"ga" [id=2]`, "5 empat [id=3]"}},
	{"csv semicolons", CSV, "id;text\r\n1;satu, dua\r\n", []string{"2 satu, dua [id=1]"}},
	{"csv without a line end", CSV, "text\nsatu", []string{"2 satu"}},
	{"csv no column", CSV, "id,kata\n1,satu\n", []string{"! in:1: text: no such column, and none called title, headline, judul, name; the header has id, kata"}},
	{"csv column twice", CSV, "text,text\n1,satu\n", []string{"! in:1: text: this column occurs twice"}},
	{"csv columns of one name", CSV, "id,,text,id,,id_2,id\n1,2,satu,3,4,5,6\n", []string{"2 satu [id=1] [=2] [id_2=3] [_2=4] [id_2_2=5] [id_3=6]"}},
	{"csv too many fields", CSV, "text,id\nsatu,dua,3\nempat,4\n", []string{"! in:2: 3 fields where the header has 2", "3 empat [id=4]"}},
	{"csv open quote", CSV, "text,id\n\"satu,1\ndua,2\n", []string{"! in:2: a quote is opened and never closed", "3 dua [id=2]"}},
	{"csv bare quote", CSV, "text\nsa\"tu\ndua\n", []string{"! in:2: a quote inside a field", "3 dua"}},
	{"csv text after quote", CSV, "text\n\"sa\"tu\ndua\n", []string{"! in:2: text after a closing quote", "3 dua"}},
	{"csv empty", CSV, "\n", []string{"! in: empty; a table needs a header"}},
	{"tsv", TSV, "text\tid\n\"satu\t1\n\t2\n", []string{`2 "satu [id=1]`, "! in:3: text: empty"}},
	{"array", JSONL, "[\n {\"text\":\"satu, \\\"x\\\"]\",\n  \"x\":[1,\n{}]},\n{\"Judul\":\"dua\"} , \"tiga\", 4]\n ",
		[]string{`2 satu, "x"] [x=[1,{}]]`, "5 dua", "5 tiga", "! in:5: not a JSON object"}},
	{"array on a line", JSONL, `[{"text":"satu"},{"text":"dua"}]`, []string{"1 satu", "1 dua"}},
	{"array cut off", JSONL, "[{\"text\":\"satu\"},\n{\"text\":", []string{"1 satu", "! in:2: broken JSON", "! in:2: the JSON array has no end"}},
	{"text after an array", JSONL, "[\"satu\"]\n{}", []string{"1 satu", "! in:2: text after the JSON array"}},
	{"sniffed lines", Auto, "\nText, Lagu, Judul Film: Tiga Hal\n{dua}\n[Foto] tiga", []string{"2 Text, Lagu", "3 {dua}", "4 [Foto] tiga"}},
	{"sniffed jsonl", Auto, "\n{\"text\":\"satu\"}\n", []string{"2 satu"}},
	{"sniffed array", Auto, "[\n{\"text\":\"satu\"}]\n", []string{"2 satu"}},
	{"sniffed csv", Auto, "id;Judul\r\n1;satu\r\n", []string{"2 satu [id=1]"}},
	{"sniffed csv, CR", Auto, "id,title\r1,satu\r", []string{"2 satu [id=1]"}},
	{"sniffed tabs", Auto, "\ufeffid\tjudul\n1\tsatu\n", []string{"2 satu [id=1]"}},
	{"sniffed sep", Auto, "sep=;\nid;judul\n1;satu\n", []string{"3 satu [id=1]"}},
	{"other names", JSONL, `{"name":"x","TITLE":"satu"}` + "\n" + `{"name":"dua"}` + "\n" + `{"id":1,"data":{"text":"tiga","x":2}}`,
		[]string{"1 satu [name=\"x\"]", "2 dua", "3 tiga [id=1] [x=2]"}},
	{"csv other names", CSV, "name;Judul\nx;satu\n", []string{"2 satu [name=x]"}},
	{"csv guarded", CSV, "text,by\n'=1+1 naik,'@x\n'90-an,\n", []string{"2 =1+1 naik [by='@x]", "3 '90-an"}},
	{"csv tabs", CSV, "id\ttext\n1\t\"satu\tdua\"\n", []string{"2 satu\tdua [id=1]"}},
	{"csv sep", CSV, "sep=;\nid;text, penuh;text\n1;;satu\n", []string{"3 satu [id=1] [text, penuh=]"}},
	{"csv commas in a header", CSV, "text;a,b,c,d\nsatu;1\n", []string{"2 satu [a,b,c,d=1]"}},
	{"tsv of commas", TSV, "id,text\n1,satu\n", []string{"2 satu [id=1]"}},
	{"returns alone", CSV, "text,id\rsatu,1\rdua,2", []string{"2 satu [id=1]", "3 dua [id=2]"}},
	{"a return inside a line", Lines, "satu\ndu\ra\n", []string{"1 satu", "2 du\ra"}},
	{"UTF-16 without a mark", Lines, "s\x00a\x00t\x00u\x00\n\x00d\x00u\x00a\x00", []string{"1 satu", "2 dua"}},
	{"fastText", Lines, "__label__neutral Rapat\n__label__a __label__b Geger\n", []string{"1 Rapat [label=neutral]", "! in:2: several labels"}},
	{"xls", Auto, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", []string{"! in: is a file of Excel 97–2003 (.xls) or its like; save it as .xlsx"}},
	{"zip", Lines, "PK\x03\x04....", []string{"! in: not a workbook that can be read"}},
	{"broken gzip", Lines, "\x1f\x8b...", []string{"! in: looks like gzip"}},
	{"mark", Lines, "\xef\xbb\xbfsatu\n", []string{"1 satu"}},
	{"half a mark", Lines, "\xef\xbb", []string{"! in:1: not valid UTF-8"}},
}

func TestReader(t *testing.T) {
	for _, c := range readings {
		t.Run(c.name, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"whole": strings.NewReader(c.in), "byte by byte": iotest.OneByteReader(strings.NewReader(c.in)),
			} {
				rd := reader(c.format, "")
				rd.Inputs[0].Stream = r
				got := strings.Split(strings.TrimSuffix(readAll(rd), "\n"), "\n")
				if c.want == nil && len(got) == 1 && got[0] == "" {
					continue
				}
				if len(got) != len(c.want) {
					t.Fatalf("%s: got %q, want %q", name, got, c.want)
				}
				for i, w := range c.want {
					if !strings.HasPrefix(got[i], w) {
						t.Errorf("%s: line %d: got %q, want %q…", name, i, got[i], w)
					}
				}
			}
		})
	}
}

func TestLongLineIsSkipped(t *testing.T) {
	long := strings.Repeat("x", MaxLine+1)
	for name, in := range map[string]string{
		"in the middle": "satu\n" + long + "\ntiga\n", "far too long": "satu\n" + long + long + long + "\ntiga\n",
	} {
		want := "1 satu\n! in:2: " + tooLong(MaxLine).Msg + "\n3 tiga\n"
		if got := readAll(reader(Lines, in)); got != want {
			t.Errorf("%s: got %.80q", name, got)
		}
	}
	if got := readAll(reader(Lines, "satu\n"+long+long)); got != "1 satu\n! in:2: "+tooLong(MaxLine).Msg+"\n" {
		t.Errorf("at the end: got %.80q", got)
	}
	if got := readAll(reader(Lines, strings.Repeat("y", MaxLine)+"\n")); strings.HasPrefix(got, "!") {
		t.Errorf("a line of just 1 MiB: got %.80q", got)
	}
}

func TestEncodings(t *testing.T) {
	text := "Hemat énergi\nKedua\n"
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	io.WriteString(w, "\xef\xbb\xbf"+text)
	w.Close()
	for name, in := range map[string]string{"UTF-16": utf16, "gzip": packed.String()} {
		if got, want := readAll(reader(Lines, in)), "1 Hemat énergi\n2 Kedua\n"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestBinaryIsRefused(t *testing.T) {
	if got := readAll(reader(Lines, "a\x00b\n")); !strings.HasPrefix(got, "! in: holds NUL bytes, so it is not text") {
		t.Errorf("got %q", got)
	}
}

// TestDeepJSON: nesting as deep as a line allows neither crashes nor stalls.
func TestDeepJSON(t *testing.T) {
	open := `{"text":"satu","x":` + strings.Repeat("[", MaxLine/2-100)
	whole := open + strings.Repeat("]", MaxLine/2-100) + "}"
	if got := readAll(reader(JSONL, open+"\n"+whole+"\n")); !strings.HasPrefix(got, "! in:1: broken JSON") {
		t.Errorf("got %.80q", got)
	}
}

// TestPrompt: what came is handed out before more is read.
func TestPrompt(t *testing.T) {
	pr, pw := io.Pipe()
	r := reader(Lines, "")
	r.Inputs[0].Stream = pr
	go func() { io.WriteString(pw, "satu\n") }()
	var b Batch
	if err := r.Next(&b); err != nil || b.data != "satu\n" {
		t.Fatalf("got %q, %v", b.data, err)
	}
	pw.Close()
}

func TestManyInputs(t *testing.T) {
	r := &Reader{Field: "text", Inputs: []Input{
		{Name: "a.jsonl", Stream: strings.NewReader(`{"text":"satu","id":7}`)},
		{Name: t.TempDir()},
		{Name: "missing.txt"},
		{Name: "b.csv", Stream: strings.NewReader("text,x\ndua,1\n")},
	}}
	got := strings.Split(readAll(r), "\n")
	want := []string{"1 satu [id=7]", "is a directory; name a file", "missing.txt: open missing.txt: no such", "2 dua [x=1]", ""}
	for i, w := range want {
		if i >= len(got) || !strings.Contains(got[i], w) {
			t.Errorf("line %d: got %q, want %q", i, got, w)
		}
	}
}

func TestFailingInput(t *testing.T) {
	r := reader(Lines, "")
	r.Inputs[0].Stream = io.MultiReader(strings.NewReader("satu\ndu"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if got := readAll(r); !strings.HasPrefix(got, "1 satu\n! in:2: unexpected EOF") {
		t.Errorf("got %q", got)
	}
}

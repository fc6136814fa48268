package records

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzReader: whatever the bytes, reading ends, every record is good, and lines
// are counted upwards.
func FuzzReader(f *testing.F) {
	for _, c := range readings {
		f.Add(string(c.format), c.in)
	}
	for _, in := range []string{"---\ntitle: >-\n  a\n  b\nx: &y [*y]\n---\n", "+++\nTitle = '''a'''\n+++\n", "{\"name\": \"a\"}\n", "---\n" + strings.Repeat("[", 99999), "+++\na=" + strings.Repeat("[", 99999)} {
		f.Add(string(Markdown), in)
	}
	f.Fuzz(func(t *testing.T, format, in string) {
		parsed, err := ParseFormat(format)
		if err != nil {
			return
		}
		r := reader(parsed, in)
		var b Batch
		var rec Record
		last := 0
		for r.Next(&b) == nil {
			b.Each(&rec, func(rec *Record) {
				if !utf8.ValidString(rec.Text) || strings.TrimSpace(rec.Text) == "" {
					t.Fatalf("bad headline %q", rec.Text)
				}
				if rec.Line < last || rec.Line == last && parsed != JSONL { // an array may stand on one line
					t.Fatalf("line %d after %d", rec.Line, last)
				}
				last = rec.Line
			}, func(p *Problem) {
				if p.Msg == "" || p.File == "" {
					t.Fatalf("problem without place or words: %+v", p)
				}
			})
		}
	})
}

// FuzzJSON: only what encoding/json takes is taken, and means the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"text":"a"}`, `{"text":"\ud83d\ude00\n","x":[1e5,-0.1,{}]}`, `{"text":"a",}`, `{"text":"\x"}`,
		`{"text":"a","x":01}`, `{"text":"a"}{}`, `{"text":"a","x":1.}`, `{"text":"a","x":tru}`, "{\"text\":\"a\tb\"}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var rec Record
		ok, bad := jsonParser{field: "text"}.parse(s, &rec)
		if !ok || bad != nil || rec.Field != "text" {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatalf("%q is taken, encoding/json says %v", s, err)
		}
		var text string
		if err := json.Unmarshal(want["text"], &text); err != nil || text != rec.Text {
			t.Fatalf("%q: text %q, encoding/json says %q, %v", s, rec.Text, text, err)
		}
	})
}

// FuzzCSV: a record that encoding/csv takes is split as it does.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b", `"a,b",c`, `"a""b",`, `"a`, `a"b`, `"a"b`, `"",""`} {
		f.Add(s)
	}
	split := splitCSV(',')
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\r\n") || s == "" {
			return
		}
		got, err := split(nil, s)
		want, wantErr := csv.NewReader(strings.NewReader(s)).Read()
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%q: %v, encoding/csv says %v", s, err, wantErr)
		}
		if err == nil && strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			t.Fatalf("%q: %q, encoding/csv says %q", s, got, want)
		}
	})
}

// FuzzAppend: what is written is read back.
func FuzzAppend(f *testing.F) {
	for _, s := range []string{"", "a", "\"\\\n\t\r\x01\x7f", "é😀", "\xff", " a,b "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var back string
		if err := json.Unmarshal(AppendString(nil, s), &back); err != nil || back != strings.ToValidUTF8(s, "\uFFFD") && utf8.ValidString(s) {
			t.Fatalf("JSON of %q gives %q, %v", s, back, err)
		}
		if strings.Contains(s, "\r") { // encoding/csv turns \r\n into \n
			return
		}
		row, err := csv.NewReader(strings.NewReader("x," + string(AppendCSV(nil, s, ',')) + "\n")).Read()
		if err != nil || row[1] != s {
			t.Fatalf("CSV of %q gives %q, %v", s, row, err)
		}
	})
}

package behaviour

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// files copies the embedded data so that a test can spoil one file.
func files(t testing.TB) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{}
	list, err := fs.Glob(embedded, "data/*")
	if err != nil || len(list) == 0 {
		t.Fatalf("no embedded data: %v", err)
	}
	for _, name := range list {
		data, err := embedded.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m[strings.TrimPrefix(name, "data/")] = &fstest.MapFile{Data: data}
	}
	return m
}

func TestLoadErrors(t *testing.T) {
	tests := []struct{ name, file, data, want string }{
		{"empty", "minimum.id.txt", "", "no section"},
		{"line first", "minimum.id.txt", "+ Judul\n", "minimum.id.txt:1: a line before the first heading"},
		{"fields", "minimum.id.txt", "== a\n+ Judul\n", "minimum.id.txt:1: heading has 1 fields, want 2"},
		{"head", "minimum.id.txt", "== a | b | head=gossip\n+ Judul\n", `minimum.id.txt:1: unknown head "gossip"`},
		{"mark", "minimum.id.txt", "== a | b\n* Judul\n", "minimum.id.txt:2: want a heading"},
		{"no lines", "minimum.id.txt", "== a | b\n\n== c | d\n+ x\n", `minimum.id.txt:1: section "a" has no lines`},
		{"not UTF-8", "minimum.id.txt", "== a | b\n+ \xff\n", "not UTF-8"},
		{"kind", "invariance.id.txt", "== a | turn | d\n= x / y\n- {A} {B}\n", `kind "turn", want swap or fill`},
		{"value", "invariance.id.txt", "== a | swap | d\n= x\n- {A} {B}\n", `invariance.id.txt:2: value "x": swap wants`},
		{"slot", "invariance.id.txt", "== a | swap | d\n= x / y\n- {B}\n", `invariance.id.txt:3: template "{B}": want the slot {A}`},
		{"slot of a fill", "invariance.id.txt", "== a | fill | d\n= x\n= y\n- {A} {B}\n", "and {B} in a swap only"},
		{"one value", "invariance.id.txt", "== a | fill | d\n= x\n- {A}\n", "two or more for fill"},
		{"pair without start", "direction.id.txt", "== a | d\n> x\n", "direction.id.txt:2: a stronger line"},
		{"pair without end", "direction.id.txt", "== a | d\n< x\n< y\n> z\n", "direction.id.txt:3: the headline before"},
		{"last pair without end", "direction.id.txt", "== a | d\n< x\n", "the last headline has no stronger line"},
		{"language", "additions.txt", "== a | fr | prefix | d\n= x\n", `language "fr", want one of id, en`},
		{"side", "additions.txt", "== a | id | infix | d\n= x\n", `"infix", want prefix or suffix`},
		{"upper case", "charged.txt", "== id | words\n= Heboh\n", `"Heboh" is not lower case`},
		{"targets", "targets.json", `{"speed": 1}`, "unknown field"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := files(t)
			m[tt.file] = &fstest.MapFile{Data: []byte(tt.data)}
			_, err := Load(m)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	for name := range files(t) {
		m := files(t)
		delete(m, name)
		if _, err := Load(m); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v, want one that names the file", name, err)
		}
	}
}

func FuzzParseSections(f *testing.F) {
	f.Add("== a | b\n+ x\n")
	f.Add("# note\n\n== a | b\r\n- y\n")
	f.Add("== |\n+  \n+")
	f.Fuzz(func(t *testing.T, data string) {
		secs, err := parseSections("f", data, []string{"name", "doc"}, "+-")
		if err != nil {
			return
		}
		if len(secs) == 0 {
			t.Fatal("no section and no error")
		}
		for _, s := range secs {
			if len(s.lines) == 0 {
				t.Fatalf("malformed section %+v", s)
			}
		}
	})
}

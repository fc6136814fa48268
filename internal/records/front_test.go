package records

import (
	"strings"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":          {"---\ntitle: Rapat dewan dimulai # nanti\ndate: 2024-01-02\n---\ntitle: isi\n", "2 Rapat dewan dimulai\n"},
		"double quotes":  {"---\nlayout: post\ntitle: \"GEGER: \\\"Kampung\\\" #1\" # x\n---\n", "3 GEGER: \"Kampung\" #1\n"},
		"single quotes":  {"---\ntitle: 'Jum''at: libur'\r\n---\r\n", "2 Jum'at: libur\n"},
		"TOML":           {"+++\ntitle = \"Harga cabai turun\"\n+++\n", "2 Harga cabai turun\n"},
		"nested":         {"---\nseo:\n  title: lain\n---\n", "! in: no such field; the front matter has seo: name the headline's with --field\n"},
		"any case":       {"---\nTitle: Rapat\n---\n", "2 Rapat\n"},
		"JSON":           {"\n{\n  \"draft\": true,\n  \"title\": \"GEGER! \\ud83d\\ude00\"\n}\nisi {\n", "4 GEGER! 😀\n"},
		"broken JSON":    {"{\n  \"title\": \"x\n}\n", "! in: front matter: "},
		"two lines":      {"---\ntitle: Rapat dewan\n  dimulai\n---\n", "2 Rapat dewan dimulai\n"},
		"triple quotes":  {"---\ntitle: '''GEGER! Warga'''\n---\n", "2 'GEGER! Warga'\n"},
		"number":         {"---\ntitle: 1984\n---\n", "2 1984\n"},
		"list":           {"---\ntitle: [a, b]\n---\n", "! in:2: title: is null; it must be a string\n"},
		"bomb":           {"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\n", "! in:4: title: is null"},
		"alias":          {"---\nseo: &t Rapat\ntitle: *t\n---\n", "3 Rapat\n"},
		"none":           {"title: bukan\n---\ntitle: bukan\n", ""},
		"empty":          {"", ""},
		"no value":       {"---\ntitle:\n---\n", "! in:2: title: empty; give a headline or leave the record out\n"},
		"folded":         {"---\ntitle: >-\n  Rapat\n---\n", "2 Rapat\n"},
		"open quotes":    {"---\ntitle: \"Rapat\n---\n", "! in: front matter: yaml: line 2: "},
		"never closed":   {"---\ntitle: Rapat", "2 Rapat\n"},
		"leading blanks": {"\n\n---\ntitle: Rapat\n---\n", "4 Rapat\n"},
		"long line":      {"---\nx: " + strings.Repeat("y", 9000) + "\ntitle: Rapat\n---\n", "3 Rapat\n"},
	} {
		r := reader(Markdown, c.in)
		r.Field = "title"
		if got := readAll(r); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

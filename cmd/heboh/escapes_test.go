package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

// hostile holds every kind of character that must not reach a terminal.
const hostile = "evil\x1b[2J\x1b]0;owned\x07\x1b[31m\u202egpj\u2066a\u200fb\u200ec\u061cd\u2028e\u2029f\u0085g\u009b31mh\x7fi\b\x0bj\rk"

// acted is the first character of a text that a terminal acts on, by the tables
// of Unicode rather than the program's own rule; -1 for none.
func acted(text string) int {
	return strings.IndexFunc(text, func(r rune) bool {
		joins := r == '\u200d' || r == '\u200c' // of emoji and scripts
		return r != '\n' && r != '\t' && !joins && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	})
}

// hostileModel is the shipped model under names full of escapes.
func hostileModel(t *testing.T, path string) {
	t.Helper()
	p := model.Default().Parts()
	p.Info = model.Info{Name: hostile, Version: hostile, Description: hostile + "\nname\tanother", Algorithm: hostile,
		Languages: []string{hostile}, ThresholdRule: hostile, Figures: map[string]float64{hostile: .5, "n": 3},
		Data: []model.Source{{Name: hostile, Rows: 1, SHA256: hostile, License: hostile, Credit: hostile, Use: hostile}}}
	m, err := model.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	file, err := saved(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
}

// quiet runs the command and fails if it prints a character that a terminal acts
// on. A command that does not end is found by the time limit of go test, which says
// where it waits.
func quiet(t *testing.T, args ...string) (status int) {
	t.Helper()
	var out, told bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(""), &out, &told)
	for stream, text := range map[string]string{"output": out.String(), "error": told.String()} {
		if at := acted(text); at >= 0 {
			t.Errorf("heboh %.60q: standard %s: %q", args, stream, text[max(0, at-40):min(len(text), at+40)])
		}
	}
	return status
}

// TestHostileNames: no escape sequence, no mark that turns the direction of
// writing and no separator of a model, a file's name or a flag is printed, by any
// command.
func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	name := func(ext string) string { return hostile + ext }
	hostileModel(t, name(".heboh"))
	titles := "judul,label\nWarga Bangun Jembatan di Desa,0\nGEGER! Kabar Ini Bikin Melongo,1\n"
	page := `<html lang="id"><h2>Artikel Terkait</h2><ul><li><a href="/a">GEGER! Kabar Ini Bikin Melongo Warga Desa</a></ul></html>`
	for ext, content := range map[string]string{".csv": titles, ".html": page, ".broken": "\x00\xff\n", ".jsonl": "{\"judul\":5}\n{\n"} {
		if err := os.WriteFile(name(ext), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases := [][]string{{"model", "info", name(".heboh")}, {"model", "info", name(".heboh"), "--format", "json"}, {"model", "card", name(".heboh")},
		{"model", "verify", name(".heboh")}, {"model", "verify", name(".heboh"), "--format", "json"}, {"model", "verify", name(".csv")},
		{"evaluate", "--data", name(".csv"), "--model", name(".heboh")}, {"evaluate", "--data", name(".csv"), "--format", "json"},
		{"behaviour", "--model", name(".heboh")}, {"behaviour", "--model", name(".heboh"), "--format", "json"},
		{"datasets", "import", name(".csv")}, {"datasets", "split", name(".csv"), "--train", name(".train"), "--test", name(".test")},
		{"datasets", "get", "sample", "--dir", name(".dir")},
	}
	for _, format := range []string{"text", "jsonl", "csv", "sarif", "lint"} {
		for _, ext := range []string{".csv", ".broken", ".jsonl"} {
			cases = append(cases, []string{"score", "--in", name(ext), "--model", name(".heboh"), "--format", format, "--explain"})
		}
		cases = append(cases, []string{"links", name(".html"), "--model", name(".heboh"), "--format", format, "--explain"})
	}
	cases = append(cases, []string{"links", name(".html"), "--model", name(".heboh"), "--format", "html"})
	succeeded := 0
	for _, args := range cases {
		if quiet(t, args...) == exitDone {
			succeeded++
		}
	}
	if succeeded < 20 {
		t.Errorf("%d of %d commands succeeded; the test shows little", succeeded, len(cases))
	}
}

// TestForeignColours: where colours are on, those of a headline do not pass.
func TestForeignColours(t *testing.T) {
	t.Setenv("FORCE_COLOR", "1")
	const foreign = "\x1b[36mHarga"
	for _, args := range [][]string{{"score"}, {"score", "--explain"}, {"score", "--explain=raw"}, {"calm"}} {
		var out, told bytes.Buffer
		status := run(t.Context(), append(args, "--format", "text", "GEGER! "+foreign+" Beras Turun"), strings.NewReader(""), &out, &told)
		if status != exitDone || strings.Contains(out.String()+told.String(), foreign) {
			t.Errorf("heboh %s: %d %q %q", args, status, &out, &told)
		}
	}
}

// TestHostileArguments gives hostile values to every flag and argument of every
// command, from the table of commands, so that a new one is tested too.
func TestHostileArguments(t *testing.T) {
	t.Chdir(t.TempDir())
	var visit func(path []string, commands []*cli.Command)
	visit = func(path []string, commands []*cli.Command) {
		for _, c := range commands {
			path := append(path[:len(path):len(path)], c.Name)
			with := func(args ...string) {
				switch { // so that it ends soon
				case c.Name == "serve" && !strings.Contains(args[0], "addr"):
					args = append(args, "--addr", hostile)
				case c.Name == "train" && !strings.Contains(args[0], "data"):
					args = append(args, "--data", hostile)
				case c.Name == "behaviour", c.Name == "features":
					args = append(args, "--format", "json")
				}
				quiet(t, append(path[:len(path):len(path)], args...)...)
			}
			with(hostile)
			with("--" + hostile)
			with(hostile, hostile)
			with("--help")
			for _, f := range c.Flags {
				with("--"+f.Names()[0], hostile)
				with("--" + f.Names()[0] + "=" + hostile)
			}
			visit(path, c.Subcommands)
		}
	}
	app := newApp(ui.New(strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)))
	visit(nil, app.Commands)
	quiet(t, hostile)
	quiet(t, "help", hostile)
	quiet(t, filepath.Join("--", hostile))
}

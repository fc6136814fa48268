package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("data/a.tsv", "text\tlabel\nEmpat Kata Saja Bukan\t0\nLima Kata Kambing di Pasar\t0\n")
	write("data/set/b.tsv", "id\ttext\n7\tTujuh Kata: Kambing Putih Itu Pulang Kemarin\n")
	write("data/set/terms.tsv", "term\tlang\nkata yang bukan judul siapa pun\tid\n")
	for _, c := range []struct {
		text string
		want int
	}{
		{"Empat Kata Saja Bukan\n", 0},
		{"LIMA kata, kambing di pasar!\n", 1},
		{"x\tLima Kata Kambing di Pasar\ty\n", 1},
		{"ia menulis lima kata kambing di pasar kemarin\n", 0},
		{"f(\"Lima Kata Kambing di Pasar\")\n", 1},
		{`a\nLima Kata Kambing di Pasar\n`, 1},
		{"konon tujuh kata kambing putih itu pulang kemarin sore\n", 1},
		{"tujuh kata kambing putih itu pulang\n", 0},
		{"Lima Kata Kambing di Pasar\nLima Kata Kambing di Pasar\n", 2},
		{"Lima Kata Kambing di Pasar\n\x00", 0},
		{"kata yang bukan judul siapa pun\n", 0},
	} {
		path := write("file", c.text)
		var out strings.Builder
		found, err := run(filepath.Join(dir, "data"), strings.NewReader(path+"\x00"+filepath.Join(dir, "deleted")+"\x00"), &out)
		if err != nil || found != c.want {
			t.Errorf("%q: found %d, want %d (%v)\n%s", c.text, found, c.want, err, out.String())
		}
		if c.want > 0 && !strings.Contains(out.String(), path+":1: title of the training data: ") {
			t.Errorf("%q: the place is missing from\n%s", c.text, out.String())
		}
	}
	if _, err := run(filepath.Join(dir, "nowhere"), strings.NewReader(""), &strings.Builder{}); err == nil {
		t.Error("a folder without titles was accepted")
	}
}

package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLossless: without the columns that scoring added, a scored table is byte for
// byte the table that was read, whatever its delimiter, quotes, line ends, blank
// lines and faulty rows; and scoring it again changes nothing.
func TestLossless(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 100 {
		kind := ".csv"
		if n%5 == 0 {
			kind = ".tsv"
		}
		in, rows, end := randomTable(r, kind)
		dir := t.TempDir()
		paths := []string{filepath.Join(dir, "in"+kind), filepath.Join(dir, "out"+kind), filepath.Join(dir, "again"+kind)}
		if err := os.WriteFile(paths[0], []byte(in), 0o600); err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), []string{"score", "--field", "judul", "--in", paths[i], "--out", paths[i+1]}, strings.NewReader(""), &stdout, &stderr); code > exitFailed {
				t.Fatalf("%q: status %d, %s", in, code, &stderr)
			}
		}
		out, err := os.ReadFile(paths[1])
		if err != nil {
			t.Fatal(err)
		}
		if got := without(string(out), rows, end); got != in {
			t.Fatalf("got %q\nof  %q\nwant %q", got, out, in)
		}
		if again, err := os.ReadFile(paths[2]); err != nil || !bytes.Equal(again, out) {
			t.Fatalf("scored again %q\nwas %q, %v", again, out, err)
		}
	}
}

// randomTable returns a table, its rows and the line end between them.
func randomTable(r *rand.Rand, kind string) (table string, rows []string, end string) {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	comma := pick(",", ";", "\t")
	end = pick("\n", "\r\n", "\r")
	cells := []string{"", "a", `"a"`, `"a` + comma + `b"`, `"kata ""damai"""`, `"dua` + end + `baris"`, " x ", "=1+1", "-5", "é", `""`, "2"}
	titles := []string{"Rapat dewan ditunda", `"GEGER! Warga ""kaget"""`, `"Padi` + comma + ` jagung"`, "", "MERINDING! Ternyata Ini Penyebabnya", `"Dua` + end + `baris"`}
	if kind == ".tsv" {
		comma, cells, titles = "\t", []string{"", "a", `"a`, `b"`, " x "}, []string{"Rapat dewan", `"Kami siap" kata ketua`, ""}
	}
	add := func(row string) { rows = append(rows, row) }
	add(pick("", "\xef\xbb\xbf") + strings.Join([]string{"id", pick("judul", "Judul"), pick("note", "id", ""), pick("label", "")}, comma))
	add(strings.Join([]string{"0", "Rapat dimulai", "", ""}, comma)) // so that one can be judged
	for range r.IntN(6) {
		switch r.IntN(8) {
		case 0:
			add("")
		case 1:
			add("x" + comma + "terlalu pendek")
		default:
			add(strings.Join([]string{pick(cells...), pick(titles...), pick(cells...), pick(cells...)}, comma))
		}
	}
	table = strings.Join(rows, end)
	if r.IntN(2) == 0 {
		table += end
	}
	return table, rows, end
}

// without takes what was added at the end of rows out of a scored table. Nothing
// of it has line ends.
func without(out string, rows []string, end string) string {
	var b strings.Builder
	for _, row := range rows {
		rest, ok := strings.CutPrefix(out, row)
		if !ok {
			break
		}
		b.WriteString(row)
		i := strings.IndexAny(rest, "\r\n")
		if i < 0 {
			return b.String()
		}
		if out, ok = strings.CutPrefix(rest[i:], end); !ok {
			return b.String() + rest[i:]
		}
		b.WriteString(end)
	}
	return b.String() + out
}

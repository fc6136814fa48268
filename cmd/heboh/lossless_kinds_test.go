package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
)

// TestLosslessKinds is TestLossless for files that are no plain tables: of JSON Lines
// the bytes of each object stay, of a workbook the XML of each cell, of a Parquet file
// the columns with their values.
func TestLosslessKinds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for kind, c := range map[string]struct {
		make func(*rand.Rand) []byte
		kept func(t *testing.T, file string) []string
	}{
		".jsonl":   {randomLines, objects},
		".xlsx":    {randomWorkbook, cells},
		".parquet": {randomParquet, fields},
	} {
		for range 20 {
			in, dir := c.make(r), t.TempDir()
			paths := []string{filepath.Join(dir, "in"+kind), filepath.Join(dir, "out"+kind), filepath.Join(dir, "again"+kind)}
			if err := os.WriteFile(paths[0], in, 0o600); err != nil {
				t.Fatal(err)
			}
			for i := range 2 {
				var stdout, stderr bytes.Buffer
				if code := run(t.Context(), []string{"score", "--in", paths[i], "--out", paths[i+1]}, strings.NewReader(""), &stdout, &stderr); code != 0 {
					t.Fatalf("%s: status %d, %s", kind, code, &stderr)
				}
			}
			before, after := c.kept(t, paths[0]), c.kept(t, paths[1])
			for i, b := range before {
				if len(after) != len(before) || !strings.HasPrefix(after[i], b) || len(after[i]) == len(b) {
					t.Fatalf("%s: got %q\nof %q", kind, after, before)
				}
			}
			if !bytes.Equal(read(t, paths[1]), read(t, paths[2])) {
				t.Fatalf("%s: scored again, %q is %q", kind, after, c.kept(t, paths[2]))
			}
		}
	}
}

func read(t *testing.T, file string) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// randomObjects are the rows of a table, as JSON with the same keys.
func randomObjects(r *rand.Rand, blank string) (lines []string) {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	for i := range 1 + r.IntN(5) {
		lines = append(lines, fmt.Sprintf(`{"id":%d,%s"note":%s,"Judul":%s, "label" :%s}`, i, blank, pick(`"=1+1"`, `""`, `"é 😱"`, `"007"`),
			pick(`"Rapat \"dewan\" ditunda"`, `"GEGER! Warga kaget"`, `"Padi, jagung"`), pick(`"a"`, `"b;c"`)))
	}
	return lines
}

func randomLines(r *rand.Rand) []byte {
	end := []string{"\n", "\r\n"}[r.IntN(2)]
	return []byte(strings.Join(randomObjects(r, ` "n":[1, {"x":null}] ,`), end) + strings.Repeat(end, r.IntN(2)))
}

// objects are those of the lines without the last brace.
func objects(t *testing.T, file string) (all []string) {
	for line := range strings.FieldsFuncSeq(string(read(t, file)), func(r rune) bool { return r == '\n' || r == '\r' }) {
		all = append(all, strings.TrimSuffix(line, "}"))
	}
	return all
}

func randomWorkbook(r *rand.Rand) []byte {
	var b bytes.Buffer
	w := columns.NewSheet(&b)
	fmt.Fprint(w, "Laporan\n\nid,note,Judul,note,label\n")
	for i := range 1 + r.IntN(5) {
		fmt.Fprintf(w, "%d,%s,Rapat dewan,%s\n", i, []string{"=1+1", `"a ""b"""`, "007"}[r.IntN(3)], []string{"x,", ",1.5", ","}[r.IntN(3)])
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var row = regexp.MustCompile(`(?s)<row .*?</row>`)

// cells are the rows of the first sheet from the header on, without their ends.
func cells(t *testing.T, file string) []string {
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	all := row.FindAllString(string(sheet), -1)
	for i := range all {
		all[i] = strings.TrimSuffix(all[i], "</row>")
	}
	return slices.DeleteFunc(all, func(row string) bool { return strings.Contains(row, "Laporan") })
}

func randomParquet(r *rand.Rand) []byte {
	type row struct {
		ID    int64    `parquet:"id"`
		Share *float64 `parquet:"share,optional"`
		Note  string   `parquet:"note"`
		Judul string
		Label string `parquet:"label"`
	}
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var rows []row
	for i := range 1 + r.IntN(5) {
		rows = append(rows, row{ID: int64(i), Note: pick("=1+1", "", "é 😱", "007"), Judul: pick("Rapat dewan ditunda", "GEGER! Warga kaget"), Label: pick("a", "b;c")})
		if share := r.Float64(); share < .5 {
			rows[i].Share = &share
		}
	}
	var b bytes.Buffer
	if err := parquet.Write(&b, rows); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// fields are the columns of each row with their values.
func fields(t *testing.T, file string) (all []string) {
	rd := records.Reader{Inputs: []records.Input{{Name: file}}}
	var b records.Batch
	for rd.Next(&b) == nil {
		b.Each(new(records.Record), func(rec *records.Record) {
			var row strings.Builder
			for i, f := range rec.Extra {
				if i == rec.Place {
					fmt.Fprintf(&row, "%s=%q ", rec.Name(), rec.Text)
				}
				fmt.Fprintf(&row, "%s=%s ", f.Name, f.Value)
			}
			all = append(all, row.String())
		}, func(p *records.Problem) { t.Fatal(p) })
	}
	return all
}

package datasets

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// sheets builds a workbook in the published layout; texts are shared.
func sheets(t testing.TB, content map[string][][]any) []byte {
	t.Helper()
	const office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	var index, parts, shared strings.Builder
	files := map[string]string{}
	texts := 0
	for i, name := range slices.Sorted(maps.Keys(content)) {
		file := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		fmt.Fprintf(&index, `<sheet name="%s" sheetId="%d" r:id="r%[2]d"/>`, name, i+1)
		fmt.Fprintf(&parts, `<Relationship Id="r%d" Type="%s/worksheet" Target="%s"/>`, i+1, office, file)
		var rows strings.Builder
		for r, row := range content[name] {
			fmt.Fprintf(&rows, `<row r="%d">`, r+1)
			for c, cell := range row {
				place := string(rune('A'+c%26)) + fmt.Sprint(r+1)
				if c >= 26 {
					place = string(rune('A'+c/26-1)) + place
				}
				switch v := cell.(type) {
				case string:
					fmt.Fprintf(&rows, `<c r="%s" t="s"><v>%d</v></c>`, place, texts)
					fmt.Fprintf(&shared, `<si><t>%s</t></si>`, v)
					texts++
				case int:
					fmt.Fprintf(&rows, `<c r="%s"><v>%d</v></c>`, place, v)
				}
			}
			rows.WriteString(`</row>`)
		}
		files["xl/"+file] = `<worksheet><sheetData>` + rows.String() + `</sheetData></worksheet>`
	}
	files["xl/workbook.xml"] = `<workbook xmlns:r="` + office + `"><sheets>` + index.String() + `</sheets></workbook>`
	files["xl/_rels/workbook.xml.rels"] = `<Relationships>` + parts.String() + `<Relationship Id="s" Type="` + office + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	files["xl/sharedStrings.xml"] = `<sst>` + shared.String() + `</sst>`
	return zipOf(t, files)
}

// zipOf packs files.
func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var (
	assessorTop = []any{nil, "FIRST ASSESSOR", nil, "SECOND ASSESSOR", nil, "THIRD ASSESSOR", nil, "LABEL", "LABEL SCORE"}
	assessorRow = []any{"title", "NOT CLICKBAIT", "CLICKBAIT", "NOT CLICKBAIT", "CLICKBAIT", "NOT CLICKBAIT", "CLICKBAIT", nil, nil, "CHECKING"}
)

func TestReadWorkbook(t *testing.T) {
	data := sheets(t, map[string][][]any{
		"All-Agree": {{"title", "label"}, {"Lembar yang Salah", "clickbait"}},
		"Main Dataset": {
			assessorTop, assessorRow,
			{"Pasar Burung Pindah ke Lahan Baru", 1, nil, 1, nil, 1, nil},
			{"Begini Akhir Nasib Burung Itu", nil, 1, 1, nil, nil, 1},
			{"Dua Suara Satu Penilai", 1, 1, 1, nil, 1, nil},
			{"Tanpa Suara Ketiga", 1, nil, 1, nil},
			nil,
			{"Bikin Melongo! Burung Ini Hafal Lagu Daerah", nil, 1, nil, 1, nil, 1},
			{nil, nil, nil, nil, nil, "N", 15000},
			{nil, nil, nil, nil, nil, "CLICKBAIT", 6290},
		},
	})
	got, err := Read(bytes.NewReader(data), "main_dataset.xlsx", Options{})
	want := "Pasar Burung Pindah ke Lahan Baru=0|Begini Akhir Nasib Burung Itu=1|Bikin Melongo! Burung Ini Hafal Lagu Daerah=1"
	if texts(got) != want {
		t.Errorf("got %q", texts(got))
	}
	wantErr := `main_dataset.xlsx:5: field "votes": assessor 1 has "1" under NOT CLICKBAIT and "1" under CLICKBAIT; exactly one of them must be 1
main_dataset.xlsx:6: field "votes": assessor 3 has "" under NOT CLICKBAIT and "" under CLICKBAIT; exactly one of them must be 1`
	if err == nil || err.Error() != wantErr {
		t.Errorf("got error\n%v", err)
	}
	if e := got[1]; e.Votes != 2 || e.Annotators != 3 || e.Soft != 2.0/3 || e.Line != 4 || e.Lang != "id" {
		t.Errorf("got %+v", e)
	}
}

func TestReadPlainWorkbook(t *testing.T) {
	rows := map[string][][]any{"Sheet1": {
		{"title", "label", "label_score"},
		{"Kata Menang atas Angka", "clickbait", 0},
		{"Angka Terbalik", 0},
		{"Angka Terbalik Juga", 1},
		{"Tanpa Label"},
	}}
	for name, want := range map[string]string{
		"does_not_agree.xlsx": "Kata Menang atas Angka=1|Angka Terbalik=1|Angka Terbalik Juga=0",
		"all_agree.xlsx":      "Kata Menang atas Angka=1|Angka Terbalik=0|Angka Terbalik Juga=1",
	} {
		got, err := Read(bytes.NewReader(sheets(t, rows)), name, Options{})
		if texts(got) != want {
			t.Errorf("%s: got %q", name, texts(got))
		}
		if err == nil || !strings.Contains(err.Error(), name+`:5: field "label"`) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

func TestReadWrongWorkbook(t *testing.T) {
	good := sheets(t, map[string][][]any{"Sheet1": {{"title", "label"}, {"Judul", 0}}})
	for name, in := range map[string][]byte{
		"other table": sheets(t, map[string][][]any{"Sheet1": {{"id", "url"}, {1, "x"}}}),
		"empty sheet": sheets(t, map[string][][]any{"Sheet1": nil}),
		"cut short":   good[:len(good)/2],
		"not a zip":   []byte("halo"),
		"empty":       nil,
	} {
		got, err := Read(bytes.NewReader(in), "x.xlsx", Options{})
		if got != nil || err == nil || !strings.HasPrefix(err.Error(), "x.xlsx: ") {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	if got, err := Read(bytes.NewReader(good), "no-extension", Options{}); err != nil || len(got) != 1 {
		t.Errorf("by content: got %v, %v", got, err)
	}
}

// Cells beyond the columns that are read do not matter.
func TestReadWideWorkbook(t *testing.T) {
	wide := make([]any, 300)
	wide[0], wide[1], wide[299] = "title", "label", "far out"
	data := sheets(t, map[string][][]any{"Sheet1": {wide, {"Judul", 0}}})
	if got, err := Read(bytes.NewReader(data), "x.xlsx", Options{}); err != nil || len(got) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

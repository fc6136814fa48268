package datasets

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sheets builds a workbook of our own in the published layout.
func sheets(t testing.TB, content map[string][][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range content {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if row == nil {
				continue
			}
			if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, ok := content["Sheet1"]; !ok {
		if err := f.DeleteSheet("Sheet1"); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
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
		t.Errorf("wide: got %v, %v", got, err)
	}
}

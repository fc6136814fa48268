package datasets

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// FuzzWorkbook puts any XML into the sheet and the shared texts of a workbook,
// which chance would never get past the zip around them.
func FuzzWorkbook(f *testing.F) {
	whole := sheets(f, map[string][][]any{"Main Dataset": {assessorTop, assessorRow, {"Pasar Burung Pindah", 1, nil, 1, nil, 1, nil}}})
	sheet, texts := part(f, whole, "xl/worksheets/sheet"), part(f, whole, "xl/sharedStrings")
	f.Add(sheet, texts, false)
	f.Add(part(f, sheets(f, map[string][][]any{"Sheet1": {{"title", "label"}, {"Angka Terbalik", 0}, {"Kata", "clickbait"}}}), "xl/worksheets/sheet"), texts, true)
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99999999999</v></c></row></sheetData></worksheet>`, texts, true)
	f.Add(`<worksheet><sheetData><row r="-1"><c r="XFD1" t="inlineStr"><is><t>title</t></is></c></row></sheetData></worksheet>`, "", false)
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>A1</f><v>title</v></c><c r="B1" t="b"><v>label`, "<sst>", true)
	f.Fuzz(func(t *testing.T, sheet, texts string, inverted bool) {
		name := "main_dataset.xlsx"
		if inverted {
			name = "does_not_agree.xlsx"
		}
		in := rezip(t, whole, map[string]string{"xl/worksheets/sheet": sheet, "xl/sharedStrings": texts})
		got, err := Read(bytes.NewReader(in), name, Options{})
		checkErrors(t, err, name)
		for _, e := range got {
			checkSound(t, e, false)
		}
		checkRoundTrip(t, got)
	})
}

// part is the content of the first file of a zip whose name begins with prefix.
func part(t testing.TB, whole []byte, prefix string) string {
	t.Helper()
	for name, content := range unzip(t, whole) {
		if strings.HasPrefix(name, prefix) {
			return content
		}
	}
	t.Fatalf("no %s in the workbook", prefix)
	return ""
}

func unzip(t testing.TB, whole []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	return files
}

// rezip packs the files again, those whose names begin as a key of changed with
// another content.
func rezip(t testing.TB, whole []byte, changed map[string]string) []byte {
	t.Helper()
	files := unzip(t, whole)
	for name := range files {
		for prefix, other := range changed {
			if strings.HasPrefix(name, prefix) {
				files[name] = other
			}
		}
	}
	return zipOf(t, files)
}

// FuzzLists packs any text into the compressed lists of Stop Clickbait, cut
// short where asked: a list that is all there gives its lines, one that is not
// an error.
func FuzzLists(f *testing.F) {
	f.Add("You Won't Guess This Bird\n\nTen Ponds\n", uint16(0))
	f.Add("\xef\xbb\xbfA line\r\nAnother\ttabbed\r\n", uint16(3))
	f.Add("\xff\xfeT\x00o\x00", uint16(40))
	f.Add(strings.Repeat("long ", 50_000), uint16(9))
	f.Fuzz(func(t *testing.T, text string, cut uint16) {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		keep := packed.Len() - int(cut)%(packed.Len()-1) // two bytes tell a gzip file
		got, err := Read(bytes.NewReader(packed.Bytes()[:keep]), "clickbait_data.gz", Options{})
		checkErrors(t, err, "clickbait_data.gz")
		if keep < packed.Len() && err == nil {
			t.Fatalf("%d of %d bytes are taken for the whole", keep, packed.Len())
		}
		for _, e := range got {
			checkSound(t, e, false)
		}
	})
}

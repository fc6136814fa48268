package records

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// handmade is a workbook of one sheet, with a list of shared texts.
func handmade(t *testing.T, rows, texts string) []byte {
	t.Helper()
	return handmadeBook(t, rows, texts, "", "")
}

// handmadeBook has properties and styles too.
func handmadeBook(t *testing.T, rows, texts, properties, styles string) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range [][2]string{
		{"xl/workbook.xml", `<workbook xmlns:r="` + office + `">` + properties + `<sheets><sheet name="A" sheetId="9" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/one.xml"/>` +
			`<Relationship Id="r2" Type="` + office + `/sharedStrings" Target="/xl/texts.xml"/>` +
			`<Relationship Id="r3" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/worksheets/one.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`},
		{"xl/texts.xml", `<sst>` + texts + `</sst>`},
		{"xl/styles.xml", `<styleSheet>` + styles + `</styleSheet>`},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWorkbook(t *testing.T) {
	const texts = `<si><t>dua </t></si><si><r><t>ti</t></r><r><rPr><b/></rPr><t>ga</t></r><rPh sb="0" eb="1"><t>tidak</t></rPh></si>`
	for _, c := range []struct{ rows, want, err string }{
		{`<row r="1"><c r="A1" t="inlineStr"><is><t>satu</t></is></c><c r="C1" t="s"><v>0</v></c><c><v>4.5</v></c></row>`, "satu,,\"dua \",4.5\n", ""},
		{`<row><c t="s"><v>1</v></c></row><row r="4"><c r="B4" t="str"><f>A1</f><v>x &amp; y</v></c></row>`, "tiga\n\n\n,x & y\n", ""},
		{`<row r="1"><c t="str"><v>a, "b"&#10;c</v></c></row>`, "\"a, \"\"b\"\" c\"\n", ""},
		{`<row r="1"><c t="str"><v>a_x000D_&#10;b _x005F_x0041_ _x41_</v></c></row>`, "a b _x0041_ _x41_\n", ""},
		{`<row r="1"><c r="XFD1"><v>1</v></c><c r="IW1"><v>2</v></c><c r="IV1"><v>3</v></c></row>`, strings.Repeat(",", 255) + "3\n", ""},
		{`<row r="1"><c r="A1" t="s"><v>2</v></c></row>`, "", `cell A1: no text "2" among the 2 shared`},
		{`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, "", `no text "-1"`},
		{`<row r="2"/><row r="2"/>`, "", "row 2 comes after row 2"},
		{`<row r="1048577"/>`, "", "more than 1048576 rows"},
		{`<row r="x"/>`, "", "xl/worksheets/one.xml: "},
		{`<row r="1"><c>`, "", "xl/worksheets/one.xml: "},
		{`<row r="1">` + strings.Repeat(`<c t="str"><v>`+strings.Repeat("x", 1<<20)+`</v></c>`, 3) + `</row>`, "", "row 1 is longer than"},
	} {
		w, err := newWorkbook(bytes.NewReader(handmade(t, c.rows, texts)), "")
		var got []byte
		if err == nil {
			got, err = io.ReadAll(w)
		}
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%.200s: error %v, want %s", c.rows, err, c.err)
			}
			continue
		}
		if string(got) != c.want || err != nil {
			t.Errorf("%.200s: %q, %v, want %q", c.rows, got, err, c.want)
		}
	}
}

// TestDates: only the style of a cell says that its number is a date.
func TestDates(t *testing.T) {
	const styles = `<numFmts><numFmt numFmtId="164" formatCode="[$-421]dd mmmm\ yyyy"/><numFmt numFmtId="165" formatCode="[Red]0.0 &quot;day&quot;\d"/></numFmts>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs>`
	for _, c := range []struct{ style, value, from1900, from1904 string }{
		{"0", "46023", "46023", "46023"},
		{"1", "46023", "2026-01-01", "2030-01-02"},
		{"1", "46023.75", "2026-01-01 18:00:00", "2030-01-02 18:00:00"},
		{"2", "61", "1900-03-01", "1904-03-02"},
		{"2", "2958465", "9999-12-31", "10004-01-01"},
		{"2", "60", "60", "60"}, // 29 February 1900
		{"2", "soon", "soon", "soon"},
		{"3", "7", "7", "7"},
		{"4", "0.5", "0.5", "0.5"},
		{"99", "46023", "46023", "46023"},
	} {
		for properties, want := range map[string]string{"": c.from1900, `<workbookPr date1904="1"/>`: c.from1904} {
			cell := `<row r="1"><c r="A1" s="` + c.style + `"><v>` + c.value + `</v></c></row>`
			w, err := newWorkbook(bytes.NewReader(handmadeBook(t, cell, "", properties, styles)), "")
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(w); string(got) != want+"\n" || err != nil {
				t.Errorf("style %s, %s%s: %q, %v, want %s", c.style, properties, c.value, got, err, want)
			}
		}
	}
}

// TestSheets: a sheet is found by its name, and its rows are records.
func TestSheets(t *testing.T) {
	row := func(n string, cells ...string) string {
		out := `<row r="` + n + `">`
		for _, c := range cells {
			out += `<c t="str"><v>` + c + `</v></c>`
		}
		return out + `</row>`
	}
	book := handmade(t, row("2", "Judul", "", "weight")+row("3", "Rapat ditunda", "catatan", "2.5")+row("5", "Pasar ramai")+row("6", "", "x")+row("7", "", "", "1"), "")
	for sheet, want := range map[string]string{
		"":  "3 Rapat ditunda [weight=2.5]\n5 Pasar ramai [weight=]\n! in:7: Judul: empty; give a headline or leave the record out\n",
		"a": "3 Rapat ditunda [weight=2.5]\n5 Pasar ramai [weight=]\n! in:7: Judul: empty; give a headline or leave the record out\n",
		"B": "! in: no sheet \"B\"; the sheets are A\n",
	} {
		r := &Reader{Sheet: sheet, Inputs: []Input{{Name: "in", Stream: bytes.NewReader(book)}}}
		if got := readAll(r); got != want {
			t.Errorf("%q: got %q, want %q", sheet, got, want)
		}
	}
}

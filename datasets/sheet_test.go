package datasets

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// handmade is a workbook of one sheet, with a list of shared texts.
func handmade(t *testing.T, rows, texts string) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range [][2]string{
		{"xl/workbook.xml", `<workbook xmlns:r="` + office + `"><sheets><sheet name="A" sheetId="9" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/one.xml"/>` +
			`<Relationship Id="r2" Type="` + office + `/sharedStrings" Target="/xl/texts.xml"/></Relationships>`},
		{"xl/worksheets/one.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`},
		{"xl/texts.xml", `<sst>` + texts + `</sst>`},
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

func TestReadSheet(t *testing.T) {
	const texts = `<si><t>dua </t></si><si><r><t>ti</t></r><r><rPr><b/></rPr><t>ga</t></r><rPh sb="0" eb="1"><t>tidak</t></rPh></si>`
	for _, c := range []struct{ rows, want, err string }{
		{`<row r="1"><c r="A1" t="inlineStr"><is><t>satu</t></is></c><c r="C1" t="s"><v>0</v></c><c><v>4.5</v></c></row>`, "satu||dua |4.5", ""},
		{`<row><c t="s"><v>1</v></c></row><row r="4"><c r="B4" t="str"><f>A1</f><v>x &amp; y</v></c></row>`, "tiga\n\n\n|x & y", ""},
		{`<row r="1"><c r="XFD1"><v>1</v></c><c r="AG1"><v>2</v></c><c r="AF1"><v>3</v></c></row>`, strings.Repeat("|", 31) + "3", ""},
		{`<row r="1"><c r="A1" t="s"><v>2</v></c></row>`, "", `cell A1: no text "2" among the 2 shared`},
		{`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, "", `no text "-1"`},
		{`<row r="2"/><row r="2"/>`, "", "row 2 comes after row 2"},
		{`<row r="200001"/>`, "", "more than 200000 rows"},
		{`<row r="x"/>`, "", "xl/worksheets/one.xml: "},
		{`<row r="1"><c>`, "", "xl/worksheets/one.xml: "},
	} {
		cells, err := readSheet(bytes.NewReader(handmade(t, c.rows, texts)))
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("%s: error %v, want %s", c.rows, err, c.err)
			}
			continue
		}
		var lines []string
		for _, row := range cells {
			lines = append(lines, strings.Join(row, "|"))
		}
		if got := strings.Join(lines, "\n"); got != c.want || err != nil {
			t.Errorf("%s: %q, %v, want %q", c.rows, got, err, c.want)
		}
	}
}

// TestUnzipBudget: what a workbook unpacks to is bounded over all its files.
func TestUnzipBudget(t *testing.T) {
	left := int64(5)
	r := &budget{strings.NewReader("abcdefgh"), &left}
	p := make([]byte, 8)
	if n, err := r.Read(p); n != 5 || err != nil || !slices.Equal(p[:n], []byte("abcde")) {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := r.Read(p); n != 0 || err == nil || !strings.Contains(err.Error(), "unpacks to more than") {
		t.Errorf("%d, %v", n, err)
	}
}

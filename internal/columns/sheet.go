package columns

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Sheet takes rows of CSV and writes them as an Excel workbook (Office Open XML,
// ECMA-376 part 1, clause 18) with one sheet: the header, then a row each.
type Sheet struct {
	out  io.Writer
	rows bytes.Buffer
}

// NewSheet returns a writer to w. Close completes the file.
func NewSheet(w io.Writer) *Sheet { return &Sheet{out: w} }

// Write takes some of the rows.
func (s *Sheet) Write(p []byte) (int, error) { return s.rows.Write(p) }

// parts are the files of a workbook beside the sheet.
var parts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="headlines" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
}

const (
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	// maxRows is Excel's limit.
	maxRows = 1 << 20
)

// Close completes the file.
func (s *Sheet) Close() error {
	z := zip.NewWriter(s.out)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xmlHead+p[1]); err != nil {
			return err
		}
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, `%s<worksheet xmlns="%s"><sheetData>`, xmlHead, mainSpace) // an error shows again at Close
	n := 0
	err = eachRow(&s.rows, func(row []string) error {
		if n++; n > maxRows {
			return fmt.Errorf("more than %d rows, which no Excel workbook holds; write CSV", maxRows)
		}
		line := fmt.Appendf(nil, `<row r="%d">`, n)
		_, err := w.Write(append(appendCells(line, "", row, 0, n), "</row>"...))
		return err
	})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "</sheetData></worksheet>"); err != nil {
		return err
	}
	return z.Close()
}

// eachRow parses rows of CSV, of any length.
func eachRow(r io.Reader, f func(row []string) error) error {
	c := csv.NewReader(r)
	c.FieldsPerRecord, c.ReuseRecord = -1, true
	for {
		row, err := c.Read()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = f(row)
		}
		if err != nil {
			return err
		}
	}
}

// plainNumber matches what a workbook can hold as a number without loss.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,5})?$`)

// appendCells appends cells from a column on; prefix is that of the element names.
func appendCells(dst []byte, prefix string, cells []string, column, row int) []byte {
	for i, cell := range cells {
		place := columnName(column+i) + strconv.Itoa(row)
		switch {
		case cell == "":
		case plainNumber.MatchString(cell):
			dst = fmt.Appendf(dst, `<%sc r="%s"><%sv>%s</%sv></%sc>`, prefix, place, prefix, cell, prefix, prefix)
		default:
			var text bytes.Buffer
			_ = xml.EscapeText(&text, []byte(escapeLike.ReplaceAllString(fitting(cell), "_x005F$0"))) // a buffer takes everything
			dst = fmt.Appendf(dst, `<%sc r="%s" t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>`,
				prefix, place, prefix, prefix, text.Bytes(), prefix, prefix, prefix)
		}
	}
	return dst
}

// escapeLike matches what a workbook would read as an escaped character.
var escapeLike = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// maxCell is Excel's limit, in UTF-16; it calls a file with more in a cell damaged.
const maxCell = 32767

// fitting is a text that fits into a cell, cut with an ellipsis.
func fitting(s string) string {
	if len(s) <= maxCell {
		return s
	}
	units, fits := 0, 0
	for at, r := range s {
		if units < maxCell {
			fits = at
		}
		if units += utf16.RuneLen(r); units > maxCell {
			return s[:fits] + "…"
		}
	}
	return s
}

// columnName is A for 0, AA for 26.
func columnName(n int) string {
	var b strings.Builder
	if n >= 26 {
		b.WriteString(columnName(n/26 - 1))
	}
	b.WriteByte(byte('A' + n%26))
	return b.String()
}

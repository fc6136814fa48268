package columns

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// Patch takes rows of CSV and adds their cells to the rows of a sheet, to the right
// of all others. The rest of the workbook stays as it is: other sheets, formats,
// formulas, widths.
//
// The first cell of each row of CSV is the number of the row of the sheet. The
// first row, of the header, has a second one of its own: the indexes of columns
// to take out, separated by blanks.
type Patch struct {
	Sheet
	from  string // the file of the workbook
	sheet string // its name, "" for the first
}

// NewPatch returns a writer to w of the workbook in a file.
func NewPatch(w io.Writer, file, sheet string) *Patch {
	return &Patch{Sheet{out: w}, file, sheet}
}

// Close completes the file.
func (p *Patch) Close() error {
	from, err := zip.OpenReader(p.from)
	if err != nil {
		return err
	}
	defer from.Close()
	name, err := records.SheetFile(&from.Reader, p.sheet)
	if err != nil {
		return err
	}
	to := zip.NewWriter(p.out)
	for _, f := range from.File {
		if !strings.EqualFold(f.Name, name) {
			err = to.Copy(f)
		} else {
			err = p.patch(to, f)
		}
		if err != nil {
			return fmt.Errorf("%s: %s: %w", p.from, f.Name, err)
		}
	}
	return to.Close()
}

// patch writes the file of the sheet.
func (p *Patch) patch(to *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, records.MaxUnzipped+1))
	if err != nil {
		return err
	}
	w, err := to.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
	if err != nil {
		return err
	}
	var gone []int
	cells := map[int][]string{}
	err = eachRow(&p.rows, func(row []string) error {
		number, err := strconv.Atoi(row[0])
		if err != nil {
			return err
		}
		if row = row[1:]; len(cells) == 0 {
			for index := range strings.FieldsSeq(row[0]) {
				n, err := strconv.Atoi(index)
				if err != nil {
					return err
				}
				gone = append(gone, n)
			}
			row = row[1:]
		}
		cells[number] = slices.Clone(row)
		return nil
	})
	if err != nil {
		return err
	}
	s := sheetEdit{data: data, gone: gone}
	if err := s.find(); err != nil {
		return err
	}
	return s.write(w, cells)
}

// sheetEdit finds the places in the XML of a sheet where something changes.
type sheetEdit struct {
	data  []byte
	gone  []int
	rows  []rowEnd
	cut   [][2]int // ranges to leave out, in order
	right int      // the first column that is empty in all rows
}

// rowEnd is where a row ends.
type rowEnd struct {
	at, number int
	prefix     string // of the names of elements
}

// spans matches the optional attribute that says which columns a row has.
var spans = regexp.MustCompile(`\sspans="[^"]*"`)

func (s *sheetEdit) find() error {
	d := xml.NewDecoder(bytes.NewReader(s.data))
	row, column, start, outside := 0, 0, 0, 0
	for {
		before := int(d.InputOffset())
		t, err := d.RawToken()
		if err == io.EOF {
			if outside != 0 {
				return errors.New("ends early")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			outside++
			switch t.Name.Local {
			case "row":
				row, column = number(attribute(t, "r"), row+1), 0
				if at := spans.FindIndex(s.data[before:d.InputOffset()]); at != nil {
					s.cut = append(s.cut, [2]int{before + at[0], before + at[1]})
				}
			case "c":
				start = before
				if place := attribute(t, "r"); place != "" {
					column = records.ColumnOf(place)
				}
				column++
			case "dimension":
				start = before
			}
		case xml.EndElement:
			outside--
			switch t.Name.Local {
			case "row":
				end := rowEnd{before, row, ""}
				if t.Name.Space != "" {
					end.prefix = t.Name.Space + ":"
				}
				s.rows = append(s.rows, end)
			case "c":
				if slices.Contains(s.gone, column-1) {
					s.cut = append(s.cut, [2]int{start, int(d.InputOffset())})
				} else {
					s.right = max(s.right, column)
				}
			case "dimension": // of the cells, which is optional
				s.cut = append(s.cut, [2]int{start, int(d.InputOffset())})
			}
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}

// write writes the sheet with the new cells of each row.
func (s *sheetEdit) write(w io.Writer, cells map[int][]string) error {
	at := 0
	copyTo := func(end int) error {
		for len(s.cut) > 0 && s.cut[0][0] < end {
			if _, err := w.Write(s.data[at:s.cut[0][0]]); err != nil {
				return err
			}
			at, s.cut = s.cut[0][1], s.cut[1:]
		}
		_, err := w.Write(s.data[at:end])
		at = end
		return err
	}
	for _, r := range s.rows {
		if cells[r.number] == nil {
			continue
		}
		if err := copyTo(r.at); err != nil {
			return err
		}
		if _, err := w.Write(appendCells(nil, r.prefix, cells[r.number], s.right, r.number)); err != nil {
			return err
		}
	}
	return copyTo(len(s.data))
}

package records

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// A workbook (Office Open XML, ECMA-376 part 1, clause 18) is a zip of XML
// files. xl/workbook.xml names the sheets, a file beside it says where each is,
// and texts stand in the cells or in a list that all sheets share.

// Limits of a workbook: bytes packed and unpacked, since a small zip file can
// unpack to terabytes; rows as in Excel itself; columns.
const (
	maxWorkbook = 64 << 20
	MaxUnzipped = 256 << 20
	maxRows     = 1 << 20
	maxColumns  = 256
)

// workbook is one sheet as lines of CSV, one line per row.
type workbook struct {
	*zip.Reader
	shared []string
	dates
	name   string // of the sheet's file
	rows   *xml.Decoder
	number int          // of the last row
	buf    bytes.Buffer // lines not yet read
}

var errNoSheet = errors.New("no sheet")

// newWorkbook finds a sheet, the first where none is named. Cells are read as they
// stand in the file, but for dates: other formats and formulas are not looked at.
func newWorkbook(r io.Reader, sheet string) (lines io.Reader, err error) {
	defer func() {
		if err != nil && !errors.Is(err, errNoSheet) {
			err = fmt.Errorf("not a workbook that can be read: %w; save it as .xlsx or as CSV", err)
		}
	}()
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxWorkbook {
		return nil, fmt.Errorf("larger than %d bytes", maxWorkbook)
	}
	w := &workbook{}
	if w.Reader, err = zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
		return nil, err
	}
	files, err := w.find(sheet)
	if err != nil {
		return nil, err
	}
	w.name = files.cells
	if err := w.readDates(files.styles, files.from1904); err != nil {
		return nil, err
	}
	if files.texts != "" {
		if err := w.readTexts(files.texts); err != nil {
			return nil, err
		}
	}
	w.rows, err = w.open(w.name)
	return &counted{Reader: w, left: MaxUnzipped, limit: MaxUnzipped}, err
}

// open starts reading a file's XML. Unpacking holds nothing that must be closed.
func (w *workbook) open(name string) (*xml.Decoder, error) {
	for _, f := range w.File {
		if strings.EqualFold(f.Name, name) {
			r, err := f.Open()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return xml.NewDecoder(&counted{Reader: r, left: MaxUnzipped, limit: MaxUnzipped}), nil
		}
	}
	return nil, fmt.Errorf("no %s in it", name)
}

// decode reads a small file into v.
func (w *workbook) decode(name string, v any) error {
	d, err := w.open(name)
	if err != nil {
		return err
	}
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// SheetFile is the name of the file of a sheet in a workbook, of the first for "".
func SheetFile(z *zip.Reader, sheet string) (string, error) {
	files, err := (&workbook{Reader: z}).find(sheet)
	return files.cells, err
}

// sheetFiles are the names of the files of a sheet, of the shared texts and of the
// styles, "" where there are none.
type sheetFiles struct {
	cells, texts, styles string
	from1904             bool // days are counted from 1904
}

func (w *workbook) find(sheet string) (files sheetFiles, err error) {
	var index struct {
		Properties struct {
			From1904 bool `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			// as the strict variant of the format has it
			StrictID string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var where struct {
		Parts []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode("xl/workbook.xml", &index); err != nil {
		return files, err
	}
	if err := w.decode("xl/_rels/workbook.xml.rels", &where); err != nil {
		return files, err
	}
	var names []string
	id := ""
	for _, s := range index.Sheets {
		names = append(names, s.Name)
		if id == "" && (sheet == "" || strings.EqualFold(s.Name, sheet)) {
			id = cmp.Or(s.ID, s.StrictID)
		}
	}
	switch {
	case id == "" && sheet != "":
		return files, fmt.Errorf("%w %q; the sheets are %s", errNoSheet, sheet, list(names))
	case id == "":
		return files, errors.New("no sheet in it")
	}
	for _, p := range where.Parts {
		target := p.Target
		if !path.IsAbs(target) {
			target = path.Join("/xl", target)
		}
		switch {
		case p.ID == id:
			files.cells = target[1:]
		case strings.HasSuffix(p.Type, "/sharedStrings"):
			files.texts = target[1:]
		case strings.HasSuffix(p.Type, "/styles"):
			files.styles = target[1:]
		}
	}
	files.from1904 = index.Properties.From1904
	if files.cells == "" {
		return files, errors.New("the file of its sheet is missing")
	}
	return files, nil
}

// richText is a text, whole or in runs of different looks.
type richText struct {
	Text string   `xml:"t"`
	Runs []string `xml:"r>t"`
}

func (t *richText) String() string { return t.Text + strings.Join(t.Runs, "") }

// readTexts reads the list of shared texts.
func (w *workbook) readTexts(name string) error {
	d, err := w.open(name)
	for err == nil {
		var t richText
		if err = next(d, "si", &t); err == nil {
			w.shared = append(w.shared, t.String())
		}
	}
	if err != io.EOF {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// next decodes the next element of a name into v.
func next(d *xml.Decoder, element string, v any) error {
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == element {
			return d.DecodeElement(v, &start)
		}
	}
}

// IsWorkbook reports whether a file begins as a workbook does.
func IsWorkbook(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, len(zipMark))
	_, err = io.ReadFull(f, start)
	return err == nil && bytes.Equal(start, zipMark)
}

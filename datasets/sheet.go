package datasets

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// A workbook (Office Open XML, ECMA-376 part 1, clause 18) is a zip of XML
// files. xl/workbook.xml names the sheets, a file beside it says where each is,
// and texts stand in the cells or in a list that all sheets share.

// readSheet returns the cells of the sheet named Main Dataset, else of the
// first, as they stand in the file: formats and formulas are not looked at.
func readSheet(r io.Reader) ([][]string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxWorkbook {
		return nil, fmt.Errorf("larger than %d bytes", maxWorkbook)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := book{files: make(map[string]*zip.File, len(z.File)), left: maxUnzipped}
	for _, f := range z.File {
		b.files[strings.ToLower(f.Name)] = f
	}
	sheet, texts, err := b.find()
	if err != nil {
		return nil, err
	}
	var shared []string
	if texts != "" {
		if shared, err = b.texts(texts); err != nil {
			return nil, err
		}
	}
	return b.cells(sheet, shared)
}

// book is the zip of a workbook.
type book struct {
	files map[string]*zip.File // by name in lower case
	left  int64                // bytes that may still be unpacked
}

// open returns the XML of a file, to be closed by what comes with it.
func (b *book) open(name string) (*xml.Decoder, io.Closer, error) {
	f := b.files[strings.ToLower(name)]
	if f == nil {
		return nil, nil, fmt.Errorf("no %s in it", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return xml.NewDecoder(&budget{r, &b.left}), r, nil
}

// budget reads until no byte may be unpacked any more.
type budget struct {
	r    io.Reader
	left *int64
}

func (b *budget) Read(p []byte) (int, error) {
	if *b.left <= 0 {
		return 0, fmt.Errorf("unpacks to more than %d bytes", maxUnzipped)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), *b.left)])
	*b.left -= int64(n)
	return n, err
}

// decode reads a small file into v.
func (b *book) decode(name string, v any) error {
	d, c, err := b.open(name)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// find returns the names of the files of the sheet wanted and of the shared
// texts, "" where there are none.
func (b *book) find() (sheet, texts string, err error) {
	var index struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var where struct {
		Parts []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		} `xml:"Relationship"`
	}
	if err := b.decode("xl/workbook.xml", &index); err != nil {
		return "", "", err
	}
	if err := b.decode("xl/_rels/workbook.xml.rels", &where); err != nil {
		return "", "", err
	}
	if len(index.Sheets) == 0 {
		return "", "", errors.New("no sheet in it")
	}
	wanted := index.Sheets[0]
	for _, s := range index.Sheets {
		if s.Name == mainSheet {
			wanted = s
		}
	}
	id := ""
	for _, a := range wanted.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" { // r:id; sheetId is another
			id = a.Value
		}
	}
	for _, p := range where.Parts {
		target := strings.TrimPrefix(path.Join("/xl", p.Target), "/")
		if strings.HasPrefix(p.Target, "/") {
			target = p.Target[1:]
		}
		switch {
		case p.ID == id:
			sheet = target
		case strings.HasSuffix(p.Type, "/sharedStrings"):
			texts = target
		}
	}
	if sheet == "" {
		return "", "", fmt.Errorf("no file of the sheet %q in it", wanted.Name)
	}
	return sheet, texts, nil
}

// richText is a text, whole or in runs of different looks.
type richText struct {
	Text string   `xml:"t"`
	Runs []string `xml:"r>t"`
}

func (t *richText) String() string { return t.Text + strings.Join(t.Runs, "") }

// texts reads the list of shared texts.
func (b *book) texts(name string) (all []string, err error) {
	err = b.each(name, "si", func(d *xml.Decoder, start *xml.StartElement) error {
		var t richText
		if err := d.DecodeElement(&t, start); err != nil {
			return err
		}
		all = append(all, t.String())
		return nil
	})
	return all, err
}

// each calls do at every element of a name, which it has to read to its end.
func (b *book) each(name, element string, do func(*xml.Decoder, *xml.StartElement) error) error {
	d, c, err := b.open(name)
	if err != nil {
		return err
	}
	defer c.Close()
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			if start, ok := t.(xml.StartElement); ok && start.Name.Local == element {
				err = do(d, &start)
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// sheetRow is a row of a sheet as it is written.
type sheetRow struct {
	Number int `xml:"r,attr"` // from 1, 0 for the one after the last
	Cells  []struct {
		Place string   `xml:"r,attr"` // such as B7, "" for the one after the last
		Type  string   `xml:"t,attr"`
		Value string   `xml:"v"`
		Text  richText `xml:"is"`
	} `xml:"c"`
}

// cells reads a sheet: one element a row, those left out with no cells.
func (b *book) cells(name string, shared []string) (all [][]string, err error) {
	err = b.each(name, "row", func(d *xml.Decoder, start *xml.StartElement) error {
		var r sheetRow
		if err := d.DecodeElement(&r, start); err != nil {
			return err
		}
		number := r.Number
		if number == 0 {
			number = len(all) + 1
		}
		if number <= len(all) {
			return fmt.Errorf("row %d comes after row %d", number, len(all))
		}
		if number > maxRows {
			return fmt.Errorf("more than %d rows", maxRows)
		}
		for len(all) < number-1 {
			all = append(all, nil)
		}
		cells, err := r.values(shared)
		all = append(all, cells)
		return err
	})
	return all, err
}

// values returns the row's first cells.
func (r *sheetRow) values(shared []string) ([]string, error) {
	var out []string
	for _, c := range r.Cells {
		at := len(out)
		if c.Place != "" {
			at = columnOf(c.Place)
		}
		if at < 0 || at >= maxColumns {
			continue
		}
		v := c.Value
		switch c.Type {
		case "inlineStr":
			v = c.Text.String()
		case "s":
			n, err := strconv.Atoi(strings.TrimSpace(v))
			if err != nil || n < 0 || n >= len(shared) {
				return nil, fmt.Errorf("cell %s: no text %q among the %d shared", c.Place, v, len(shared))
			}
			v = shared[n]
		}
		for len(out) <= at {
			out = append(out, "")
		}
		out[at] = v
	}
	return out, nil
}

// columnOf is the column of a place such as B7, from 0; -1 for none, or for one
// that is far out.
func columnOf(place string) int {
	n := 0
	for _, c := range place {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = 26*n + int(c-'A') + 1; n > maxColumns {
			return -1
		}
	}
	return n - 1
}

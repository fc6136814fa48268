package records

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
)

func (r *Reader) start(in Input) *Problem {
	r.buf = r.buf[:0]
	r.current = current{name: in.Name, line: 1, cutter: cutter{sep: '\n'}, format: r.Format, layout: &Layout{}}
	if r.format == Auto {
		r.format = FormatOf(in.Name)
	}
	if err := r.open(in); err != nil {
		r.end()
		return r.failed(err)
	}
	r.layout.Format = r.format
	switch r.format {
	case JSONL, Markdown:
		r.parser = jsonParser{r.Field, r.Unscored}
	case CSV, TSV, Workbook:
		r.headerRows = 1
		if r.format == Workbook {
			r.headerRows = headerRows
		}
	default:
		r.parser = lineParser{}
	}
	return nil
}

// open opens an input as text: as it is, or made of a workbook, a Parquet file
// or front matter, a line of text per line or row.
func (r *Reader) open(in Input) (err error) {
	var raw io.Reader
	if raw, r.c, err = in.raw(); err != nil {
		return err
	}
	if in.Plain {
		r.r = &counted{Reader: raw, count: r.Count}
		return nil
	}
	if r.format == Parquet {
		return r.openParquet(raw)
	}
	u, err := unpack(&counted{Reader: raw, count: r.Count})
	if err != nil {
		return err
	}
	r.c = closers{u, r.c}
	switch {
	case bytes.HasPrefix(u.start, parquetMark):
		if u.layers > 0 {
			return errParquetStream
		}
		return r.openParquet(raw)
	case bytes.HasPrefix(u.start, zipMark), r.format == Workbook:
		r.format = Workbook
		r.r, err = newWorkbook(u, r.Sheet)
		return err
	}
	var plain io.Reader = u
	if r.MaxBytes > 0 {
		plain = &counted{Reader: u, left: r.MaxBytes, limit: r.MaxBytes}
	}
	p, mark, err := decode(plain)
	if err != nil {
		return err
	}
	r.layout.Mark = mark
	if r.format == Auto {
		r.format = r.sniff(firstLine(p))
	}
	r.r = p
	if r.format == Markdown {
		r.r, err = newFrontMatter(p, r.Field)
	}
	return err
}

// firstLine is the first line that is not blank, cut off where the buffer ends.
func firstLine(b *bufio.Reader) string {
	for err := error(nil); ; _, err = b.Peek(b.Buffered() + 1) {
		line := strings.TrimLeft(string(buffered(b)), " \t\r\n")
		if end := strings.IndexAny(line, "\r\n"); end >= 0 {
			return line[:end]
		}
		if err != nil || b.Buffered() == b.Size() {
			return line
		}
	}
}

// sniff is the format of a text by its first line. Where no field is named it is a
// table only if that line cannot be meant as a headline.
func (r *Reader) sniff(line string) Format {
	starts := func(with ...string) bool {
		return slices.ContainsFunc(with, func(s string) bool { return strings.HasPrefix(line, s) })
	}
	table := r.Table || r.Field != ""
	comma, found := r.separator(line)
	found = found && !strings.Contains(line, string(comma)+" ") // prose has a blank there
	switch {
	case starts(string(labelMark)):
		return Lines
	case starts(`{"`, `[{`), line == "[", line == "{", table && starts("{", "["):
		return JSONL
	case table && starts("---", "+++"):
		return Markdown
	case table, found, starts("sep="):
		return CSV
	}
	return Lines
}

func (r *Reader) openParquet(raw io.Reader) (err error) {
	f, ok := raw.(*os.File)
	if !ok {
		return errParquetStream
	}
	if r.rows, err = newParquetRows(f, r.Count); err != nil {
		return err
	}
	r.format, r.c = Parquet, closers{r.rows, r.c}
	return nil
}

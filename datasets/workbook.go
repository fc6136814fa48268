package datasets

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// mainSheet is where CLICK-ID keeps every title with its votes.
const mainSheet = "Main Dataset"

// Caps on a workbook: bytes compressed and unpacked, rows, and columns looked
// at. The published one takes 2.6 MB and has 15,012 rows and 13 columns; a
// small zip file can unpack to terabytes.
const (
	maxWorkbook = 64 << 20
	maxUnzipped = 256 << 20
	maxRows     = 200_000
	maxColumns  = 32
)

// workbook hands out the rows of one sheet. All are read at the start, since
// the format has its index at the end and streams nothing.
type workbook struct {
	rows []workbookRow
}

type workbookRow struct {
	row row
	err error
}

func (w *workbook) next() (row, error) {
	if len(w.rows) == 0 {
		return row{}, io.EOF
	}
	first := w.rows[0]
	w.rows = w.rows[1:]
	return first.row, first.err
}

// newWorkbook reads CLICK-ID's workbooks, of which there are two layouts: the
// main one with each assessor's vote in a pair of columns, and the plain one
// (title, label, label_score) of all_agree.xlsx and does_not_agree.xlsx.
func newWorkbook(br *bufio.Reader, name string) (*workbook, error) {
	sheet, err := readSheet(br)
	if err != nil {
		return nil, fmt.Errorf("not a workbook that can be read: %w; save it anew, or as CSV", err)
	}
	for at, cells := range sheet[:min(len(sheet), 5)] {
		if isAssessors(cells) {
			return &workbook{assessorRows(sheet, at)}, nil
		}
		if title, label, ok := plainColumns(cells); ok {
			inverted := strings.HasPrefix(plainName(name), "does_not_agree")
			return &workbook{plainRows(sheet, at, title, label, inverted)}, nil
		}
	}
	return nil, errors.New("no CLICK-ID header in the first rows of the sheet; wanted title and six columns NOT CLICKBAIT, CLICKBAIT, or title and label")
}

// assessorHeader is the second row of the main layout, columns B to G.
var assessorHeader = []string{"NOT CLICKBAIT", "CLICKBAIT", "NOT CLICKBAIT", "CLICKBAIT", "NOT CLICKBAIT", "CLICKBAIT"}

func isAssessors(cells []string) bool {
	return len(cells) > 6 && strings.EqualFold(strings.TrimSpace(cells[0]), "title") &&
		slices.Equal(cells[1:7], assessorHeader)
}

// assessorRows counts the votes. The label column holds formulas, whose
// cached values may be missing, so the label is the majority of the votes,
// which is what the formula says. Rows without a title are the sheet's totals.
func assessorRows(sheet [][]string, at int) []workbookRow {
	var rows []workbookRow
	for i, cells := range sheet[at+1:] {
		if cell(cells, 0) == "" {
			continue
		}
		line := at + i + 2
		votes, err := countVotes(cells)
		r := row{line: line}
		r.set(fText, cell(cells, 0))
		r.set(fLabel, fmt.Sprint(votes/2)) // 2 or 3 of 3
		r.set(fVotes, fmt.Sprint(votes))
		r.set(fAnnotators, fmt.Sprint(assessors))
		r.set(fLang, "id")
		if err != nil {
			err = &LineError{Line: line, Field: fieldNames[fVotes], Msg: err.Error()}
		}
		rows = append(rows, workbookRow{r, err})
	}
	return rows
}

const assessors = 3

// countVotes wants a 1 in exactly one of each assessor's two columns.
func countVotes(cells []string) (votes int, err error) {
	for a := range assessors {
		no, yes := cell(cells, 1+2*a), cell(cells, 2+2*a)
		switch {
		case no == "1" && (yes == "" || yes == "0"):
		case yes == "1" && (no == "" || no == "0"):
			votes++
		default:
			return 0, fmt.Errorf("assessor %d has %q under NOT CLICKBAIT and %q under CLICKBAIT; wanted a 1 in one of them", a+1, no, yes)
		}
	}
	return votes, nil
}

func plainColumns(cells []string) (title, label int, ok bool) {
	lower := make([]string, len(cells))
	for i := range cells {
		lower[i] = strings.ToLower(strings.TrimSpace(cells[i]))
	}
	title, label = slices.Index(lower, "title"), slices.Index(lower, "label")
	return title, label, title >= 0 && label >= 0
}

// plainRows takes the label in words. In does_not_agree.xlsx the numbers have
// it upside down (0 for clickbait), so a number there is turned round.
func plainRows(sheet [][]string, at, title, label int, inverted bool) []workbookRow {
	var rows []workbookRow
	for i, cells := range sheet[at+1:] {
		if cell(cells, title) == "" && cell(cells, label) == "" {
			continue
		}
		r := row{line: at + i + 2}
		r.set(fText, cell(cells, title))
		r.set(fLabel, upright(cell(cells, label), inverted))
		r.set(fLang, "id")
		rows = append(rows, workbookRow{row: r})
	}
	return rows
}

func upright(label string, inverted bool) string {
	switch {
	case inverted && label == "0":
		return "1"
	case inverted && label == "1":
		return "0"
	}
	return label
}

func cell(cells []string, i int) string {
	if i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

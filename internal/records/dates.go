package records

import (
	"regexp"
	"strconv"
	"time"
)

// A workbook has dates as days since an epoch; only the format of the cell says
// that it is one.
type dates struct {
	epoch  time.Time
	styles []bool // whether cells of this style are dates
}

// Days counted from 1900 are right from 61, as Excel takes 1900 for a leap year; the
// last is in the year 9999.
const (
	firstDay = 61
	lastDay  = 2958465
)

// readDates reads which styles are those of dates. Without a file of styles none is.
func (w *workbook) readDates(name string, from1904 bool) error {
	w.epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		w.epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if name == "" {
		return nil
	}
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(name, &sheet); err != nil {
		return err
	}
	isDate := map[int]bool{14: true, 15: true, 16: true, 17: true, 22: true} // of those that have no code
	for _, f := range sheet.Formats {
		isDate[f.ID] = dayOrYear.MatchString(noCode.ReplaceAllString(f.Code, ""))
	}
	for _, s := range sheet.Styles {
		w.styles = append(w.styles, isDate[s.Format])
	}
	return nil
}

// noCode matches what in the code of a format is text, a colour or a language.
var (
	noCode    = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)
	dayOrYear = regexp.MustCompile(`[dyDY]`)
)

// asDate writes the value of a cell of this style as a date if it is one.
func (d *dates) asDate(value string, style int) string {
	if style < 0 || style >= len(d.styles) || !d.styles[style] {
		return value
	}
	days, err := strconv.ParseFloat(value, 64)
	if err != nil || !(days >= firstDay && days <= lastDay) {
		return value
	}
	whole := int(days)
	at := d.epoch.AddDate(0, 0, whole).Add(time.Duration((days-float64(whole))*86400+.5) * time.Second)
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}

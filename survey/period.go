package survey

import (
	"strings"
	"time"
)

// layouts are the accepted forms of dates. Forms such as 05/06/2024 are left out, as
// that may be May or June.
var layouts = []string{
	"2006-01-02", "2006/01/02", "20060102", "2006-01", "2006/01",
	time.RFC1123Z, time.RFC1123, time.RFC822Z, time.RFC822, "Mon, 2 Jan 2006 15:04:05 -0700",
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2006", "Jan 2006",
}

// indonesian are the names of months that differ from the English ones, the long
// forms first.
var indonesian = strings.NewReplacer("januari", "jan", "februari", "feb", "maret", "mar", "mei", "may", "juni", "jun", "juli", "jul",
	"agustus", "aug", "agu", "aug", "agt", "aug", "oktober", "oct", "okt", "oct", "desember", "dec", "des", "dec")

// Month returns the month of a date as 2006-01, "" where it is unclear.
func Month(date string) string { return period(date, "2006-01") }

// Year returns the year of a date, "" where it is unclear.
func Year(date string) string {
	if y := period(date, "2006"); y != "" {
		return y
	}
	if date = strings.TrimSpace(date); len(date) >= 4 { // 2018, 2018?
		if _, err := time.Parse("2006", date[:4]); err == nil && strings.Trim(date[4:], "?~ ") == "" {
			return date[:4]
		}
	}
	return ""
}

func period(date, layout string) string {
	date = strings.TrimSpace(date)
	if len(date) > 10 && (date[10] == 'T' || date[10] == ' ') && date[4] == date[7] { // a time of day follows
		date = date[:10]
	}
	for _, form := range [...]string{date, indonesian.Replace(strings.ToLower(date))} {
		for _, l := range layouts {
			if t, err := time.Parse(l, form); err == nil {
				return t.Format(layout)
			}
		}
	}
	return ""
}

package links

import "strings"

// Dates, times and ages as Indonesian and English news sites print them, once their
// words are replaced by letters for what they are: "d 4 m 2024 10:15 z".
const (
	dayForm   = `\d{1,2}(?:st|nd|rd|th)?`
	dateForm  = `(?:[dw] )?(?:` + dayForm + ` m(?: \d{4})?|m ` + dayForm + `(?: \d{4})?|\d{1,2}-[a-z]+-\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}(?:/\d{2})?|\d{4}-\d{2}-\d{2}(?:t[\d:.+z-]+)?)`
	clockForm = `(?:t )?\d{1,2}[:.]\d{2}(?::\d{2})?(?:[a-z]{2,4})?(?: z)*`
	ageForm   = `(?:(?:c )*(?:(?:c|\d{1,3}) [upw]|\d{1,3}[a-z]+)|p)(?: a)+`
)

var (
	whenForm   = lazily(`^(?:l )*(?:` + dateForm + `(?: ` + clockForm + `)?|` + clockForm + `(?: ` + dateForm + `)?|[dw] ` + clockForm + `|` + ageForm + `|e)$`)
	whenWords  = kindsOf("date", "age", "count", "day", "earlier", "label", "month", "past", "time", "unit", "week", "zone")
	wholeCount = lazily(`(?i)^(?:#?\d{1,4}[.)]?|\(\d{1,5}\)|\(?\d[\d.,]* ?(?:k|m|rb|jt|ribu|juta)? ?(?:x|kali|` + reCountUnit + `)(?: dibaca)?\)?|dibaca:? [\d.,]+ ?(?:kali|x)?|[\d.,]+(?:k|rb|jt))$`)
)

const reCountUnit = `komentar|comments?|views?|shares?|reads?|dilihat|tayangan|pembaca|kali dibaca|menit baca|menit membaca|mins? read|minutes? read`

// isWhen reports whether the whole of s is a date, a time or an age.
func isWhen(s string) bool {
	const maxBytes = 60
	var form []string
	if len(s) > maxBytes {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		w = strings.ToLower(strings.Trim(w, ",|/•·()[]–—-:."))
		if kind := whenWords()[w]; kind != "" {
			w = kind[:1]
		} else if w != "" && !hasDigit(w) {
			return false
		}
		if w != "" {
			form = append(form, w)
		}
	}
	return whenForm().MatchString(strings.Join(form, " "))
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// isCounter reports whether the whole of s is a rank or a count.
func isCounter(s string) bool { return len(s) <= 40 && hasDigit(s) && wholeCount().MatchString(s) }

func endsInAge(s string) bool {
	end := strings.ToLower(s[max(len(s)-len("lalu"), 0):])
	return strings.HasSuffix(end, "lalu") || strings.HasSuffix(end, "ago")
}

// endsOpen reports whether a sentence goes on after its last word: in "spotted
// just 2 days ago" the age is part of the title.
func endsOpen(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && stopWords()[strings.ToLower(words[len(words)-1])]
}

// trimSigns removes separators and unpaired brackets around a date or count.
func trimSigns(s string) string {
	s = strings.Trim(s, " |•·»–—-,:")
	if strings.Count(s, "(") != strings.Count(s, ")") {
		s = strings.Trim(s, "()")
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = s[1 : len(s)-1]
	}
	return s
}

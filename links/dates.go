package links

import (
	"strings"
	"unicode/utf8"
)

// Dates and times as Indonesian and English news sites print them.
const (
	reDay   = `(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)`
	reMonth = `(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:stus)?|agt|ags|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)\.?`
	reDate  = `(?:\d{1,2}(?:st|nd|rd|th)?[ -]` + reMonth + `(?:,?[ -]\d{4})?|` + reMonth + ` \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}/\d{1,2}(?:/\d{2})?|\d{4}-\d{2}-\d{2}(?:t[\d:.+z-]+)?)`
	reZone  = `(?:wib|wita|wit|gmt(?:[+-]\d+)?|utc|est|edt|pst|pdt|bst|et|a\.?m\.?|p\.?m\.?)`
	reTime  = `(?:(?:pukul |at )?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?` + reZone + `){0,2})`
	reAgo   = `(?:(?:about |sekitar )?(?:\d{1,3}|satu|dua|tiga|an?|one|two|three) ?(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hrs?|hours?|d|days?|w|weeks?|months?|y|years?) (?:yang lalu|yg lalu|lalu|ago)|(?:sejam|sehari|semenit|seminggu|sepekan|sebulan|setahun) (?:yang )?lalu)`
	reGap   = `[ ,|/•·()–—-]*`
	reWhen  = `(?:(?:` + reDay + `,? ?\(?)?` + reDate + `\)?(?:` + reGap + reTime + `)?|` + reDay + `, ` + reTime + `|` + reTime + reGap + reDate + `|` + reAgo + `)`
)

var (
	wholeWhen = lazily(`(?i)^(?:(?:published|updated|posted on|diperbarui|dipublikasikan|diposting|terbit|rilis)[: ]*)?\(?(?:` + reWhen + `|` + reTime +
		`|kemarin|hari ini|baru saja|yesterday|today|just now)\)?$`)
	wholeCount = lazily(`(?i)^(?:#?\d{1,4}[.)]?|\(\d{1,5}\)|\(?\d[\d.,]* ?(?:k|m|rb|jt|ribu|juta)? ?(?:x|kali|` + reCountUnit + `)(?: dibaca)?\)?|dibaca:? [\d.,]+ ?(?:kali|x)?|[\d.,]+(?:k|rb|jt))$`)
)

const reCountUnit = `komentar|comments?|views?|shares?|reads?|dilihat|tayangan|pembaca|kali dibaca|menit baca|menit membaca|mins? read|minutes? read`

// isWhen reports whether the whole of s is a date, a time or an age.
func isWhen(s string) bool {
	return len(s) <= 60 && startsLikeDate(s) && (mayHoldDate(s) || dayWords[strings.ToLower(s)]) && wholeWhen().MatchString(s)
}

var dayWords = map[string]bool{"kemarin": true, "hari ini": true, "baru saja": true, "yesterday": true, "today": true, "just now": true}

// dateStarts are the first three letters of all words that a date, a time or an age can
// start with, other than those that start with a.
const dateStarts = " sen sel rab kam jum sab min mon tue wed thu fri sat sun jan feb mar mei may jun jul sep okt oct nov des dec " +
	"sek dua tig one two thr sej seh sem seb set puk pub upd pos dip ter ril kem har bar yes tod jus "

// startsLikeDate is a quick look at what every date, time or age starts with, whose
// patterns cost more than all else that is done to a title.
func startsLikeDate(s string) bool {
	if s != "" && (s[0] == '(' || s[0] == '[') {
		s = s[1:]
	}
	if len(s) < 3 {
		return true
	}
	for i := range 3 {
		if s[i] >= utf8.RuneSelf { // a letter that folds to an ASCII one
			return true
		}
	}
	first := s[0] | 0x20
	if first < 'a' || first > 'z' {
		return s[0] >= '0' && s[0] <= '9'
	}
	start := [5]byte{' ', first, s[1] | 0x20, s[2] | 0x20, ' '}
	if first != 'a' && !strings.Contains(dateStarts, string(start[:])) {
		return false
	}
	end := 0
	for end < len(s) && s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z' {
		end++
	}
	return end < len(s) && s[end] >= utf8.RuneSelf || isDateWord(strings.ToLower(s[:end]))
}

var (
	dateWords = setOf("date word")
	timeUnits = setOf("time unit")
)

// isDateWord reports whether a word is one of a date, or several that stand together.
func isDateWord(w string) bool {
	if dateWords()[w] {
		return true
	}
	for i := 1; i < len(w); i++ {
		if dateWords()[w[:i]] && (timeUnits()[w[i:]] || (i >= len("rilis") || len(w)-i >= len("jan")) && isDateWord(w[i:])) {
			return true
		}
	}
	return false
}

// mayHoldDate is a quick look for what every date, time, age or count has.
func mayHoldDate(s string) bool {
	return hasDigit(s) || strings.Contains(s, "lalu") || strings.Contains(s, "ago")
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

package links

import (
	"strings"
	"unicode"
)

// Discrepancy is how far a title says or shouts what its article does not.
type Discrepancy struct {
	Terms    int      `json:"terms"`              // content words of the title, each once
	Missing  []string `json:"missing,omitempty"`  // of these, the ones the body never mentions, in title order
	Capitals []string `json:"capitals,omitempty"` // words in capitals that the body uses and never writes so
	Marks    []string `json:"marks,omitempty"`    // "!", "?" or "…" of the title that the body never uses
}

// Share returns the part of the title's content words that the body never
// mentions, 0 to 1; 0 for a title without any.
func (d Discrepancy) Share() float64 {
	if d.Terms == 0 {
		return 0
	}
	return float64(len(d.Missing)) / float64(d.Terms)
}

// Any reports whether anything differs.
func (d Discrepancy) Any() bool { return len(d.Missing)+len(d.Capitals)+len(d.Marks) > 0 }

// Mismatch compares a title with the article under it. Words are compared
// without case and without the common affixes of Indonesian and English, so
// that "menangkap" in the body covers "ditangkap" in the title. An empty body
// gives the zero Discrepancy: there is nothing to compare with.
func Mismatch(title, body string) Discrepancy {
	var d Discrepancy
	if strings.TrimSpace(body) == "" {
		return d
	}
	said := map[string]bool{}
	quiet, capitals := map[string]bool{}, map[string]bool{}
	for _, w := range wordsOf(body) {
		low := strings.ToLower(w)
		if isShouted(w) {
			capitals[low] = true
		} else {
			quiet[low] = true
		}
		if said[low] {
			continue
		}
		said[low] = true
		for _, stem := range stems(low) {
			said[stem] = true
		}
	}
	seen := map[string]bool{}
	for _, w := range wordsOf(title) {
		low := strings.ToLower(w)
		if seen[low] {
			continue
		}
		seen[low] = true
		if isShouted(w) && quiet[low] && !capitals[low] {
			d.Capitals = append(d.Capitals, w)
		}
		if stopWords[low] || len([]rune(low)) < 3 {
			continue
		}
		d.Terms++
		if !mentioned(low, said) {
			d.Missing = append(d.Missing, w)
		}
	}
	for _, mark := range []string{"!", "?", "…"} {
		if hasMark(title, mark) && !hasMark(body, mark) {
			d.Marks = append(d.Marks, mark)
		}
	}
	return d
}

func hasMark(s, mark string) bool {
	return strings.Contains(s, mark) || mark == "…" && strings.Contains(s, "...")
}

func isShouted(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

func mentioned(low string, said map[string]bool) bool {
	if said[low] {
		return true
	}
	for _, stem := range stems(low) {
		if said[stem] {
			return true
		}
	}
	return false
}

// wordsOf splits at everything but letters, digits and inner hyphens; parts of
// a hyphenated word are words too.
func wordsOf(s string) []string {
	fields := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return fields
}

// minStem is how many bytes of a word must remain without its affixes.
const minStem = 4

var (
	prefixes = []string{"meng", "meny", "mem", "men", "me", "peng", "peny", "pem", "pen", "pe", "ber", "ter", "per", "di", "ke", "se"}
	suffixes = []string{"kannya", "annya", "inya", "nya", "lah", "kah", "kan", "an", "i", "ku", "mu", "ing", "ed", "d", "es", "s", "ly"}
)

// stems returns the forms of a word without one suffix, one prefix, and both.
// They are only compared with each other, so a wrong cut does little harm.
func stems(w string) []string {
	out := make([]string, 0, 8)
	bases := append(make([]string, 0, 4), w)
	for _, s := range suffixes {
		if strings.HasSuffix(w, s) && len(w)-len(s) >= minStem {
			bases = append(bases, w[:len(w)-len(s)])
		}
	}
	for i, b := range bases {
		if i > 0 {
			out = append(out, b)
		}
		for _, p := range prefixes {
			if strings.HasPrefix(b, p) && len(b)-len(p) >= minStem-1 {
				rest := b[len(p):]
				out = append(out, rest)
				if c := nasal[p]; c != "" {
					out = append(out, c+rest) // "menangkap" from "tangkap"
				}
			}
		}
	}
	return out
}

// nasal gives the sound that a nasal prefix swallows.
var nasal = map[string]string{"mem": "p", "men": "t", "meng": "k", "meny": "s", "pem": "p", "pen": "t", "peng": "k", "peny": "s"}

var stopWords = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`dan atau yang di ke dari pada untuk dengan dalam oleh sebagai bahwa ini itu tersebut adalah ialah akan telah sudah belum masih
		sedang bisa dapat harus juga saja hanya lagi pun para sang si tidak tak bukan jangan ada jadi menjadi karena sebab agar supaya jika bila kalau saat ketika
		setelah usai sebelum hingga sampai sejak antara tentang soal terkait atas bawah apa siapa mana kapan bagaimana mengapa kenapa begini begitu inilah ternyata
		dia ia mereka kami kita saya aku kamu anda nya serta lalu maka namun tapi tetapi secara lebih paling sangat makin semakin kata sebut baca
		the a an and or of to in on at by for with from as is are was were be been being it its this that these those he she they we you i his her their our your
		will would can could may might must should has have had do does did not no but if than then so what who whom which when where why how about after before
		over under into out up down off says said just more most very also all any some`) {
		set[w] = true
	}
	return set
}()

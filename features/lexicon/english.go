package lexicon

import "strings"

// english lists the rules of English inflection.
var english = map[string]func(dst []byte, word string) []byte{
	"s":    plural,
	"ed":   func(dst []byte, w string) []byte { return vocalic(dst, w, "ed") },
	"er":   func(dst []byte, w string) []byte { return vocalic(dst, w, "er") },
	"est":  func(dst []byte, w string) []byte { return vocalic(dst, w, "est") },
	"ing":  ing,
	"ly":   adverb,
	"ness": func(dst []byte, w string) []byte { return append(softenY(dst, w), "ness"...) },
}

// appendEnglish writes what the rule makes of the word.
func appendEnglish(dst []byte, rule, word string) []byte {
	return english[rule](dst, word)
}

// plural writes the plural of a noun or the third person of a verb.
func plural(dst []byte, w string) []byte {
	switch {
	case consonantY(w):
		return append(append(dst, w[:len(w)-1]...), "ies"...)
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"),
		strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return append(append(dst, w...), "es"...)
	}
	return append(append(dst, w...), 's')
}

// vocalic writes a suffix that begins with e: one e where the word ends in e, i
// for a final y after a consonant, the final consonant twice after a short vowel.
func vocalic(dst []byte, w, suffix string) []byte {
	switch {
	case strings.HasSuffix(w, "e"):
		return append(append(dst, w...), suffix[1:]...)
	case consonantY(w):
		return append(softenY(dst, w), suffix...)
	}
	return append(doubleFinal(dst, w), suffix...)
}

// ing writes the present participle.
func ing(dst []byte, w string) []byte {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "ie"):
		return append(append(dst, w[:n-2]...), "ying"...)
	case n > 2 && w[n-1] == 'e' && !strings.HasSuffix(w, "ee") && !strings.HasSuffix(w, "oe") && !strings.HasSuffix(w, "ye"):
		return append(append(dst, w[:n-1]...), "ing"...)
	}
	return append(doubleFinal(dst, w), "ing"...)
}

// adverb writes the adverb of an adjective.
func adverb(dst []byte, w string) []byte {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "ic"):
		return append(append(dst, w...), "ally"...)
	case n > 2 && strings.HasSuffix(w, "le") && !vowel(w[n-3]):
		return append(append(dst, w[:n-1]...), 'y')
	case strings.HasSuffix(w, "ll"):
		return append(append(dst, w...), 'y')
	}
	return append(softenY(dst, w), "ly"...)
}

// softenY writes the word with a final y after a consonant turned into i.
func softenY(dst []byte, w string) []byte {
	if consonantY(w) {
		return append(append(dst, w[:len(w)-1]...), 'i')
	}
	return append(dst, w...)
}

// doubleFinal writes the word, its last consonant twice where the word has one
// vowel and ends in vowel and consonant (slam, slammed). Longer words are left
// alone; the few that double are given as irr:.
func doubleFinal(dst []byte, w string) []byte {
	dst = append(dst, w...)
	n := len(w)
	if n < 3 || vowel(w[n-1]) || !vowel(w[n-2]) || strings.IndexByte("wxy", w[n-1]) >= 0 {
		return dst
	}
	count := vowels(w)
	if strings.HasPrefix(w, "qu") || strings.HasPrefix(w, "squ") {
		count-- // the u of qu is no vowel
	}
	if count != 1 {
		return dst
	}
	return append(dst, w[n-1])
}

func consonantY(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == 'y' && !vowel(w[n-2])
}

package main

import "strings"

// english lists the rules of English inflection.
var english = map[string]func(word string) string{
	"s":    plural,
	"ed":   func(w string) string { return vocalic(w, "ed") },
	"er":   func(w string) string { return vocalic(w, "er") },
	"est":  func(w string) string { return vocalic(w, "est") },
	"ing":  participle,
	"ly":   adverb,
	"ness": func(w string) string { return softenY(w) + "ness" },
}

func plural(w string) string {
	for _, sibilant := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(w, sibilant) {
			return w + "es"
		}
	}
	if consonantY(w) {
		return softenY(w) + "es"
	}
	return w + "s"
}

// vocalic adds a suffix that begins with e: one e where the word ends in e, i for
// a final y after a consonant, the final consonant twice after a short vowel.
func vocalic(w, suffix string) string {
	switch {
	case strings.HasSuffix(w, "e"):
		return w + suffix[1:]
	case consonantY(w):
		return softenY(w) + suffix
	}
	return doubleFinal(w) + suffix
}

func participle(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "ie"):
		return w[:n-2] + "ying"
	case n > 2 && w[n-1] == 'e' && !strings.ContainsRune("eoy", rune(w[n-2])):
		return w[:n-1] + "ing"
	}
	return doubleFinal(w) + "ing"
}

func adverb(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "ic"):
		return w + "ally"
	case n > 2 && strings.HasSuffix(w, "le") && !vowel(w[n-3]):
		return w[:n-1] + "y"
	case strings.HasSuffix(w, "ll"):
		return w + "y"
	}
	return softenY(w) + "ly"
}

// softenY turns a final y after a consonant into i.
func softenY(w string) string {
	if consonantY(w) {
		return w[:len(w)-1] + "i"
	}
	return w
}

// doubleFinal doubles the last consonant of a word that has one vowel and ends
// in vowel and consonant (slam, slammed). Longer words are left alone; the few
// that double are given as irr:.
func doubleFinal(w string) string {
	n := len(w)
	if n < 3 || vowel(w[n-1]) || !vowel(w[n-2]) || strings.IndexByte("wxy", w[n-1]) >= 0 {
		return w
	}
	count := vowels(w)
	if strings.HasPrefix(w, "qu") || strings.HasPrefix(w, "squ") {
		count-- // the u of qu is no vowel
	}
	if count != 1 {
		return w
	}
	return w + w[n-1:]
}

func consonantY(w string) bool {
	n := len(w)
	return n > 1 && w[n-1] == 'y' && !vowel(w[n-2])
}

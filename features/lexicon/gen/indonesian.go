package main

import "strings"

// indonesian lists the rules: a prefix, whose end may assimilate to the root, and after
// the hyphen a suffix. Sources: Tata Bahasa Baku Bahasa Indonesia and the Ejaan Yang
// Disempurnakan for the standard prefixes; ng is the colloquial nasal prefix of Jakarta
// speech. bare and poss only steer the clitics.
var indonesian = strings.Fields(`me me-kan me-i pe pe-an di di-kan di-i ter ter-kan ter-i ber ber-an ber-kan per-an
	memper memper-kan memper-i diper diper-kan ke-an ke se -an -kan -i ng ng-in di-in redup bare poss`)

// inflect returns the form that a rule makes of a root, "" for none.
func inflect(rule, root string) (form string) {
	prefix, suffix, _ := strings.Cut(rule, "-")
	switch prefix {
	case "bare", "poss":
		return ""
	case "redup":
		return root + "-" + root
	case "me", "pe":
		form = nasal(prefix, root)
	case "ng":
		form = colloquial(root)
	case "ter", "ber", "per", "memper", "diper":
		form = liquid(prefix, root)
	default:
		form = prefix + root
	}
	if suffix == "i" && strings.HasSuffix(root, "i") {
		return form
	}
	return form + suffix
}

// assimilation is what the nasal of meN- and peN- becomes before a first sound. It
// takes the sound's place of articulation and swallows p, t, k and s unless another
// consonant follows.
var assimilation = map[byte]struct {
	nasal     string
	swallowed string // the nasal that swallows the sound
}{
	'b': {nasal: "m"}, 'f': {nasal: "m"}, 'v': {nasal: "m"}, 'p': {"m", "m"},
	'd': {nasal: "n"}, 'c': {nasal: "n"}, 'j': {nasal: "n"}, 'z': {nasal: "n"}, 't': {"n", "n"},
	's': {"n", "ny"}, 'k': {"ng", "ng"},
	'g': {nasal: "ng"}, 'h': {nasal: "ng"}, 'q': {nasal: "ng"}, 'x': {nasal: "ng"},
	'a': {nasal: "ng"}, 'e': {nasal: "ng"}, 'i': {nasal: "ng"}, 'o': {nasal: "ng"}, 'u': {nasal: "ng"},
}

// nasal puts meN- or peN- before the root.
func nasal(prefix, root string) string {
	sound := assimilation[root[0]]
	switch cluster := len(root) > 1 && !vowel(root[1]); {
	case vowels(root) == 1:
		return prefix + "nge" + root
	case sound.swallowed != "" && !cluster:
		return prefix + sound.swallowed + root[1:]
	}
	return prefix + sound.nasal + root
}

// liquid puts a prefix that ends in r before the root. It gives up its r before
// a root in r and, as in bekerja, before a first syllable in er (ber- only).
func liquid(prefix, root string) string {
	er := len(root) > 3 && root[1:3] == "er" && !vowel(root[3]) && !vowel(root[0])
	if root[0] == 'r' || er && prefix == "ber" {
		prefix = prefix[:len(prefix)-1]
	}
	return prefix + root
}

// swallowing is the nasal of informal speech that swallows a first sound.
var swallowing = map[byte]string{'k': "ng", 's': "ny", 'c': "ny", 't': "n", 'p': "m"}

// colloquial puts the nasal prefix of informal speech before the root: ngamuk,
// nonton, mukul, nyari; nge- before the sounds that do not assimilate.
func colloquial(root string) string {
	swallowed := swallowing[root[0]]
	switch cluster := len(root) > 1 && !vowel(root[1]); {
	case vowel(root[0]):
		return "ng" + root
	case swallowed == "" || cluster || vowels(root) == 1:
		return "nge" + root
	}
	return swallowed + root[1:]
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func vowels(word string) (n int) {
	for i := range len(word) {
		if vowel(word[i]) {
			n++
		}
	}
	return n
}

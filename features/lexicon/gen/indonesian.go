package main

import "strings"

// A derivation is what an Indonesian rule puts around a root: a prefix, whose
// end may assimilate to the root, and a suffix.
type derivation struct {
	prefix string
	suffix string
	sound  func(prefix, root string) string // nil: the prefix as it is
}

// indonesian lists the rules. Sources: Tata Bahasa Baku Bahasa Indonesia and the
// Ejaan Yang Disempurnakan for the standard prefixes; ng is the colloquial
// nasal prefix of Jakarta speech.
var indonesian = map[string]derivation{
	"me":         {prefix: "me", sound: nasal},
	"me-kan":     {prefix: "me", suffix: "kan", sound: nasal},
	"me-i":       {prefix: "me", suffix: "i", sound: nasal},
	"pe":         {prefix: "pe", sound: nasal},
	"pe-an":      {prefix: "pe", suffix: "an", sound: nasal},
	"di":         {prefix: "di"},
	"di-kan":     {prefix: "di", suffix: "kan"},
	"di-i":       {prefix: "di", suffix: "i"},
	"ter":        {prefix: "ter", sound: liquid},
	"ter-kan":    {prefix: "ter", suffix: "kan", sound: liquid},
	"ter-i":      {prefix: "ter", suffix: "i", sound: liquid},
	"ber":        {prefix: "ber", sound: liquid},
	"ber-an":     {prefix: "ber", suffix: "an", sound: liquid},
	"ber-kan":    {prefix: "ber", suffix: "kan", sound: liquid},
	"per-an":     {prefix: "per", suffix: "an", sound: liquid},
	"memper":     {prefix: "memper", sound: liquid},
	"memper-kan": {prefix: "memper", suffix: "kan", sound: liquid},
	"memper-i":   {prefix: "memper", suffix: "i", sound: liquid},
	"diper":      {prefix: "diper", sound: liquid},
	"diper-kan":  {prefix: "diper", suffix: "kan", sound: liquid},
	"ke-an":      {prefix: "ke", suffix: "an"},
	"ke":         {prefix: "ke"},
	"se":         {prefix: "se"},
	"-an":        {suffix: "an"},
	"-kan":       {suffix: "kan"},
	"-i":         {suffix: "i"},
	"ng":         {sound: colloquial},
	"ng-in":      {suffix: "in", sound: colloquial},
	"di-in":      {prefix: "di", suffix: "in"},
	"redup":      {sound: doubled},
	"bare":       {sound: nothing},
	"poss":       {sound: nothing},
}

func inflect(rule, root string) string {
	d := indonesian[rule]
	form := d.prefix + root
	if d.sound != nil {
		form = d.sound(d.prefix, root)
	}
	if d.suffix == "i" && strings.HasSuffix(root, "i") {
		return form
	}
	return form + d.suffix
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
func colloquial(_, root string) string {
	swallowed := swallowing[root[0]]
	switch cluster := len(root) > 1 && !vowel(root[1]); {
	case vowel(root[0]):
		return "ng" + root
	case swallowed == "" || cluster || vowels(root) == 1:
		return "nge" + root
	}
	return swallowed + root[1:]
}

func doubled(_, root string) string { return root + "-" + root }

// nothing is the sound of the rules that only steer the clitics.
func nothing(_, _ string) string { return "" }

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func vowels(word string) (n int) {
	for i := range len(word) {
		if vowel(word[i]) {
			n++
		}
	}
	return n
}

package lexicon

import "strings"

// A derivation is what an Indonesian rule puts around a root: a prefix, whose
// end may assimilate to the root, and a suffix.
type derivation struct {
	prefix string
	suffix string
	sound  func(dst []byte, prefix, root string) []byte // nil: the prefix as it stands
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

// appendIndonesian writes what the rule makes of the root.
func appendIndonesian(dst []byte, rule, root string) []byte {
	d := indonesian[rule]
	if d.sound != nil {
		dst = d.sound(dst, d.prefix, root)
	} else {
		dst = append(append(dst, d.prefix...), root...)
	}
	if d.suffix == "i" && strings.HasSuffix(root, "i") {
		return dst
	}
	return append(dst, d.suffix...)
}

// nasal writes meN- or peN- and the root: the nasal takes the place of
// articulation of the root's first sound and swallows p, t, k and s unless
// another consonant follows.
func nasal(dst []byte, prefix, root string) []byte {
	dst = append(dst, prefix...)
	if vowels(root) == 1 {
		return append(append(dst, "nge"...), root...)
	}
	cluster := len(root) > 1 && !vowel(root[1])
	switch root[0] {
	case 'b', 'f', 'v':
		dst = append(dst, 'm')
	case 'p':
		dst = append(dst, 'm')
		if !cluster {
			root = root[1:]
		}
	case 'd', 'c', 'j', 'z':
		dst = append(dst, 'n')
	case 't':
		dst = append(dst, 'n')
		if !cluster {
			root = root[1:]
		}
	case 's':
		if cluster {
			dst = append(dst, 'n')
		} else {
			dst, root = append(dst, "ny"...), root[1:]
		}
	case 'k':
		dst = append(dst, "ng"...)
		if !cluster {
			root = root[1:]
		}
	case 'a', 'e', 'i', 'o', 'u', 'g', 'h', 'q', 'x':
		dst = append(dst, "ng"...)
	}
	return append(dst, root...)
}

// liquid writes a prefix that ends in r, which gives up its r before a root in r
// and, as in bekerja, before a first syllable in er (ber- only).
func liquid(dst []byte, prefix, root string) []byte {
	er := len(root) > 3 && root[1:3] == "er" && !vowel(root[3]) && !vowel(root[0])
	if root[0] == 'r' || er && prefix == "ber" {
		prefix = prefix[:len(prefix)-1]
	}
	return append(append(dst, prefix...), root...)
}

// colloquial writes the nasal prefix of informal speech: ngamuk, ngritik, nonton,
// mukul, nyari; nge- before the sounds that do not assimilate.
func colloquial(dst []byte, _, root string) []byte {
	switch c := root[0]; {
	case vowel(c):
		dst = append(dst, "ng"...)
	case vowels(root) == 1 || len(root) > 1 && !vowel(root[1]):
		dst = append(dst, "nge"...)
	case c == 'k':
		dst, root = append(dst, "ng"...), root[1:]
	case c == 's' || c == 'c':
		dst, root = append(dst, "ny"...), root[1:]
	case c == 't':
		dst, root = append(dst, 'n'), root[1:]
	case c == 'p':
		dst, root = append(dst, 'm'), root[1:]
	default:
		dst = append(dst, "nge"...)
	}
	return append(dst, root...)
}

// doubled writes the root twice with a hyphen.
func doubled(dst []byte, _, root string) []byte {
	return append(append(append(dst, root...), '-'), root...)
}

// nothing is the sound of the rules that only steer the clitics.
func nothing(dst []byte, _, _ string) []byte { return dst }

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// vowels counts the vowel letters of the word.
func vowels(word string) int {
	n := 0
	for i := 0; i < len(word); i++ {
		if vowel(word[i]) {
			n++
		}
	}
	return n
}

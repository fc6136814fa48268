package features

import (
	"bytes"

	"github.com/heboh/heboh/features/lexicon"
)

// leet has the letter that a digit or sign stands for, 0 where there is none.
var leet = [256]byte{
	'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g',
	'!': 'i', '|': 'i', '@': 'a', '$': 's', '+': 't',
}

// leetLetter returns the letter that c stands for, c itself if there is none.
func leetLetter(c byte) byte {
	if l := leet[c]; l != 0 {
		return l
	}
	return c
}

const maxLeet = 32 // bytes of a word with digits for letters

// unleet reads V1R4L as viral where that makes a known word of four letters
// or more (so S1, B20 and T20 stay) or plainly a word, and anak2 as anak, an
// Indonesian shorthand for anak-anak.
func (h *Headline) unleet(t *token) {
	var buf [maxLeet]byte
	src := h.norm[t.nstart:t.nend]
	if len(src) < 4 || len(src) > len(buf) || t.letters() < 2 && len(src) < 5 {
		return
	}
	if out := h.readLeet(buf[:0], src); out != nil {
		h.rewrite(t, out)
		h.joined++
		t.digits = 0
		return
	}
	if n := len(src) - 1; src[n] == '2' && t.digits == 1 {
		if out := append(buf[:0], src[:n]...); h.known(out) != 0 {
			h.rewrite(t, out)
		}
	}
}

// readLeet appends the word that src reads as, nil when there is none. A 1 is an
// i or an l; both are tried for the first three.
func (h *Headline) readLeet(buf, src []byte) []byte {
	choices := 1 << min(bytes.Count(src, []byte{'1'}), 3)
	for choice := range choices {
		out := spellLeet(buf, src, choice)
		if out == nil {
			return nil
		}
		if m := h.known(out); m&lexicon.Charged != 0 || m != 0 && !figure(src) {
			return out
		}
	}
	if h.plainLeet(src) {
		return spellLeet(buf, src, 0)
	}
	return nil
}

// spellLeet appends src with letters for its digits; it returns nil if a digit has
// no letter. The bits of choice say which of the first three ones are an l; any
// later one is read as the third.
func spellLeet(out, src []byte, choice int) []byte {
	ones := 0
	for _, c := range src {
		l := leetLetter(c)
		if class[l]&digit != 0 {
			return nil
		}
		if c == '1' {
			if choice>>min(ones, 2)&1 != 0 {
				l = 'l'
			}
			ones++
		}
		out = append(out, l)
	}
	return out
}

// figure reports words that begin with their only digits and are read as a
// number with a unit or ending: 80th, 1MDB.
func figure(src []byte) bool {
	rest := bytes.TrimLeft(src, digits)
	n := len(src) - len(rest)
	return !bytes.ContainsAny(rest, digits) && (n > 1 || n == 1 && len(src) < 5)
}

const digits = "0123456789"

// plainLeet reports whether src, though it has no known reading, is plainly a word
// with digits for letters (bu5uk): it can be pronounced, has digits between
// letters, and no known word beside them, as gta5online has. Names such as AB6IX,
// H5N1, LP3ES, GOT7 and iPhone14 do not pass.
func (h *Headline) plainLeet(src []byte) bool {
	if len(src) < 5 || src[0] == 'r' && src[1] == 'p' || bytes.ContainsAny(src, "689") {
		return false
	}
	letters, runs := 0, 0           // runs of digits
	inner, compound := false, false // digits between letters, or between words
	for i := 0; i < len(src); {
		if class[src[i]]&digit == 0 {
			letters++
			i++
			continue
		}
		j := i
		for j < len(src) && class[src[j]]&digit != 0 {
			j++
		}
		before, after := i, len(src)-j
		if before > 3 && h.known(src[:i]) != 0 || after > 3 && h.known(src[j:]) != 0 {
			return false
		}
		if before > 3 && (after == 1 || after > 3) && letters == before { // artists4peace, turbo3d
			compound = true
		}
		inner = inner || i > 0 && j < len(src)
		runs++
		i = j
	}
	if runs < 2 && (compound || class[src[0]]&digit != 0 || letters*2 <= len(src)) {
		return false
	}
	return inner && letters >= 3 && pronounceable(src)
}

// pronounceable reports whether src, its digits read as letters, has two vowels,
// no more than three consonants in a row, and a start that words can have.
func pronounceable(src []byte) bool {
	vowels, consonants := 0, 0
	last := byte(0)
	for i, c := range src {
		l := leetLetter(c)
		switch {
		case vowel(l):
			vowels++
			consonants = 0
		case consonants == 3, consonants > 0 && i == consonants && !opening(last, l):
			return false
		default:
			consonants++
		}
		last = l
	}
	return vowels > 1
}

// opening reports whether a word can begin with two consonants.
func opening(a, b byte) bool {
	switch b {
	case 'r', 'l', 'h', 'y', 'w':
		return true
	case 'g':
		return a == 'n'
	}
	return a == 's'
}

package features

import (
	_ "embed"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Language is the language of a headline.
type Language uint8

// The languages. Malay reads as Indonesian, and names alone as what their letters
// look like most.
const (
	NoWords    Language = iota // marks, figures and signs alone
	Other                      // neither of the two that are read
	Indonesian                 // or mostly so
	English
)

// String returns "id", "en" or "other".
func (l Language) String() string { return [...]string{"other", "other", "id", "en"}[l] }

// MarshalText writes a language as String does.
func (l Language) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText writes; NoWords comes back as Other.
func (l *Language) UnmarshalText(b []byte) error {
	for *l = English; *l > NoWords; *l-- {
		if string(b) == l.String() {
			return nil
		}
	}
	return fmt.Errorf("language %q: must be id, en or other", b)
}

// letterTable has two numbers, for Indonesian and English, for each three
// characters in a row of a word: how much more often the third follows the others
// than in other languages, in logarithms of 12 steps. Characters are 0 at both
// ends of a word and 1 to 26 for a to z. The program in the folder letters makes
// it.
//
//go:embed letters.bin
var letterTable string

const letterSide = 27

// What speaks for a headline and against it, in steps of the table, chosen on
// half of the headlines at hand.
const (
	perKnown   = 36  // for each word of the lists
	perGrammar = 30  // for one of the two languages, for each of its function words
	perWord    = 26  // against, for each word
	perLower   = 6   // against, for each word without a capital, which is no name
	perAccent  = 28  // against, for each letter with an accent
	perName    = 26  // for each word, where hardly one is without a capital
	perShort   = 130 // for one word or two

	mostAgainst = 80 // that a word's letters can say: names are outlandish
)

// Readable reports whether the headline has words and they are Indonesian or
// English, or names. In doubt it is read.
func (h *Headline) Readable() bool {
	if n := h.words(); n > 0 && !h.fold.foreign && h.familiar(n) { // most of them
		return true
	}
	return h.Language() > Other
}

// familiar reports whether so many of the words, or so few words, are in the
// lists that a headline without accents is read.
func (h *Headline) familiar(n int) bool { return 2*h.sum.known >= n || n <= 2 }

// words counts the words.
func (h *Headline) words() int { return len(h.toks) - len(h.sum.marks) - h.sum.numbers }

// Language tells the language from the script, from the words that the lists
// know and from letters.
func (h *Headline) Language() Language {
	n, known := h.words(), h.sum.known
	if n == 0 {
		return NoWords
	}
	if d := h.sum.funcID - h.sum.funcEN; d != 0 && !h.fold.foreign && h.familiar(n) {
		return English - Language(one(d > 0))
	}
	accents, letters, others := 0, 0, 0
	if h.fold.foreign {
		accents, letters, others = scripts(h.heart())
	}
	if others > letters && 2*known <= n { // a disguise gives known words
		return Other
	}
	if 2*accents > letters || 3*known >= 2*n {
		accents = 0 // a disguise too
	}
	id, en, either := h.letterScores()
	if accents > 0 || !h.familiar(n) {
		either += perKnown*known - perWord*n - perAccent*accents
		if n <= 2 {
			either += perShort
		}
		if either < 0 {
			return Other
		}
	}
	if id+perGrammar*h.sum.funcID >= en+perGrammar*h.sum.funcEN {
		return Indonesian
	}
	return English
}

// heart is the text from the first token to the last.
func (h *Headline) heart() string {
	s := h.Span(0, len(h.toks))
	return h.text[s.Start:s.End]
}

// scripts counts, in a text, Latin letters with an accent, all Latin letters, and
// letters of other scripts, those of scripts without spaces twice.
func scripts(text string) (accents, latin, others int) {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			latin += int(class[c] & letter)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r >= 0xC0 && r < 0x250 && unicode.IsLetter(r), r >= 0x1E00 && r < 0x1F00:
			accents++
			latin++
		case r >= 0x300 && r < 0x370: // after its letter
			accents++
		case r < 0x370, r >= 0x2000 && r < 0x2C00, r >= 0xFF00, !unicode.IsLetter(r):
			// Phonetic, styled and full-width letters are Latin in disguise.
		case r >= 0x2E80:
			others += 2
		default:
			others++
		}
	}
	return accents, latin, others
}

// letterScores adds up the table over the words: for Indonesian, for English and,
// since headlines mix them, with each word in the better of the two. The last
// minds capitals.
func (h *Headline) letterScores() (id, en, either int) {
	words, lower, small := 0, 0, 0 // small: letters
	for i := range h.toks {
		t := &h.toks[i]
		if t.kind != Word {
			continue
		}
		wordID, wordEN := letterScore(h.norm[t.nstart:t.nend])
		id += wordID
		en += wordEN
		either += max(wordID, wordEN, -mostAgainst)
		words++
		lower += one(t.upper == 0)
		small += int(t.lower)
	}
	if 3*lower <= words && small > 0 {
		either += perName * words
	}
	return id, en, either - perLower*lower
}

// letterScore adds up the table over a word, without its apostrophes.
func letterScore(word []byte) (id, en int) {
	before, last := 0, 0 // the last two characters, and the last
	for _, c := range word {
		next := int(c - 'a' + 1)
		if next > 'z'-'a'+1 {
			if c == '\'' {
				continue
			}
			next = 0
		}
		at := 2 * (before*letterSide + next)
		pair := letterTable[at : at+2]
		id += int(int8(pair[0]))
		en += int(int8(pair[1]))
		before, last = last*letterSide+next, next
	}
	at := 2 * before * letterSide
	return id + int(int8(letterTable[at])), en + int(int8(letterTable[at+1]))
}

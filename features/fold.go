package features

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxBytes is how much of a text is analysed. A headline is far shorter; the cap
// bounds the time that any input can take.
const MaxBytes = 4096

// folded is a text with its Unicode disguises undone: compatibility forms
// (NFKC), accents, look-alike letters and typographic punctuation become
// ASCII, invisible characters are dropped. Case is kept.
type folded struct {
	b   []byte // part of buf
	buf []byte
	// Byte i came from the original bytes [pos[i], end[i]). Both are empty when
	// the fold changes nothing.
	pos, end []int32
	// disguised counts characters that only a disguise explains: look-alikes
	// of another script. styled counts letters that stand for a typeface.
	disguised, styled int
	foreign           bool              // there are letters beyond ASCII
	tmp               [utf8.UTFMax]byte // scratch for one rune
	code              bool              // entities, tags and escapes are undone
	spaces            byte              // and this mark, which stands for spaces
}

func (f *folded) reset(text string) {
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
	}
	f.code = false
	if len(text)+scanStep >= cap(f.buf) {
		f.buf = make([]byte, 2*len(text)+8*scanStep)
	}
	f.b = f.buf[:len(text)]
	copy(f.b, text)
	f.pos, f.end = f.pos[:0], f.end[:0]
	f.foreign, f.disguised, f.styled = false, 0, 0
	if i := firstHigh(f.b); i < len(f.b) {
		f.unicode(text, i)
		f.pad()
	}
}

// pad makes room for the zeros that scan puts after the text.
func (f *folded) pad() {
	f.b = slices.Grow(f.b, scanStep+1)
	f.buf = f.b
}

// firstHigh returns the index of the first byte beyond ASCII, len(b) if there
// is none.
func firstHigh(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if high := binary.LittleEndian.Uint64(b[i:]) & msb; high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	if i > 0 && binary.LittleEndian.Uint64(b[len(b)-8:])&msb == 0 {
		return len(b)
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// unicode folds the text from byte i on, rune by rune.
func (f *folded) unicode(text string, i int) {
	f.b = f.b[:i]
	for j := 0; j < i; j++ {
		f.pos = append(f.pos, int32(j))
		f.end = append(f.end, int32(j+1))
	}
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if f.code && r < utf8.RuneSelf && traits[r]&(traitCode|traitDash) != 0 {
			if m := f.markup(text, i); m > 0 {
				i += m
				continue
			}
		}
		switch {
		case r < utf8.RuneSelf:
			f.put(byte(r), i, i+n)
		case r == utf8.RuneError && n == 1:
			// Readers do not see an invalid byte, so neither do we.
		case r == 'â' || r == 'Â':
			if m := f.misread(text, i); m > 0 {
				n = m
				break
			}
			f.rune(r, i, i+n, 0)
		default:
			f.rune(r, i, i+n, 0)
		}
		i += n
	}
}

// afterLetter reports whether the folded text ends in an ASCII letter.
func (f *folded) afterLetter() bool { return len(f.b) > 0 && class[f.b[len(f.b)-1]]&letter != 0 }

// put appends a byte that came from the original bytes [start, end).
func (f *folded) put(c byte, start, end int) {
	f.b = append(f.b, c)
	f.pos = append(f.pos, int32(start))
	f.end = append(f.end, int32(end))
}

func (f *folded) putString(s string, start, end int) {
	for i := 0; i < len(s); i++ {
		f.put(s[i], start, end)
	}
}

// rune folds one non-ASCII rune. depth bounds the recursion into
// decompositions, which Unicode keeps short.
func (f *folded) rune(r rune, start, end, depth int) {
	if unicode.IsSpace(r) {
		f.put(' ', start, end)
		return
	}
	as, listed := lookTable()[r]
	if listed && class[as[0]]&letter == 0 { // a mark
		f.putString(as, start, end)
		return
	}
	f.foreign = f.foreign || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
	if invisible(r) {
		if n := len(f.b); n > 0 && f.b[n-1] > ' ' {
			f.end[n-1] = int32(end) // an accent belongs to its letter
		}
		return
	}
	if listed && (f.afterLetter() || !unicode.Is(unicode.Sc, r)) {
		if styled(r) {
			f.styled++
		} else if !ordinary(r) {
			f.disguised++
		}
		f.putString(as, start, end)
		return
	}
	if s := r - hangul; s >= 0 && s < 19*21*28 {
		// Unicode decomposes syllables by arithmetic (Unicode Standard, section 3.12).
		f.putRune(0x1100+s/(21*28), start, end)
		f.putRune(0x1161+s%(21*28)/28, start, end)
		if last := s % 28; last > 0 {
			f.putRune(0x11A7+last, start, end)
		}
		return
	}
	n := utf8.EncodeRune(f.tmp[:], r)
	if d := norm.NFKD.Properties(f.tmp[:n]).Decomposition(); len(d) > 0 && depth < 4 {
		f.styled += one(styled(r))
		for k := 0; k < len(d); {
			c, m := utf8.DecodeRune(d[k:])
			k += m
			switch {
			case styled(r) && (c == '(' || c == ')'): // of ⒜
			case c < utf8.RuneSelf:
				f.put(byte(c), start, end)
			case unicode.Is(unicode.Mn, c): // the accent of an accented letter
			default:
				f.rune(c, start, end, depth+1)
			}
		}
		return
	}
	f.putRune(unicode.ToLower(r), start, end)
}

func (f *folded) putRune(r rune, start, end int) {
	n := utf8.EncodeRune(f.tmp[:], r)
	for k := range n {
		f.put(f.tmp[k], start, end)
	}
}

const hangul = 0xAC00 // the first Hangul syllable

// span maps a range of folded bytes, not empty, to the original text.
func (f *folded) span(start, end int) Span {
	if len(f.pos) == 0 {
		return Span{start, end}
	}
	return Span{int(f.pos[start]), int(f.end[end-1])}
}

// invisible reports runes that a reader does not see, or that say nothing:
// format controls, combining marks, fillers, variation selectors.
func invisible(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x200B && r <= 0x200F, r >= 0xFE00 && r <= 0xFE0F:
		return true
	case r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x2800:
		return true
	case r == '®', r == '™', r == '℠':
		return true
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones modify the emoji before them
		return true
	}
	return r == 0xAD || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me) || (r < 0xA0 && unicode.IsControl(r))
}

// styled reports letters that exist to look like others: mathematical,
// circled, fullwidth. Accented letters and ligatures are ordinary, and so are
// figures in circles.
func styled(r rune) bool {
	return r >= 0x1D400 && r <= 0x1D7CB || r >= 0xFF21 && r <= 0xFF5A ||
		r >= 0x249C && r <= 0x24E9 || r >= 0x1F110 && r <= 0x1F1AD
}

// ordinary reports letters that languages written in Latin script use, such as
// ø and ł: a name may hold several.
func ordinary(r rune) bool { return r >= 0xC0 && r < 0x250 }

//go:embed lookalikes.txt
var lookalikes string

// lookTable has what the characters of lookalikes.txt are read as. It is built on first
// use: only text beyond ASCII needs it.
var lookTable = sync.OnceValue(func() map[rune]string {
	m := make(map[rune]string, 400)
	for line := range strings.Lines(lookalikes) {
		if line[0] == '#' {
			continue
		}
		for item := range strings.FieldsSeq(line) {
			r, n := utf8.DecodeRuneInString(item)
			m[r] = item[n:]
		}
	}
	return m
})

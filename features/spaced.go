package features

import "github.com/heboh/heboh/features/lexicon"

// singlesRun returns the end of the run of single letters, digits or signs for
// letters from token i, all the same number of spaces apart. The run begins and ends
// with a letter or digit.
func (h *Headline) singlesRun(i int) int {
	if h.toks[i].kind > Number || !h.single(i) {
		return i
	}
	end, gap := i+1, int32(0)
	for j := i + 1; j < len(h.toks) && j-i < maxSpelling && h.single(j); j++ {
		g := h.toks[j].start - h.toks[j-1].end
		if g < 1 || g > 3 || gap != 0 && g != gap {
			break
		}
		gap = g
		if h.toks[j].kind <= Number {
			end = j + 1
		}
	}
	return end
}

// single reports whether token i is one letter, digit or letter-like mark.
func (h *Headline) single(i int) bool {
	t := &h.toks[i]
	if t.nend-t.nstart != 1 {
		return false
	}
	return t.kind <= Number || leet[h.norm[t.nstart]] != 0
}

// joinSingles reads the run [i, j) of single letters as one word (h e b o h), a
// longer one as the known words it spells.
func (h *Headline) joinSingles(out []token, i, j int) ([]token, int) {
	var buf [maxSpelling]byte
	s := buf[:0]
	letters := 0
	for k := i; k < j; k++ {
		c := h.norm[h.toks[k].nstart]
		if class[c]&letter != 0 {
			letters++
		}
		s = append(s, leetLetter(c))
	}
	from, to := h.trim(s, i, j)
	if letters*2 <= len(s) || to-from < 3 || to-from == 3 && h.known(s[from-i:to-i]) == 0 {
		return append(out, h.toks[i:j]...), j
	}
	s = s[from-i : to-i]
	out = append(out, h.toks[i:from]...)
	var cut [maxSpelling]uint8
	h.segment(s, &cut)
	for k := 0; k < len(s); {
		n := int(cut[k])
		out = append(out, h.merge(from+k, from+k+n, s[k:k+n]))
		h.joined++
		k += n
	}
	return append(out, h.toks[to:j]...), j
}

// trim narrows the run [i, j), which spells s, unless that is a word as it is. It
// leaves out figures at either end and the words a and i at the start:
// "8 s k a n d a l", "a h i d e o u s".
func (h *Headline) trim(s []byte, i, j int) (from, to int) {
	if h.known(s) != 0 {
		return i, j
	}
	from, to = i, j
	for from < to && h.toks[from].kind == Number {
		from++
	}
	for to > from && h.toks[to-1].kind == Number {
		to--
	}
	if to-from > 4 && (s[from-i] == 'a' || s[from-i] == 'i') && h.known(s[from-i:to-i]) == 0 && h.known(s[from-i+1:to-i]) != 0 {
		from++
	}
	return from, to
}

// segment cuts s into known words: cut[k] is the length of the word at k. Of the
// possible cuts it takes the one with the longest words (the greatest sum of squared
// lengths). Words of two letters must be function words, and one word must have
// four letters. Without such a cut, s stays whole.
func (h *Headline) segment(s []byte, cut *[maxSpelling]uint8) {
	var best [maxSpelling + 1]int32 // score of s[k:], 0: none
	n := len(s)
	if h.known(s) != 0 {
		cut[0] = uint8(n)
		return
	}
	best[n] = 1
	for k := n - 1; k >= 0; k-- {
		for e := k + 2; e <= n; e++ {
			size := int32(e - k)
			score := best[e] + size*size
			if best[e] == 0 || score <= best[k] {
				continue
			}
			m := h.known(s[k:e])
			if m == 0 || size == 2 && m&(lexicon.FunctionID|lexicon.FunctionEN) == 0 {
				continue
			}
			best[k], cut[k] = score, uint8(size)
		}
	}
	long := false
	for k := 0; k < n && best[0] > 0; k += int(cut[k]) {
		long = long || cut[k] >= 4
	}
	if !long {
		cut[0] = uint8(n)
	}
}

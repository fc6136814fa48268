package features

// summary is what one pass over the tokens counts for the cues, so that most
// of them need not look at the tokens again.
type summary struct {
	marks          []int32 // the tokens that are marks or signs
	numbers        int     // figures
	letters, long  int     // bytes of the words; words of eight or more
	funcID, funcEN int     // function words
	caps, cased    int     // words of two letters or more: in capitals, all
	casedLetters   int     // letters of the latter
	quotes         bool    // a quotation mark
	amounts        bool    // an amount such as Rp200
}

// finish hashes the normalised text of each token, numbers and amounts by
// their shape, so that no figure carries a verdict; looks the words up; and
// counts. The padding that hashAt reads stays.
func (h *Headline) finish() {
	h.norm = append(h.norm, 0, 0, 0, 0, 0, 0, 0, 0)
	table := words()
	s := summary{marks: h.sum.marks[:0]}
	for i := range h.toks {
		t := &h.toks[i]
		switch t.kind {
		case Word:
			h.finishWord(t, &s)
		case Number:
			t.hash = numberHash(h.norm[t.nstart:t.nend])
			s.numbers++
		case Symbol:
			t.hash = hashSymbol
			s.marks = append(s.marks, int32(i))
			continue
		default:
			t.hash = hashAt(h.norm, int(t.nstart), int(t.nend))
			c := h.norm[t.nstart]
			s.quotes = s.quotes || c == '"' || c == '\''
			s.marks = append(s.marks, int32(i))
			continue
		}
		t.mask = table.lookup(t.hash)
		if t.mask&maskFuncID != 0 {
			s.funcID++
		}
		if t.mask&maskFuncEN != 0 {
			s.funcEN++
		}
	}
	h.sum = s
}

func (h *Headline) finishWord(t *token, s *summary) {
	n := int(t.nend - t.nstart)
	s.letters += n
	if n >= 8 {
		s.long++
	}
	if cased := t.cased(); cased > 1 {
		s.cased++
		s.casedLetters += cased
		if t.lower == 0 {
			s.caps++
		}
	}
	t.hash = hashAt(h.norm, int(t.nstart), int(t.nend))
	if t.digits > 0 && isRupiah(h.norm[t.nstart:t.nend]) {
		t.hash = hashRupiah
		s.amounts = true
	}
}

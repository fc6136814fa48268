package features

// NGramShapes appends to dst, for each n-gram of NGrams in the same order,
// whether it is a shape: content words are in it as their class alone, so
// another word of the class gives the same n-gram.
func (h *Headline) NGramShapes(dst []bool) []bool {
	for i := 0; i <= len(h.toks); i++ {
		if i < len(h.toks) {
			dst = append(dst, false)
			if h.toks[i].hasAffixes() {
				dst = append(dst, false, false)
			}
		}
		dst = append(dst, false, false, false, true, true) // as in NGrams
	}
	return dst
}

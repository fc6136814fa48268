package features

// scanText writes src in lower case (ASCII) to norm, maps its ASCII letters and
// capitals into alpha and upper, which must be zero, and reports whether a letter
// comes three times in a row. norm is as long as src, a multiple of scanStep. It
// needs SSE2, which every amd64 has.
//
//go:noescape
func scanText(norm, src []byte, alpha, upper bitmap) (run bool)

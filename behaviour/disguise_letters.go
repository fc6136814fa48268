package behaviour

import "math/rand/v2"

// Look-alikes as pairs of a Latin letter and the letter that replaces it
// (compare Unicode Technical Standard 39, "confusables").
const (
	cyrillic = "AАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУ" + "aаcсdԁeеhһiіjјoоpрqԛsѕwԝxхyу"
	greek    = "AΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖ" + "aαiιkκnηoοpρtτuυvν"
	leet     = "A4E3I1O0S5T7" + "a4e3i1o0s5t7"
)

// lookalikes replaces letters by the second of their pair.
func lookalikes(pairs string) func([]rune, *rand.Rand) string {
	m := pairMap(pairs)
	return func(letters []rune, r *rand.Rand) string { return substitute(letters, r, m) }
}

func pairMap(pairs string) map[rune][]rune {
	m := make(map[rune][]rune)
	p := []rune(pairs)
	for i := 0; i+1 < len(p); i += 2 {
		m[p[i]] = append(m[p[i]], p[i+1])
	}
	return m
}

// substitute replaces some of the letters that the map has, at least one.
func substitute(letters []rune, r *rand.Rand, m map[rune][]rune) string {
	out := append([]rune(nil), letters...)
	choose(letters, r,
		func(i int) bool { return len(m[letters[i]]) > 0 },
		func(i int) {
			forms := m[letters[i]]
			out[i] = forms[r.IntN(len(forms))]
		})
	return string(out)
}

// accents writes letters with accents.
func accents(letters []rune, r *rand.Rand) string { return substitute(letters, r, accented()) }

// leetspeak writes digits for vowels, s and t, all of them.
func leetspeak(letters []rune, _ *rand.Rand) string {
	m := pairMap(leet)
	out := append([]rune(nil), letters...)
	for i, l := range letters {
		if d := m[l]; d != nil {
			out[i] = d[0]
		}
	}
	return string(out)
}

// shifted writes the letters of an alphabet that starts elsewhere in Unicode.
func shifted(upper, lower rune) func([]rune, *rand.Rand) string {
	return func(letters []rune, _ *rand.Rand) string {
		out := append([]rune(nil), letters...)
		for i, l := range letters {
			switch {
			case 'A' <= l && l <= 'Z':
				out[i] = upper + l - 'A'
			case 'a' <= l && l <= 'z':
				out[i] = lower + l - 'a'
			}
		}
		return string(out)
	}
}

// mathematical writes a word in one of the mathematical alphabets without
// gaps: bold, bold italic, bold script, bold fraktur, sans-serif, sans-serif
// bold, monospace.
func mathematical(letters []rune, r *rand.Rand) string {
	starts := []rune{0x1d400, 0x1d468, 0x1d4d0, 0x1d56c, 0x1d5a0, 0x1d5d4, 0x1d670}
	s := starts[r.IntN(len(starts))]
	return shifted(s, s+26)(letters, r)
}

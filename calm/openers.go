package calm

import (
	"strings"

	"github.com/heboh/heboh/features"
)

// closes are the marks that end an opener.
var closes = map[string]bool{"!": true, "!!": true, ",": true, ":": true, ".": true, "..": true, "…": true, "-": true}

// openers removes cries before the headline begins: Geger! Wow, Terungkap!
func (d *draft) openers() {
	at := 0
	for range 3 {
		end := d.opener(at)
		if end == at {
			break
		}
		at = end
	}
	if at == 0 && callers[d.word(0)] && newsHeads[d.word(1)] {
		at = 1 // Geger Warga Menemukan …
	}
	at = d.lead(at)
	if at > 0 && d.words(at, len(d.toks)) >= leastWords && !d.quoted(0, at) && !connectives[d.word(at)] {
		d.cut(0, at, Opener)
	}
	for i := 1; i+1 < len(d.toks); i++ {
		if turns[d.word(i)] && !d.toks[i].gone && !d.toks[i].quoted && d.isWord(i+1) && (d.isWord(i-1) && !d.function(i-1) && d.predicate(i+1) || d.word(i-1) == "," && pointers[d.word(i+1)]) {
			d.cut(i, i+1, Opener)
		}
	}
}

// predicate reports whether token i is certainly a verb or precedes one. Then the
// sentence works without ternyata, which may otherwise stand for a verb.
func (d *draft) predicate(i int) bool {
	w := d.word(i)
	for _, prefix := range []string{"mem", "men", "meng", "ber", "di", "ter"} {
		if strings.HasPrefix(w, prefix) && len(w) > 6 && d.known(i) {
			return true
		}
	}
	return auxiliaries[w]
}

// opener returns the end of an opener with its mark from token i, i without one.
func (d *draft) opener(i int) int {
	for j := i; j < len(d.toks) && j <= i+5; j++ {
		if d.toks[j].Kind <= features.Number || d.word(j) == "-" && d.glued(j) {
			continue
		}
		if j == i || !closes[d.word(j)] || !isOpener(d.phrase(i, j)) || !d.id && d.word(j) == "," && !interjections[d.phrase(i, j)] {
			return i
		}
		for j++; j < len(d.toks) && closes[d.word(j)]; j++ {
		}
		return j
	}
	return i
}

// isOpener reports whether a phrase is only a cry.
func isOpener(phrase string) bool {
	for _, degree := range []string{" banget", " sekali", " nih", " parah", " pol", " abis"} {
		phrase = strings.TrimSuffix(phrase, degree)
	}
	for _, degree := range []string{"makin ", "sungguh ", "super ", "bikin ", "waduh ", "duh ", "wow ", "hii ", "yeay ", "sangat ", "so "} {
		if rest, found := strings.CutPrefix(phrase, degree); found && isOpener(rest) {
			return true
		}
	}
	return openers[phrase]
}

// lead returns where the headline begins if a turn that withholds stands at token
// i: Ternyata Ini Alasan …, You Won't Believe How …, Here's Why …
func (d *draft) lead(i int) int {
	if d.quoted(i, min(i+4, len(d.toks))) {
		return i
	}
	j := i
	if turns[d.word(j)] && d.isWord(j+1) && !quantities[d.word(j+1)] {
		j++
	}
	for _, turn := range leads {
		n := len(turn)
		if j+n < len(d.toks) && d.phrase(j, j+n) == strings.Join(turn, " ") && whWords[d.word(j+n)] {
			return j + n
		}
	}
	for k := j; k < min(j+2, len(d.toks)); k++ {
		if !pointers[d.word(k)] || k+1 == len(d.toks) {
			break
		}
		if d.toks[k+1].Kind == features.Number || leadNouns[d.word(k+1)] {
			return k + 1
		}
	}
	return j
}

// endings removes teases after the headline has ended: , Ini Alasannya!
func (d *draft) endings() {
	end := len(d.toks)
	for end > 0 && d.toks[end-1].Kind == features.Punct {
		end--
	}
	k := end - 1
	for k > 0 && (d.toks[k].Kind != features.Punct || d.glued(k) && k+1 < end && d.glued(k+1)) {
		k--
	}
	if k <= 0 || d.word(k) == "?" || d.quoted(k, end) || !divides[d.word(k)] || !d.teases(k+1, end) {
		return
	}
	from := 0
	for from < k && d.toks[from].gone {
		from++
	}
	acronym := d.toks[from].raw == strings.ToUpper(d.toks[from].raw)
	if d.words(from, k) >= leastWords && (!subordinators[d.word(from)] || acronym && !d.whole) {
		d.cut(k, len(d.toks), Ending)
	}
}

// divides are the marks before an ending.
var divides = map[string]bool{",": true, "!": true, "!!": true, ".": true, "..": true, "-": true, ";": true, ":": true}

// teases reports whether tokens [i, j) only tease.
func (d *draft) teases(i, j int) bool {
	p := strings.TrimPrefix(d.phrase(i, j), "and ")
	for w := range turns {
		p = strings.TrimPrefix(p, w+" ")
	}
	if endings[p] {
		return true
	}
	w := strings.Fields(p)
	n := len(w)
	switch {
	case n >= 2 && n <= 4 && pointers[w[0]]:
		return d.withheld(w[1:])
	case n >= 2 && n <= 4 && (w[0] == "bikin" || w[0] == "buat"):
		return reactions[w[n-1]] && (n == 2 || audiences[w[1]] || reactions[w[1]])
	case n == 2:
		return audiences[w[0]] && reactions[w[1]]
	}
	return false
}

// withheld reports whether words name what the headline withholds: alasannya,
// fakta sebenarnya, cara membuatnya.
func (d *draft) withheld(w []string) bool {
	if strings.HasPrefix(w[0], "fakta") {
		return false // it may cast doubt on what comes before
	}
	last := w[len(w)-1]
	noun, nya := strings.CutSuffix(last, "nya")
	if len(w) == 1 {
		return nya && len(noun) > 2 && last != "hanya" && last != "punya"
	}
	return leadNouns[strings.TrimSuffix(w[0], "nya")] && nya && (len(noun) > 3)
}

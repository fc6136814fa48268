package calm

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/lexicon"
)

// token is a token of the headline, as the model reads it.
type token struct {
	features.Token
	raw     string // as written
	quoted  bool   // someone's words, which are left as they are
	shouted bool   // in capitals that shout
	alone   bool   // the words beside it are not in capitals
	gone    bool   // removed
}

// draft is a headline that is being edited.
type draft struct {
	text  string
	toks  []token
	id    bool // Indonesian
	title bool // in title case, apart from what shouts
	whole bool // shouted as a whole

	why  []string // per byte: why it is removed, "" where it stays
	with []Edit   // replacements
}

func newDraft(text string) *draft {
	d := &draft{text: text, why: make([]string, len(text))}
	for _, t := range features.Tokenize(text) {
		d.toks = append(d.toks, token{Token: t, raw: text[t.Start:t.End]})
	}
	var h features.Headline
	h.RecordHits(true)
	h.Reset(text)
	h.Cues()
	d.id = h.Language() == features.Indonesian
	for _, hit := range h.Hits() {
		if hit.Cue.String() != "caps_shout" {
			continue
		}
		d.whole = hit.From == 0 && hit.To == len(d.toks) && len(d.toks) > 2
		for i := hit.From; i < hit.To; i++ {
			d.toks[i].shouted, d.toks[i].alone = true, hit.To-hit.From == 1
		}
	}
	d.quotes()
	d.shoutedToo()
	for _, w := range h.Wrapping() {
		for i := range d.toks { // the whole headline is a quotation
			d.toks[i].quoted = d.toks[i].quoted || w.Kind == features.WrapQuote
		}
	}
	d.title = d.titleCase()
	return d
}

// shoutedToo marks long words in capitals beside others that shout.
func (d *draft) shoutedToo() {
	some := slices.ContainsFunc(d.toks, func(t token) bool { return t.shouted })
	for i := range d.toks {
		t := &d.toks[i]
		if some && t.Kind == features.Word && len(t.raw) >= 7 && t.raw == strings.ToUpper(t.raw) && t.Mask&lexicon.Acronym == 0 && !t.quoted {
			t.shouted = true
		}
	}
}

// quotes marks the tokens between quotation marks.
func (d *draft) quotes() {
	open := -1
	for i := range d.toks {
		t := &d.toks[i]
		if t.Text != `"` && t.Text != "'" {
			continue
		}
		switch {
		case open < 0 && !d.glued(i):
			open = i
		case open >= 0 && t.Text == d.toks[open].Text:
			for k := open; k <= i; k++ {
				d.toks[k].quoted = true
			}
			open = -1
		}
	}
}

// glued reports whether token i follows the one before without a space.
func (d *draft) glued(i int) bool {
	return i > 0 && i < len(d.toks) && d.toks[i-1].End == d.toks[i].Start
}

// titleCase reports whether most words that do not shout begin with a capital.
// Words missing from the lists may be names, so they do not count.
func (d *draft) titleCase() bool {
	capital, small := 0, 0
	for i := 1; i < len(d.toks); i++ {
		t := &d.toks[i]
		r, _ := utf8.DecodeRuneInString(t.raw)
		switch {
		case !d.known(i) || t.shouted || t.quoted || t.raw == strings.ToUpper(t.raw) || smallWords[t.Text]:
		case unicode.IsUpper(r):
			capital++
		default:
			small++
		}
	}
	return capital > small || small == 0
}

// word returns the text of token i, "" beyond the headline.
func (d *draft) word(i int) string {
	if i < 0 || i >= len(d.toks) {
		return ""
	}
	return d.toks[i].Text
}

// isWord reports whether token i is a word.
func (d *draft) isWord(i int) bool {
	return i >= 0 && i < len(d.toks) && d.toks[i].Kind == features.Word
}

// function reports whether token i is a function word of the headline's language.
func (d *draft) function(i int) bool {
	mark := lexicon.FunctionEN
	if d.id {
		mark = lexicon.FunctionID
	}
	return d.isWord(i) && d.toks[i].Mask&mark != 0
}

// phrase joins the words among tokens [i, j) with spaces.
func (d *draft) phrase(i, j int) string {
	var b strings.Builder
	for k := i; k < j; k++ {
		if d.toks[k].Kind > features.Number {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(d.toks[k].Text)
	}
	return b.String()
}

// words counts the words in [i, j).
func (d *draft) words(i, j int) (n int) {
	for k := i; k < j; k++ {
		n += one(d.isWord(k) && !d.toks[k].gone)
	}
	return n
}

// quoted reports whether any of tokens [i, j) is quoted.
func (d *draft) quoted(i, j int) bool {
	for k := i; k < j; k++ {
		if d.toks[k].quoted {
			return true
		}
	}
	return false
}

// cut removes tokens [i, j).
func (d *draft) cut(i, j int, why string) {
	for k := i; k < j; k++ {
		d.toks[k].gone = true
	}
	d.erase(d.toks[i].Start, d.toks[j-1].End, why)
}

// erase removes the bytes [from, to).
func (d *draft) erase(from, to int, why string) {
	for k := from; k < to; k++ {
		if d.why[k] == "" {
			d.why[k] = why
		}
	}
}

// replace puts with in place of the bytes [from, to).
func (d *draft) replace(from, to int, with, why string) {
	if d.text[from:to] != with {
		d.with = append(d.with, Edit{features.Span{Start: from, End: to}, with, why})
	}
}

// finish returns the edits of the draft in the order of the text.
func (d *draft) finish() []Edit {
	d.tidy()
	var edits []Edit
	for i := 0; i < len(d.why); {
		j := i + 1
		for j < len(d.why) && d.why[j] == d.why[i] {
			j++
		}
		if d.why[i] != "" {
			edits = append(edits, Edit{features.Span{Start: i, End: j}, "", d.why[i]})
		}
		i = j
	}
	for _, e := range d.with {
		if !slices.ContainsFunc(d.why[e.Start:e.End], func(w string) bool { return w != "" }) {
			edits = append(edits, e)
		}
	}
	slices.SortFunc(edits, func(a, b Edit) int { return a.Start - b.Start })
	return edits
}

// tidy removes the spaces that deletions leave behind: at the ends, beside another
// space and before a mark.
func (d *draft) tidy() {
	cut := "" // why something was removed since the last byte that stays
	space := -1
	start := true
	for i := range len(d.text) {
		c := d.text[i]
		switch {
		case d.why[i] != "":
			cut = d.why[i]
		case c == ' ' && cut != "" && (start || space >= 0):
			d.why[i] = cut
		case c == ' ':
			space = i
		default:
			if space >= 0 && cut != "" && strings.IndexByte(",.!?;:", c) >= 0 {
				d.why[space] = cut
			}
			cut, space, start = "", -1, false
		}
	}
	if space >= 0 && cut != "" {
		d.why[space] = cut
	}
}

// Package calm makes a headline calmer. It only deletes words and changes case and
// punctuation: it adds no word and no fact.
//
// Headline tries two drafts. The first takes out teasing openers and endings,
// intensifiers, emoji, stacked marks and shouting capitals; the second leaves every
// word where it is. The first that still reads as a headline, and that the model
// finds less sensational, is the answer. Where there is none, there is no safe edit.
//
// Like package model, this package needs only the standard library and
// golang.org/x/text.
package calm

import (
	"strings"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/lexicon"
	"github.com/heboh/heboh/model"
)

// Edit replaces the bytes [Start, End) of the headline by With.
type Edit struct {
	features.Span
	With string `json:"with"`
	Why  string `json:"why"` // one of the reasons below
}

// The reasons for an edit.
const (
	Opener      = "teasing opener"
	Ending      = "teasing ending"
	Intensifier = "intensifier"
	Hype        = "hype"
	Mark        = "mark"
	Emoji       = "emoji"
	Capitals    = "capitals"
)

// Result is a headline with its calmer version.
type Result struct {
	Text            string  `json:"text"`
	Calm            string  `json:"calm"`             // equals Text where there is no safe edit
	Probability     float64 `json:"probability"`      // that Text is sensational
	CalmProbability float64 `json:"calm_probability"` // that Calm is
	// Edits make Calm out of Text. They are in the order of the text and do not
	// overlap; there are none where there is no safe edit.
	Edits []Edit `json:"edits"`
}

// Safe reports whether there is a calmer version.
func (r *Result) Safe() bool { return len(r.Edits) > 0 }

// Headline returns a calmer version of a headline, as judged by m.
func Headline(m *model.Model, text string) Result {
	p := m.Score(text)
	r := Result{Text: text, Calm: text, Probability: p, CalmProbability: p, Edits: []Edit{}}
	if len(text) > features.MaxBytes || !utf8.ValidString(text) || m.Predict(text).Abstained {
		return r
	}
	for _, words := range []bool{true, false} {
		d := newDraft(text)
		if words {
			d.openers()
			d.endings()
			d.intensifiers()
		}
		d.marks()
		d.emoji()
		d.capitals()
		edits := d.finish()
		calmer := Apply(text, edits)
		if len(edits) == 0 || !reads(calmer, text) {
			continue
		}
		if q := m.Score(calmer); q < p {
			r.Calm, r.CalmProbability, r.Edits = calmer, q, edits
			return r
		}
	}
	return r
}

// Apply applies edits, which must be in the order of the text and must not overlap.
func Apply(text string, edits []Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(e.With)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// The least that a calmer version must keep.
const (
	leastWords   = 3
	leastContent = 2 // words other than function words
)

// reads reports whether what is left of a text still reads as a headline.
func reads(calmer, text string) bool {
	toks, before := features.Tokenize(calmer), features.Tokenize(text)
	words, content := 0, 0
	for _, t := range toks {
		if t.Kind == features.Word {
			words++
			content += one(t.Mask&(lexicon.FunctionID|lexicon.FunctionEN) == 0)
		}
	}
	if words < leastWords || content < leastContent {
		return false
	}
	first, last := toks[0], toks[len(toks)-1]
	return (first.Text == before[0].Text || !connectives[first.Text]) &&
		(last.Text == before[len(before)-1].Text || !connectives[last.Text] && !openEnds[last.Text])
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

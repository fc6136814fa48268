package calm

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/heboh/heboh/model"
)

// FuzzHeadline holds what every calmer version must keep: the edits make it, in the
// order of the text; it adds no letter or figure; and the model finds it calmer.
func FuzzHeadline(f *testing.F) {
	for _, pair := range pairs(f) {
		f.Add(pair[0])
	}
	for _, text := range []string{"", "!!!", "WOW!!! \xff\xfe", "GEGER!!!İSTANBUL… DİBAKAR 😱", "‘Wow’ “Wow”…", "P!NK Yahoo!", "a very apple, an absolutely pear tart is so good!"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, Headline(model.Default(), text)) })
}

func check(t *testing.T, r Result) {
	t.Helper()
	at := 0
	for _, e := range r.Edits {
		if e.Start < at || e.End <= e.Start || e.End > len(r.Text) || r.Text[e.Start:e.End] == e.With || e.Why == "" {
			t.Fatalf("%q: edit %+v", r.Text, e)
		}
		at = e.End
	}
	if got := Apply(r.Text, r.Edits); got != r.Calm {
		t.Fatalf("%q: the edits make %q, not %q", r.Text, got, r.Calm)
	}
	if r.Safe() != (r.CalmProbability < r.Probability) || r.Safe() != (r.Calm != r.Text) {
		t.Fatalf("%q: %+v", r.Text, r)
	}
	left := letters(r.Text)
	for _, c := range letters(r.Calm) {
		i := slices.Index(left, c)
		if i < 0 {
			t.Fatalf("%q: %q has letters that it adds", r.Text, r.Calm)
		}
		left = left[i+1:]
	}
}

// letters are the letters and figures of a text, whatever their case.
func letters(text string) (all []rune) {
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			all = append(all, unicode.ToUpper(unicode.ToLower(c)))
		}
	}
	return all
}

// TestMixtures checks headlines made of parts of others, joined by all kinds of
// marks.
func TestMixtures(t *testing.T) {
	all := pairs(t)
	joints := []string{" ", "! ", "!!! ", "... ", "… ", ", ", " - ", ": ", "?! ", " 😱 ", "", " \" ", ".!", "\t"}
	for i, a := range all {
		b, joint := all[(7*i+3)%len(all)], joints[i%len(joints)]
		for _, text := range []string{a[0] + joint + b[0], strings.ToUpper(a[0]) + joint, joint + a[0] + joint, a[0][:len(a[0])/2] + joint + b[0][len(b[0])/3:]} {
			check(t, Headline(model.Default(), text))
		}
	}
}

// TestUnread: what the model does not read, or not all of, has no safe edit.
func TestUnread(t *testing.T) {
	for _, text := range []string{"", "!!!", "12345", "Сенсация! Все в шоке от новости", "WOW!!! \xff\xfe OMG", strings.Repeat("GEGER! ", 1000)} {
		if r := Headline(model.Default(), text); r.Safe() || r.Calm != text {
			t.Errorf("%.40q: %+v", text, r.Edits)
		}
	}
}

package datasets

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/heboh/heboh/features"
)

// Annotation is a label without its text.
type Annotation struct {
	Intensity float64 // mean rating in [0,3]
	Devices   string  // subset of DeviceLetters
	Slant     float64 // mean rating in [0,2]; NoSlant when absent
	Words     string  // tokens that carry the slant: half-open ranges such as "2:4,7:8"
	Lang      string
	Line      int // in the file it came from
}

// Annotations are labels keyed by [KeyHash]. They let a project publish its
// own judgements of headlines that it may not copy: whoever has the headlines
// joins the two with [JoinAnnotations].
type Annotations map[string]Annotation

// ReadAnnotations reads a TSV file with the columns key ([KeyHash] of the title),
// intensity, devices and lang, and optionally slant and words, the slanted words
// as ranges of tokens (features.Tokenize). It returns what Read does, and nil
// when nothing can be made of the file. A key that comes twice with the same
// judgement is taken once, otherwise the later line is an error.
func ReadAnnotations(r io.Reader, name string) (Annotations, error) {
	examples, err := Read(r, name, Options{TextField: keyColumn, Unlabelled: true})
	if len(examples) == 0 {
		return nil, cmp.Or(err, error(&LineError{File: name, Msg: "no annotations in it"}))
	}
	problems := &Errors{}
	if err != nil && !errors.As(err, &problems) {
		return nil, err
	}
	notes := Annotations{}
	for _, e := range examples {
		if bad := notes.add(e); bad != nil {
			bad.File, bad.Line = name, e.Line
			problems.add(bad)
		}
	}
	slices.SortStableFunc(problems.List, func(a, b *LineError) int { return a.Line - b.Line })
	return notes, problems.orNil()
}

const keyColumn = "key"

// add adds what was read, whose text is the key.
func (a Annotations) add(e Example) *LineError {
	key := strings.ToLower(e.Text)
	if len(key) != HashLen || strings.Trim(key, "0123456789abcdef") != "" {
		return &LineError{Field: quoted(keyColumn), Msg: fmt.Sprintf("%s is not %d hexadecimal digits", short(key), HashLen)}
	}
	if !e.HasIntensity() {
		return &LineError{Field: quoted(fIntensity.name()), Msg: "empty; it must be a rating from 0 to 3"}
	}
	if _, err := tokenRanges(e.Words); err != nil {
		return &LineError{Field: quoted(fWords.name()), Msg: err.Error()}
	}
	note := Annotation{e.Intensity, e.Devices, e.Slant, e.Words, e.Lang, e.Line}
	if old, again := a[key]; again {
		if note.Line = old.Line; note != old {
			return &LineError{Field: quoted(keyColumn), Msg: fmt.Sprintf("judged otherwise on line %d; that line is kept", old.Line)}
		}
		return nil
	}
	a[key] = note
	return nil
}

// JoinAnnotations gives the titles that have an annotation, labelled by it, in
// the order of the titles, each key once. What the annotation does not say is the
// title's. Titles usually come from a file read with Options.Unlabelled.
func JoinAnnotations(titles []Example, notes Annotations) []Example {
	var found []Example
	seen := map[string]bool{}
	for _, e := range titles {
		key := KeyHash(e.Text)
		note, ok := notes[key]
		if !ok || seen[key] {
			continue
		}
		seen[key] = true
		e.Votes, e.Annotators = 0, 0
		e.Intensity, e.Label = note.Intensity, LabelFromIntensity(note.Intensity)
		e.Devices, e.HasDevices = note.Devices, true
		e.Slant, e.Words = note.Slant, note.wordsOf(e.Text)
		e.Lang = cmp.Or(note.Lang, e.Lang)
		e.Soft = Soft(e)
		found = append(found, e)
	}
	return found
}

// tokenRanges reads half-open ranges such as "2:4,7:8".
func tokenRanges(s string) (ranges [][2]int, err error) {
	for part := range strings.SplitSeq(s, ",") {
		var r [2]int
		if s == "" {
			return nil, nil
		}
		if n, err := fmt.Sscanf(part, "%d:%d", &r[0], &r[1]); n != 2 || err != nil || r[0] < 0 || r[0] >= r[1] || r[1] > features.MaxBytes {
			return nil, fmt.Errorf("%s is not a range of tokens such as 2:4", short(part))
		}
		ranges = append(ranges, r)
	}
	return ranges, nil
}

// wordsOf returns the words of a title under the ranges, separated as in
// Example.Words. Ranges beyond the title are left out.
func (a Annotation) wordsOf(title string) string {
	ranges, _ := tokenRanges(a.Words) // checked when read
	var words []string
	toks := features.Tokenize(title)
	for _, r := range ranges {
		if r[1] <= len(toks) {
			words = append(words, title[toks[r[0]].Start:toks[r[1]-1].End])
		}
	}
	return strings.Join(words, " | ")
}

package datasets

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Annotation is a label without its text.
type Annotation struct {
	Intensity float64 // mean rating in [0,3]
	Devices   string  // subset of DeviceLetters
	Lang      string
	Line      int // in the file it came from
}

// Annotations are labels keyed by [KeyHash]. They let a project publish its
// own judgements of headlines that it may not copy: whoever has the headlines
// joins the two with [JoinAnnotations].
type Annotations map[string]Annotation

// annotationColumns is the header of the file format, a plain TSV.
var annotationColumns = []string{"key", "intensity", "devices", "lang"}

// ReadAnnotations reads a file of annotations: TSV with the header
//
//	key	intensity	devices	lang
//
// where key is [KeyHash] of the title. As with Read, the good lines are
// returned beside an *[Errors] that lists the others. A key that comes twice
// with the same judgement is taken once, otherwise the later line is an error.
func ReadAnnotations(r io.Reader, name string) (Annotations, error) {
	problems := &Errors{}
	notes := Annotations{}
	l, err := openAnnotations(r)
	if err != nil {
		problems.add(locate(err, name, 0))
		return nil, problems
	}
	for {
		text, err := nextFull(l)
		if err == io.EOF {
			return notes, problems.orNil()
		}
		if err == nil {
			err = notes.add(strings.Split(string(text), "\t"), l.line)
		}
		if err != nil {
			problems.add(locate(err, name, l.line))
			if !goesOn(err) {
				return notes, problems
			}
		}
	}
}

// openAnnotations reads and checks the header.
func openAnnotations(r io.Reader) (*lines, error) {
	br, err := open(r, DefaultMaxBytes)
	if err != nil {
		return nil, err
	}
	l := &lines{r: br}
	first, err := headerLine(l)
	if err != nil {
		return nil, err
	}
	if got := strings.Split(first, "\t"); !slices.Equal(got, annotationColumns) {
		return nil, atLine(fmt.Errorf("not annotations: the header has %s; wanted %s", listColumns(got), listColumns(annotationColumns)), l.line)
	}
	return l, nil
}

func (a Annotations) add(values []string, line int) error {
	if len(values) != len(annotationColumns) {
		return &LineError{Line: line, Msg: fmt.Sprintf("%d fields where the header has %d; the row is skipped", len(values), len(annotationColumns))}
	}
	key := strings.ToLower(strings.TrimSpace(values[0]))
	if len(key) != HashLen || strings.Trim(key, "0123456789abcdef") != "" {
		return &LineError{Line: line, Field: "key", Msg: fmt.Sprintf("%s is not %d hexadecimal digits", short(key), HashLen)}
	}
	var e Example
	for i, set := range []func(*Example, string) error{setRating, setDevices, plain(func(e *Example) *string { return &e.Lang })} {
		if err := apply(&e, set, values[i+1]); err != nil {
			return &LineError{Line: line, Field: annotationColumns[i+1], Msg: err.Error()}
		}
	}
	note := Annotation{Intensity: e.Intensity, Devices: e.Devices, Lang: e.Lang, Line: line}
	if old, again := a[key]; again {
		if old.Intensity != note.Intensity || old.Devices != note.Devices || old.Lang != note.Lang {
			return &LineError{Line: line, Field: "key", Msg: fmt.Sprintf("judged otherwise on line %d; that line is kept", old.Line)}
		}
		return nil
	}
	a[key] = note
	return nil
}

// setRating is setIntensity where there must be one.
func setRating(e *Example, value string) error {
	if value == "" {
		return errors.New("empty; a rating from 0 to 3 is wanted")
	}
	return setIntensity(e, value)
}

// JoinAnnotations gives the titles that have an annotation, labelled by it, in
// the order of the titles, each key once. Text, File, Line, Source, Group and
// Weight are the title's; Label is [LabelFromIntensity], Soft follows from the
// intensity, and Lang is the annotation's where it has one. Titles usually come
// from a file read with Options.Unlabelled, through slices.Values.
func JoinAnnotations(titles iter.Seq[Example], notes Annotations) []Example {
	var found []Example
	seen := map[string]bool{}
	for title := range titles {
		key := KeyHash(title.Text)
		note, ok := notes[key]
		if !ok || seen[key] {
			continue
		}
		seen[key] = true
		e := title
		e.Votes, e.Annotators = 0, 0
		e.Intensity, e.Label = note.Intensity, LabelFromIntensity(note.Intensity)
		e.Devices, e.HasDevices = note.Devices, true
		if note.Lang != "" {
			e.Lang = note.Lang
		}
		e.Soft = Soft(e)
		found = append(found, e)
	}
	return found
}

// WriteAnnotations writes the intensity, devices and language of examples
// without their texts, sorted by key so that the order tells nothing either.
// An example without an intensity is an error; of those that share a key the
// first is written.
func WriteAnnotations(w io.Writer, examples []Example) error {
	rows := make(map[string][]string, len(examples))
	for i, e := range examples {
		if !e.HasIntensity() {
			return fmt.Errorf("example %d: no intensity to publish", i+1)
		}
		key := KeyHash(e.Text)
		if rows[key] == nil {
			rows[key] = []string{key, float(e.Intensity), e.Devices, oneLine(e.Lang)}
		}
	}
	out := bufio.NewWriter(w)
	writeLine(out, annotationColumns)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		writeLine(out, rows[key])
	}
	return out.Flush()
}

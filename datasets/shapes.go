package datasets

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// settleLabel finds the label where a labelling tool puts it: as it is, in a
// list (doccano), in cats (spaCy), in accept (Prodigy's choices) or in
// annotations (Label Studio); then answer (Prodigy) confirms it, turns it round
// or leaves the row out. What cannot be read whole is an error.
func (r *row) settleLabel() error {
	for f := range r.nested {
		if f := field(f); r.nested[f] && f < fAnswer && f != fLabel {
			return r.bad(f, errors.New("an object or array; it must be a string or a number"))
		}
	}
	var err error
	switch {
	case r.has[fLabel] && r.nested[fLabel]:
		err = r.oneOf(fLabel)
	case r.has[fLabel]:
	case r.nested[fCats]:
		err = r.cats()
	case r.nested[fAccept]:
		err = r.oneOf(fAccept)
	case r.nested[fAnnotations]:
		err = r.labelStudio()
	}
	if err != nil {
		return err
	}
	return r.answer()
}

// oneOf takes the label from a list of one. An empty list is no label.
func (r *row) oneOf(from field) error {
	list := gjson.Parse(r.value[from])
	if !list.IsArray() {
		return r.bad(from, errors.New("an object; it must be a label, or a list of one"))
	}
	items := list.Array()
	r.set(fLabel, "")
	if len(items) == 0 {
		return nil
	}
	if len(items) > 1 {
		return r.bad(from, fmt.Errorf("%d labels; a headline has one", len(items)))
	}
	if items[0].IsArray() || items[0].IsObject() {
		return r.bad(from, errors.New("labels of parts of the text; export labels of whole texts"))
	}
	r.set(fLabel, items[0].String())
	return nil
}

// cats takes the label with the larger score.
func (r *row) cats() error {
	score := [2]float64{math.NaN(), math.NaN()}
	var err error
	gjson.Parse(r.value[fCats]).ForEach(func(name, value gjson.Result) bool {
		label, ok := ParseLabel(name.Str)
		switch {
		case !ok:
			err = fmt.Errorf("unknown label %s; %s", short(name.Str), knownLabels)
		case value.Type != gjson.Number && !value.IsBool():
			err = fmt.Errorf("the score of %s is not a number", short(name.Str))
		default:
			score[label] = value.Float()
		}
		return err == nil
	})
	for label := range score {
		if math.IsNaN(score[label]) { // one category alone says both
			score[label] = 1 - score[1-label]
		}
	}
	switch {
	case err != nil:
		return r.bad(fCats, err)
	case math.IsNaN(score[0]):
		return r.bad(fCats, errors.New("no label in it"))
	case score[0] == score[1]:
		return r.bad(fCats, errors.New("both labels have the same score"))
	}
	r.setLabel(score[1] > score[0])
	return nil
}

// labelStudio counts the choices of those who annotated a task.
func (r *row) labelStudio() error {
	var votes [2]int
	for _, annotation := range gjson.Parse(r.value[fAnnotations]).Array() {
		if annotation.Get("was_cancelled").Bool() {
			continue
		}
		if !annotation.Get("result").IsArray() {
			return r.bad(fAnnotations, errors.New("not annotations of Label Studio; export one label per text (doccano: JSONL with labels, not their numbers)"))
		}
		choice, err := r.choice(annotation.Get("result").Array())
		if err != nil {
			return r.bad(fAnnotations, err)
		}
		if choice == "" {
			continue
		}
		label, ok := ParseLabel(choice)
		if !ok {
			return r.bad(fAnnotations, fmt.Errorf("unknown label %s; %s", short(choice), knownLabels))
		}
		votes[label]++
	}
	n := votes[0] + votes[1]
	switch {
	case n == 0:
		r.set(fLabel, "") // not annotated yet
	case votes[0] == votes[1]:
		return r.bad(fAnnotations, fmt.Errorf("%d annotators are evenly split", n))
	default:
		r.setLabel(votes[1] > votes[0])
	}
	if n > 1 {
		r.set(fVotes, strconv.Itoa(votes[1]))
		r.set(fAnnotators, strconv.Itoa(n))
	}
	return nil
}

// choice is the one choice of an annotation, "" for none.
func (r *row) choice(results []gjson.Result) (string, error) {
	var choices, questions []string
	for _, result := range results {
		name := result.Get("from_name").Str
		if r.labelField != "" && !strings.EqualFold(name, r.labelField) || !result.Get("value.choices").Exists() {
			continue
		}
		for _, c := range result.Get("value.choices").Array() {
			choices = append(choices, c.Str)
		}
		if !slices.Contains(questions, name) {
			questions = append(questions, name)
		}
	}
	switch {
	case len(questions) > 1:
		return "", fmt.Errorf("several questions (%s); name one with --label-field", strings.Join(questions, ", "))
	case len(choices) > 1:
		return "", fmt.Errorf("%d labels; a headline has one", len(choices))
	case len(choices) == 0:
		return "", nil
	}
	return choices[0], nil
}

// answer applies Prodigy's verdict on a suggested label. Any other column of
// that name has other values.
func (r *row) answer() error {
	switch r.value[fAnswer] {
	case "ignore":
		return errSkip
	case "reject":
		label, ok := ParseLabel(r.value[fLabel])
		if r.has[fAccept] {
			return r.bad(fAnswer, errors.New("a rejected choice says which labels do not hold, but not which does"))
		}
		if !ok && r.value[fLabel] != "" {
			return r.bad(fLabel, fmt.Errorf("unknown label %s; %s", short(r.value[fLabel]), knownLabels))
		}
		if !ok {
			return r.bad(fAnswer, errors.New("reject, but there is no label to reject"))
		}
		r.set(fLabel, strconv.Itoa(1-label))
	}
	return nil
}

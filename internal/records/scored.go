package records

import (
	"slices"

	"github.com/heboh/heboh/features"
)

// biasNames are the columns of the second verdict in tables.
var biasNames = []string{"bias_label", "bias_probability", "bias_threshold", "bias_cues", "bias_intercept_log_odds"}

// languages are what scoring writes as a language.
var languages = []string{features.Indonesian.String(), features.English.String(), features.Other.String()}

// addedPrefix is put before the name of a field that scoring adds where the
// input has a field of that name.
const addedPrefix = "heboh_"

// Added is what a field that scoring adds is called, given the other fields of
// the record: its own name, or heboh_NAME where that is taken.
func Added(name string, taken func(string) bool) string {
	if taken(name) {
		return addedPrefix + name
	}
	return name
}

// dropVerdict removes the fields that heboh score added to a record. A record was
// scored when it has a label, a probability and a threshold under the names that
// scoring gives; others stay as they are, and so do exported corrections, which have the
// model's label beside a person's. The header of a table is a record without a text.
func (r *Record) dropVerdict() {
	fields := r.Extra
	has := func(name string) int {
		return slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	}
	if has("threshold") < 0 && has(addedPrefix+"threshold") < 0 { // nearly always
		return
	}
	// own is where the field that scoring called so stands, -1 for nowhere.
	own := func(name string) int {
		if at := has(addedPrefix + name); at >= 0 {
			return at
		}
		return has(name)
	}
	added := map[string]bool{}
	find := func(name string) bool {
		at := own(name)
		if at >= 0 {
			added[fields[at].Name] = true
		}
		return at >= 0
	}
	if has("model_label") >= 0 && has(addedPrefix+"label") < 0 || !find("label") || !find("probability") || !find("threshold") {
		return
	}
	object := func(name string) bool {
		at := own(name)
		return at >= 0 && fields[at].JSON && fields[at].Value[0] == '{' && find(name)
	}
	if !object("devices") {
		for _, d := range features.Devices {
			find(string(d.Group))
		}
	}
	if !object("bias") && own("bias_label") >= 0 && own("bias_probability") >= 0 {
		for _, name := range biasNames {
			find(name)
		}
	}
	if own("cues") >= 0 && find("intercept_log_odds") {
		find("cues")
		if at := own("wrapping"); at >= 0 && fields[at].JSON {
			find("wrapping")
		}
	}
	header := r.Text == ""
	if at := own(textNames[0]); at >= 0 && (fields[at].Name != textNames[0] || !header && fields[at].Text() == r.Text) {
		find(textNames[0])
	}
	if at := own("language"); at >= 0 && (slices.Contains(languages, fields[at].Text()) || header && own("abstained") >= 0) {
		find("language")
		find("abstained")
	}
	isAdded := func(f Field) bool { return added[f.Name] }
	for _, f := range fields[:r.Place] {
		if isAdded(f) {
			r.Place--
		}
	}
	r.Extra, r.Scored = slices.DeleteFunc(fields, isAdded), true
}

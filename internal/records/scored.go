package records

import (
	"slices"
	"strings"

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

// unscored removes, in place, the fields that heboh score added to a record. A
// record was scored when it has a label, a probability and a threshold under the
// names that scoring gives; others are returned as they are, and so are exported
// corrections, which have the model's label beside a person's. The headline is
// the record's, "" for the header of a table.
func unscored(fields []Field, headline string) (kept []Field, scored bool) {
	has := func(name string) int {
		return slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	}
	if has("threshold") < 0 && has(addedPrefix+"threshold") < 0 { // nearly always
		return fields, false
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
		return fields, false
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
	if at := own(textNames[0]); at >= 0 && (fields[at].Name != textNames[0] || fields[at].Value == string(AppendString(nil, headline))) {
		find(textNames[0])
	}
	// Of a table only the header is known here.
	if at := own("language"); at >= 0 && (slices.Contains(languages, strings.Trim(fields[at].Value, `"`)) || fields[at].Value == "" && own("abstained") >= 0) {
		find("language")
		find("abstained")
	}
	return slices.DeleteFunc(fields, func(f Field) bool { return added[f.Name] }), true
}

package records

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// jsonParser reads a JSON object. The values beside the headline are kept as
// they stand, so that no number changes its digits.
type jsonParser struct{ field string }

func (p jsonParser) parse(raw string, rec *Record) (bool, *Problem) {
	rec.Extra = rec.Extra[:0]
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return false, nil
	}
	if bad := checkObject(raw); bad != nil {
		return false, bad
	}
	var text gjson.Result
	gjson.Parse(raw).ForEach(func(key, value gjson.Result) bool {
		if key.Str == p.field {
			text = value
			return true
		}
		rec.Extra = append(rec.Extra, Field{Name: key.Str, Key: key.Raw, Value: value.Raw, JSON: true})
		return true
	})
	switch {
	case !text.Exists():
		return false, &Problem{Field: p.field, Msg: "no such field; the object has " + p.names(rec) + ": name the headline's with --field"}
	case text.Type != gjson.String:
		return false, &Problem{Field: p.field, Msg: fmt.Sprintf("is %s; a string is wanted", kind(text))}
	}
	rec.Text = text.Str
	return true, checkText(rec.Text, p.field)
}

func checkObject(raw string) *Problem {
	if !utf8.ValidString(raw) {
		return checkText("\xff", "")
	}
	if raw[0] != '{' {
		if gjson.Valid(raw) || raw[0] == '[' {
			return &Problem{Msg: "not a JSON object; JSON Lines wants one object a line, jq -c '.[]' makes them of an array"}
		}
		return &Problem{Msg: "not JSON; for plain headlines use --input lines"}
	}
	if !gjson.Valid(raw) {
		return &Problem{Msg: "broken JSON; JSON Lines wants one whole object on each line"}
	}
	return nil
}

func (p jsonParser) names(rec *Record) string {
	if len(rec.Extra) == 0 {
		return "none"
	}
	var names []string
	for _, f := range rec.Extra {
		names = append(names, f.Name)
	}
	return list(names)
}

func kind(v gjson.Result) string {
	switch {
	case v.Type == gjson.Null:
		return "null"
	case v.Type == gjson.Number:
		return "a number"
	case v.IsBool():
		return "true or false"
	case v.IsArray():
		return "an array"
	}
	return "an object"
}

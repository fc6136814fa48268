package records

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// parser turns one record as it stands in the input into a Record, with an empty
// Extra. It reports false for a record that is to be skipped silently. Parsers
// are used by several goroutines at once.
type parser interface {
	parse(raw string, rec *Record) (ok bool, bad *Problem)
}

// lineParser takes the whole line as the headline, but for labels as fastText
// reads them.
type lineParser struct{}

func (lineParser) parse(raw string, rec *Record) (bool, *Problem) {
	if strings.TrimSpace(raw) == "" {
		return false, nil
	}
	rec.Text = raw
	if rest, ok := strings.CutPrefix(raw, string(labelMark)); ok {
		label, text, _ := strings.Cut(rest, " ")
		if strings.HasPrefix(text, string(labelMark)) {
			return false, &Problem{Msg: "several labels; a headline has one"}
		}
		rec.Text = text
		rec.Extra = append(rec.Extra, Field{Name: "label", Key: `"label"`, Value: label})
	}
	return true, checkText(rec.Text, "")
}

// ErrEmpty is the cause of a problem with a record whose headline is empty.
var ErrEmpty = errors.New("empty headline")

// checkText is what every headline must meet.
func checkText(text, field string) *Problem {
	if strings.TrimSpace(text) == "" {
		return &Problem{Field: field, Msg: "empty; give a headline or leave the record out", Err: ErrEmpty}
	}
	if !utf8.ValidString(text) {
		return &Problem{Field: field, Msg: "not valid UTF-8; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"}
	}
	return nil
}

// jsonParser reads a JSON object, or a string that is the headline. The values
// beside the headline are kept as they stand, so that no number changes its
// digits.
type jsonParser struct {
	field    string
	unscored bool
}

func (p jsonParser) parse(raw string, rec *Record) (bool, *Problem) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return false, nil
	}
	if bad := checkObject(raw); bad != nil {
		return false, bad
	}
	if strings.IndexByte(raw, '\n') >= 0 { // values are passed on, one record per line
		var b bytes.Buffer
		if err := json.Compact(&b, []byte(raw)); err != nil {
			return false, &Problem{Msg: err.Error()}
		}
		raw = b.String()
		rec.Raw = raw
	}
	if raw[0] == '"' {
		rec.Text = unquoted(raw)
		return true, checkText(rec.Text, "")
	}
	field := cmp.Or(p.field, textNames[0])
	var bad *Problem
	if value := collect(raw, field, rec); value != "" {
		bad = p.take(rec, Field{Name: field, Value: value, JSON: true})
	} else {
		bad = p.find(rec)
	}
	if rec.Scored {
		rec.Raw = rec.withoutVerdict(raw)
	}
	return true, bad
}

// take makes a field that was taken out of the others the headline.
func (p jsonParser) take(rec *Record, f Field) *Problem {
	text := f.Value
	if f.JSON {
		if text[0] != '"' {
			return &Problem{Field: f.Name, Msg: fmt.Sprintf("is %s; it must be a string", kind(gjson.Parse(text)))}
		}
		text = unquoted(text)
	}
	rec.Text, rec.Field = text, f.Name
	if p.unscored {
		rec.dropVerdict()
	}
	return checkText(text, f.Name)
}

// collect adds the members of a valid object to the record's fields and returns
// the value of the one of that name instead of adding it.
func collect(object, field string, rec *Record) (text string) {
	gjson.Parse(object).ForEach(func(key, value gjson.Result) bool {
		if key.Str == field {
			text, rec.Place = value.Raw, len(rec.Extra)
		} else {
			rec.Extra = append(rec.Extra, Field{Name: key.Str, Key: key.Raw, Value: value.Raw, JSON: true})
		}
		return true
	})
	return text
}

// unquoted is the text of a JSON string.
func unquoted(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s[1 : len(s)-1]
	}
	return gjson.Parse(s).Str
}

// find takes the headline out of the fields where it has another name than
// expected, or stands in "data" as in the tasks of Label Studio.
func (p jsonParser) find(rec *Record) *Problem {
	index := func() int {
		return findText(p.field, len(rec.Extra), func(i int) string { return rec.Extra[i].Name })
	}
	at := index()
	data := slices.IndexFunc(rec.Extra, func(f Field) bool { return f.Name == "data" && f.JSON && f.Value[0] == '{' })
	if at < 0 && data >= 0 {
		object := rec.Extra[data].Value
		rec.Extra = slices.Delete(rec.Extra, data, data+1)
		collect(object, "", rec)
		at = index()
	}
	if at < 0 {
		return missing(p.field, rec.fieldNames(), "field", "object")
	}
	found := rec.Extra[at]
	rec.Extra, rec.Place = slices.Delete(rec.Extra, at, at+1), at
	return p.take(rec, found)
}

// checkObject refuses what is not valid UTF-8, not JSON, or JSON of another kind.
func checkObject(raw string) *Problem {
	if !utf8.ValidString(raw) {
		return checkText("\xff", "")
	}
	switch valid := gjson.Valid(raw); {
	case valid && (raw[0] == '{' || raw[0] == '"'):
		return nil
	case raw[0] == '{':
		return &Problem{Msg: "broken JSON; each line must hold one whole object"}
	case valid || raw[0] == '[':
		return &Problem{Msg: "not a JSON object; each line must hold one, or the whole file one array of objects"}
	}
	return &Problem{Msg: "not JSON; for plain headlines use --input lines"}
}

// kind names what a value other than a string is in messages.
func kind(v gjson.Result) string {
	switch {
	case v.Type == gjson.Number:
		return "a number"
	case v.IsBool():
		return "true or false"
	case v.IsArray():
		return "an array"
	case v.IsObject():
		return "an object"
	}
	return "null"
}

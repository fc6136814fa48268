package server

import (
	"unicode/utf8"

	"github.com/heboh/heboh/features"
)

// unit is what offsets into a text are counted in: the length of a text.
type unit func(string) int

// units are the units by name. Scripts of a browser count in UTF-16, Python in
// code points.
var units = map[string]unit{
	"": nil, "bytes": nil,
	"codepoints": utf8.RuneCountInString,
	"utf16": func(s string) (n int) {
		for _, r := range s {
			n++
			if r > 0xFFFF {
				n++
			}
		}
		return n
	},
}

// offsets reads the unit that offsets are asked for in.
func (q *query) offsets() unit {
	u, known := units[q.values.Get("offsets")]
	if !known {
		q.fail("offsets", "must be bytes, codepoints or utf16")
	}
	return u
}

// count counts the offsets of a result in this unit instead of bytes.
func (u unit) count(v *result) {
	if u == nil {
		return
	}
	span := func(s *features.Span) {
		s.Start, s.End = u(v.Text[:s.Start]), u(v.Text[:s.End])
	}
	for _, d := range []*verdict{&v.verdict, &v.Bias} {
		if d.Reasons == nil {
			continue
		}
		for i := range d.Cues {
			span(&d.Cues[i].Span)
		}
	}
	if v.Calm != nil {
		for i := range v.Calm.Edits {
			span(&v.Calm.Edits[i].Span)
		}
	}
	if v.Wrapping != nil {
		for i := range *v.Wrapping {
			span(&(*v.Wrapping)[i].Span)
		}
		for i := range *v.Marks {
			span(&(*v.Marks)[i].Span)
		}
	}
}

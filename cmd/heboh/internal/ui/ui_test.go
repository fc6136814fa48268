package ui

import (
	"bytes"
	"testing"
)

func TestColour(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false}, // a buffer is no terminal
		{map[string]string{"FORCE_COLOR": "1"}, true},
		{map[string]string{"FORCE_COLOR": "0"}, false},
		{map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{map[string]string{"FORCE_COLOR": "1", "NO_COLOR": "1"}, false},
	} {
		for _, name := range []string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"} {
			t.Setenv(name, c.env[name])
		}
		u := &UI{Out: new(bytes.Buffer)}
		if got := u.Colour(); got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
	}
}

func TestWidth(t *testing.T) {
	for columns, want := range map[string]int{"": 0, "72": 72, "-3": 0, "wide": 0} {
		t.Setenv("COLUMNS", columns)
		u := &UI{Out: new(bytes.Buffer)}
		if got := u.Width(); got != want {
			t.Errorf("COLUMNS=%q: %d, want %d", columns, got, want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"Kafé 😀":          "Kafé 😀",
		"a\tb\r\nc":       "a b  c",
		"\x1b[31mmerah":   "\uFFFD[31mmerah",
		"a\u202eb\u009bc": "a\uFFFDb\uFFFDc",
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestBarIsSilentInAPipe(t *testing.T) {
	var err bytes.Buffer
	b := (&UI{Err: &err}).NewBar("x", 10, true)
	b.Add(3)
	b.Set("y", 5, 20)
	b.Clear()
	if err.Len() > 0 {
		t.Errorf("wrote %q", err.String())
	}
}

package lexicon

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

func TestParse(t *testing.T) {
	got, err := Parse("id/loaded.txt", strings.NewReader("# a comment\r\n\n*pojok\tter,me-kan\tcorner\r\nkeok\t-"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d entries, want 2", len(got))
	}
	e := got[0]
	if e.Term != "pojok" || !e.Bound || e.Class != Loaded || e.Lang != "id" || e.Gloss != "corner" ||
		e.Line != 3 || e.File != "id/loaded.txt" || strings.Join(e.Rules, " ") != "ter me-kan" {
		t.Errorf("entry read as %+v", e)
	}
	if e := got[1]; e.Term != "keok" || e.Bound || len(e.Rules) != 0 || e.Gloss != "" || e.Line != 4 {
		t.Errorf("entry read as %+v", e)
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"fr/loaded.txt", "", "no such language"},
		{"loaded.txt", "", "no such language"},
		{"id/nothing.txt", "", "no such class"},
		{"id/loaded", "", "no such class"},
		{"id/loaded.txt", "keok", "id/loaded.txt:1: term \"keok\" without rules"},
		{"id/loaded.txt", "# x\nkeok\t\tbeaten", "id/loaded.txt:2: term \"keok\": no rules"},
		{"id/loaded.txt", "keok\t-\tbeaten\tmore", "more than three fields"},
		{"id/loaded.txt", "Keok\t-", "character 'K'"},
		{"id/loaded.txt", "mati  kutu\t-", "one space"},
		{"id/loaded.txt", " keok\t-", "one space"},
		{"id/loaded.txt", "keok \t-", "one space"},
		{"id/loaded.txt", "\t-", "empty"},
		{"id/loaded.txt", strings.Repeat("a", 65) + "\t-", "longer than"},
		{"id/loaded.txt", "keok\tmeng", "no rule \"meng\""},
		{"id/loaded.txt", "keok\ted", "no rule \"ed\""},
		{"en/loaded.txt", "slam\tme", "no rule \"me\""},
		{"en/loaded.txt", "slam\tirr:", "empty"},
		{"en/loaded.txt", "slam\ts,irr:Slam", "character 'S'"},
		{"en/loaded.txt", "slam\t" + strings.Repeat("s,", 25) + "s", "26 rules"},
		{"en/loaded.txt", "*slam\t-", "bound root"},
		{"id/loaded.txt", "*pojok\tbare", "bound root"},
		{"en/loaded.txt", "slam\t-\nmock\t-\nslam\ts", "en/loaded.txt:3: term \"slam\" stands on line 1"},
	}
	for _, tt := range tests {
		_, err := Parse(tt.name, strings.NewReader(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: error %v, want %q", tt.name, tt.text, err, tt.want)
		}
	}
}

func TestParseReadError(t *testing.T) {
	fault := errors.New("disk gone")
	if _, err := Parse("id/loaded.txt", iotest.ErrReader(fault)); !errors.Is(err, fault) {
		t.Errorf("error %v, want it to wrap %v", err, fault)
	}
	big := bytes.NewReader(bytes.Repeat([]byte{'\n'}, maxListBytes+1))
	if _, err := Parse("id/loaded.txt", big); err == nil {
		t.Error("a list over the limit was accepted")
	}
}

// FuzzParse checks that whatever is accepted gives forms that keep the contract.
func FuzzParse(f *testing.F) {
	f.Add("id/loaded.txt", "# x\n*pojok\tter,me-kan\tcorner\nbikin geger\tirr:buat\n")
	f.Add("en/loaded.txt", "slam\ts,ed,ing\nepic fail\t>s\t\n")
	f.Add("id/particle.txt", "sih\tbare\n-\t-\n'\tredup\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		entries, err := Parse(name, strings.NewReader(text))
		if err != nil {
			return
		}
		for _, e := range entries {
			seen := map[string]bool{}
			for _, form := range e.Forms() {
				if seen[form] {
					t.Errorf("%q: form %q twice", e.Term, form)
				}
				seen[form] = true
				if len(form) <= maxTermBytes && checkWords(form) != nil {
					t.Errorf("%q: form %q: %v", e.Term, form, checkWords(form))
				}
			}
		}
	})
}

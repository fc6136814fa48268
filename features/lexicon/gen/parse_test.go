package main

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/heboh/heboh/features/lexicon"
)

// parseText parses a list that holds the text.
func parseText(name, text string) ([]entry, error) {
	lang := "id"
	if strings.HasPrefix(name, "en/") {
		lang = "en"
	}
	return parse(fstest.MapFS{"list.txt": {Data: []byte(text)}}, "list.txt", lang)
}

func TestParse(t *testing.T) {
	got, err := parseText("id/loaded.txt", "# a comment\r\n\n*pojok\tter,me-kan\tcorner\r\nkeok\t-")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 {
		t.Fatalf("%d entries, want 2", len(got))
	}
	if e := got[0]; e.term != "pojok" || !e.bound || e.lang != "id" || strings.Join(e.rules, " ") != "ter me-kan" {
		t.Errorf("entry read as %+v", e)
	}
	if e := got[1]; e.term != "keok" || e.bound || len(e.rules) != 0 {
		t.Errorf("entry read as %+v", e)
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"id/loaded.txt", "keok", "list.txt:1: term \"keok\": 1 fields"},
		{"id/loaded.txt", "# x\nkeok\t\tbeaten", "list.txt:2: term \"keok\": rule \"\""},
		{"id/loaded.txt", "keok\t-\tbeaten\tmore", "4 fields"},
		{"id/loaded.txt", "Keok\t-", "character at \"Keok\""},
		{"id/loaded.txt", "mati  kutu\t-", "one space"},
		{"id/loaded.txt", " keok\t-", "one space"},
		{"id/loaded.txt", "keok \t-", "one space"},
		{"id/loaded.txt", "\t-", "one space"},
		{"id/loaded.txt", "keok\tmeng", "rule \"meng\": language \"id\" has no such rule"},
		{"id/loaded.txt", "keok\ted", "rule \"ed\": language \"id\""},
		{"en/loaded.txt", "slam\tme", "rule \"me\": language \"en\""},
		{"en/loaded.txt", "slam\tirr:", "one space"},
		{"en/loaded.txt", "slam\ts,irr:Slam", "character at \"Slam\""},
		{"en/loaded.txt", "*slam\t-", "bound root"},
		{"id/loaded.txt", "*pojok\tbare", "bound root"},
		{"en/loaded.txt", "slam\t-\nmock\t-\nslam\ts", "list.txt:3: term \"slam\" is already on line 1"},
	}
	for _, tt := range tests {
		_, err := parseText(tt.name, tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %q: error %v, want %q", tt.name, tt.text, err, tt.want)
		}
	}
}

// TestLoadErrors: a list that is missing, or has no class, is an error.
func TestLoadErrors(t *testing.T) {
	all := fstest.MapFS{}
	for _, class := range lexicon.ClassNames {
		for _, lang := range languages {
			all[lang+"/"+class+".txt"] = &fstest.MapFile{Data: []byte("keok\t-\n")}
		}
	}
	if entries, err := load(all); err != nil || len(entries) != 62 {
		t.Fatalf("%d entries, error %v", len(entries), err)
	}
	all["en/loadde.txt"] = all["en/loaded.txt"]
	if _, err := load(all); err == nil || !strings.Contains(err.Error(), "63 lists, want 62") {
		t.Errorf("a list of no class: error %v", err)
	}
	delete(all, "en/loaded.txt")
	if _, err := load(all); err == nil || !strings.Contains(err.Error(), "en/loaded.txt") {
		t.Errorf("a missing list: error %v", err)
	}
}

func TestMarkErrors(t *testing.T) {
	b := &builder{masks: map[uint64]lexicon.Mask{}}
	if err := b.addMarks(1, "inni\tini"); err == nil || !strings.Contains(err.Error(), "unknown mark \"inni\"") {
		t.Errorf("error %v", err)
	}
	if got := tokens("let's go-go 5"); !slices.Equal(got, []string{"let", "'s", "go", "go", "5"}) {
		t.Errorf("tokens %q", got)
	}
}

// FuzzParse checks that whatever is accepted gives forms that keep the contract.
func FuzzParse(f *testing.F) {
	f.Add("id/loaded.txt", "# x\n*pojok\tter,me-kan\tcorner\nbikin geger\tirr:buat\n")
	f.Add("en/loaded.txt", "slam\ts,ed,ing\nepic fail\t>s\t\n")
	f.Add("id/particle.txt", "sih\tbare\n-\t-\n'\tredup\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		entries, err := parseText(name, text)
		if err != nil {
			return
		}
		for _, e := range entries {
			seen := map[string]bool{}
			for _, form := range e.forms() {
				if seen[form] {
					t.Errorf("%q: form %q twice", e.term, form)
				}
				seen[form] = true
				if checkWords(form) != nil {
					t.Errorf("%q: form %q: %v", e.term, form, checkWords(form))
				}
			}
		}
	})
}

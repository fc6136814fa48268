package page

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// between is the text of words.js between two marks.
func between(t *testing.T, from, to string) string {
	t.Helper()
	raw, err := files.ReadFile("assets/words.js")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(raw), from)
	part, _, ended := strings.Cut(rest, to)
	if !found || !ended {
		t.Fatalf("words.js has nothing from %q to %q", from, to)
	}
	return part
}

var entry = regexp.MustCompile(`(\w+): "((?:[^"\\]|\\.)*)"`)

// entries are the texts by name; duplicate names are errors.
func entries(t *testing.T, part string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, m := range entry.FindAllStringSubmatch(part, -1) {
		if _, again := all[m[1]]; again {
			t.Errorf("duplicate name %s", m[1])
		}
		all[m[1]] = m[2]
	}
	return all
}

// TestEveryTextInBothLanguages checks that both languages have the same texts,
// with the same placeholders.
func TestEveryTextInBothLanguages(t *testing.T) {
	id, en := entries(t, between(t, "\n  id: {", "\n  },")), entries(t, between(t, "\n  en: {", "\n  },"))
	place := regexp.MustCompile(`\{\w+\}`)
	for _, name := range slices.Sorted(maps.Keys(id)) {
		text, ok := en[name]
		if !ok || text == "" || id[name] == "" {
			t.Errorf("%s: Indonesian %q, English %q", name, id[name], text)
		}
		a, b := place.FindAllString(id[name], -1), place.FindAllString(text, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: places %q in Indonesian, %q in English", name, a, b)
		}
	}
	if len(id) < 100 || len(id) != len(en) {
		t.Errorf("%d Indonesian texts, %d English ones", len(id), len(en))
	}
}

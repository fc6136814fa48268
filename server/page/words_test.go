package page

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/links"
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

// source is the page without its texts.
func source(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "assets/words.js" {
			return err
		}
		raw, err := files.ReadFile(name)
		all.Write(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// TestEveryNameHasAText: no name shows on the page in place of its text, and no
// text is there in vain.
func TestEveryNameHasAText(t *testing.T) {
	texts, page := entries(t, between(t, "\n  en: {", "\n  },")), source(t)
	for _, m := range regexp.MustCompile(`(?:\bt\(|data-t="|data-t-label="|notice\("[\w-]+", )"?(\w+)"`).FindAllStringSubmatch(page, -1) {
		if name := m[1]; texts[name] == "" && name != "rule_" && name != "role_" {
			t.Errorf("no text for %s", name)
		}
	}
	for _, role := range links.Roles {
		name := "role_" + strings.ReplaceAll(string(role), "-", "_")
		if judged := (links.Link{Role: role, Text: "a b c"}).HeadlineLike(3); judged != (texts[name] != "") {
			t.Errorf("%s: text %q, but judged is %v", name, texts[name], judged)
		}
	}
	made := regexp.MustCompile(`^(role|rule|wrong)_|Means$|^(unbiased|emphasis|hyperbole|curiosity|loaded|shock|gossip|logistic)$`)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if !strings.Contains(page, `"`+name+`"`) && !made.MatchString(name) {
			t.Errorf("nothing shows %s", name)
		}
	}
}

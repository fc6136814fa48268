package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

func TestArrange(t *testing.T) {
	app := newApp(&ui.UI{})
	for _, c := range []struct{ in, want string }{
		{"score", "score"},
		{"score a b", "score -- a b"},
		{"score a --explain b", "score --explain -- a b"},
		{"score a --explain=raw b", "score --explain=raw -- a b"},
		{"score --explain a", "score --explain -- a"},
		{"score a --format csv", "score --format csv -- a"},
		{"score --format=csv a", "score --format=csv -- a"},
		{"score --explain -- -a --format", "score --explain -- -a --format"},
		{"score --in a b --format csv", "score --in a --in b --format csv"},
		{"score --in -", "score --in -"},
		{"score --unknown x", "score --unknown -- x"},
		{"train --data a b --check c --out m", "train --data a --data b --check c --out m"},
		{"datasets get --dir d click-id", "datasets get --dir d -- click-id"},
		{"datasets get click-id --dir d", "datasets get --dir d -- click-id"},
		{"help score", "score --help"},
		{"unknown x", "unknown x"},
		{"--version", "--version"},
		{"", ""},
	} {
		got, err := arrange(app, strings.Fields(c.in))
		if err != nil || !slices.Equal(got, strings.Fields(c.want)) {
			t.Errorf("%q: got %q, %v", c.in, got, err)
		}
	}
	if _, err := arrange(app, []string{"score", "--model"}); err == nil {
		t.Error("a flag without its value is taken")
	}
}

package main

import (
	"io"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// TestHelp: every command has an example whose flags exist, and no flag's usage
// spells out a default that package cli adds.
func TestHelp(t *testing.T) {
	app := newApp(&ui.UI{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard})
	var check func(path string, c *cli.Command)
	check = func(path string, c *cli.Command) {
		path = strings.TrimSpace(path + " " + c.Name)
		for _, sub := range c.Subcommands {
			check(path, sub)
		}
		_, example, _ := strings.Cut(c.Description, "Example:  ")
		if len(c.Subcommands) == 0 && !strings.Contains(example, "heboh "+path) {
			t.Errorf("%s: example %q", path, example)
		}
		for word := range strings.FieldsSeq(example) {
			if strings.HasPrefix(word, "--") && lookup(c.Flags, word) == nil {
				t.Errorf("%s: no flag %s", path, word)
			}
		}
		for _, f := range c.Flags {
			if help := f.String(); strings.Count(help, "(default") > 1 {
				t.Errorf("%s: %s", path, help)
			}
		}
	}
	for _, c := range app.Commands {
		check("", c)
	}
}

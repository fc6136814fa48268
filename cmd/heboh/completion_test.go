package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// complete are the words that a Tab offers after a line; its last word, after
// the last blank, is the one being typed.
func complete(app *cli.App, line string) (words []string) {
	for _, c := range candidates(app.Commands, strings.Split(line, " ")) {
		words = append(words, c.word)
	}
	return words
}

func TestCompletion(t *testing.T) {
	app := newApp(ui.New(strings.NewReader(""), io.Discard, io.Discard))
	for _, c := range []struct{ line, want string }{
		{"sc", "score"},
		{"datasets i", "info import"},
		{"datasets get ", "click-id stop-clickbait sample"},
		{"datasets get st", "stop-clickbait"},
		{"model ", "info card verify"},
		{"completion ", "bash zsh fish"},
		{"score --fo", "--format"},
		{"score --fail", "--fail-on-sensational"},
		{"score --format ", "text jsonl csv parquet lint sarif"},
		{"score --format j", "jsonl"},
		{"score --format=j", "--format=jsonl"},
		{"score --format = j", "jsonl"}, // as bash says it
		{"score --format =", "text jsonl csv parquet lint sarif"},
		{"score --input m", "markdown"},
		{"score --explain --format s", "sarif"},
		{"links --role rel", "related"},
		{"train --threshold-rule ", "accuracy f1 precision= recall="},
		{"train --algorithm log", "logistic"},
		{"train --data a.tsv b", ""}, // files
		{"evaluate --group-by ", "source group"},
		{"serve --log ", "text json off"},
		{"score --in ", ""},
		{"score Ternyata ", ""},
		{"score -- --fo", ""},
		{"nothing ", ""},
		{"nothing --", ""},
		{"--he", "--help"},
	} {
		if got := strings.Join(complete(app, c.line), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestCompletionOffersWhatThereIs: every command and every flag is offered
// where it may stand, once.
func TestCompletionOffersWhatThereIs(t *testing.T) {
	app := newApp(ui.New(strings.NewReader(""), io.Discard, io.Discard))
	var check func(path string, c *cli.Command)
	check = func(path string, c *cli.Command) {
		if !c.Hidden && !slices.Contains(complete(app, path+c.Name), c.Name) {
			t.Errorf("%s%s is not offered", path, c.Name)
		}
		path += c.Name + " "
		offered := complete(app, path+"--")
		for _, f := range c.Flags {
			if !slices.Contains(offered, "--"+f.Names()[0]) {
				t.Errorf("%s--%s is not offered", path, f.Names()[0])
			}
		}
		slices.Sort(offered)
		if len(slices.Compact(slices.Clone(offered))) != len(offered) {
			t.Errorf("%s: offered twice: %q", path, offered)
		}
		for _, sub := range c.Subcommands {
			check(path, sub)
		}
	}
	for _, c := range app.Commands {
		check("", c)
	}
}

package datasets

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestReadGolden reads each archive's first file and compares the examples,
// with their lines, and the errors. A comment line "options: …" sets options.
func TestReadGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			goldenCase(t, path)
		})
	}
}

// golden is a case: a comment, then sections headed "-- NAME --" as in a
// txtar archive. The first section is the input and its name the file's.
type golden struct{ comment, name, input, rest string }

func parseGolden(t *testing.T, text string) golden {
	comment, rest, ok := strings.Cut(text, "-- ")
	name, rest, ok2 := strings.Cut(rest, " --\n")
	if !ok || !ok2 {
		t.Fatal("no input section")
	}
	input, rest, _ := strings.Cut(rest, wantHead)
	return golden{comment, name, input, rest}
}

const (
	wantHead   = "-- want.jsonl --\n"
	errorsHead = "-- errors --\n"
)

func goldenCase(t *testing.T, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g := parseGolden(t, string(content))
	examples, err := Read(strings.NewReader(g.input), g.name, optionsIn(t, g.comment))
	got := dump(t, examples) + errorsHead + lineOf(err)
	if *update {
		whole := g.comment + "-- " + g.name + " --\n" + g.input + wantHead + got
		if err := os.WriteFile(path, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != g.rest {
		t.Errorf("got\n%s\nwant\n%s", got, g.rest)
	}
}

func optionsIn(t *testing.T, comment string) Options {
	var o Options
	_, rest, _ := strings.Cut(comment, "options:")
	line, _, _ := strings.Cut(rest, "\n")
	for _, word := range strings.Fields(line) {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "text-field":
			o.TextField = value
		case "label-field":
			o.LabelField = value
		case "unlabelled":
			o.Unlabelled = true
		default:
			t.Fatalf("unknown option %q", word)
		}
	}
	return o
}

// dump writes the examples as JSON Lines, each before its line number.
func dump(t *testing.T, examples []Example) string {
	var out bytes.Buffer
	for _, e := range examples {
		fmt.Fprintf(&out, "%d ", e.Line)
		if err := WriteJSONL(&out, []Example{e}); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func lineOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error() + "\n"
}

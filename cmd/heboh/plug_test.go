package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// root is the repository, where the files that other tools read are.
var root, _ = filepath.Abs("../..")

func readYAML(ts *testscript.TestScript, name string, v any) {
	raw, err := os.ReadFile(filepath.Join(root, name))
	ts.Check(err)
	ts.Check(yaml.Unmarshal(raw, v))
}

// hook N ID FILE…: pre-commit's hook of this name ends with exit status N, when it
// is called for these files as pre-commit calls it.
func hook(ts *testscript.TestScript, _ bool, args []string) {
	var hooks []struct {
		ID, Entry, Language string
		Args                []string
	}
	readYAML(ts, ".pre-commit-hooks.yaml", &hooks)
	for _, h := range hooks {
		if h.ID == args[1] && h.Language == "golang" {
			status(ts, false, slices.Concat(args[:1], strings.Fields(h.Entry), h.Args, args[2:]))
			return
		}
	}
	ts.Fatalf("no hook %s in Go", args[1])
}

// action N INPUT=VALUE…: runs the shell steps of action.yml as a runner does, and
// the last ends with exit status N. Actions of others must be pinned.
func action(ts *testscript.TestScript, _ bool, args []string) {
	var file struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Uses, Run, Shell string
				Env              map[string]string
			}
		}
	}
	readYAML(ts, "action.yml", &file)
	inputs := map[string]string{}
	for name, input := range file.Inputs {
		inputs[name] = input.Default
	}
	for _, a := range args[1:] {
		name, value, _ := strings.Cut(a, "=")
		if _, known := inputs[name]; !known {
			ts.Fatalf("no input %s", name)
		}
		inputs[name] = strings.ReplaceAll(value, `\n`, "\n")
	}
	ts.Setenv("GITHUB_ACTION_PATH", root)
	var runs []string
	for _, step := range file.Runs.Steps {
		if step.Run == "" {
			if !regexp.MustCompile(`^[a-z/-]+@[0-9a-f]{40}$`).MatchString(step.Uses) {
				ts.Fatalf("not pinned: %s", step.Uses)
			}
			continue
		}
		if step.Shell != "bash" || strings.Contains(step.Run, "${{") {
			ts.Fatalf("a step must be for bash, and take what callers give from the environment: %s", step.Run)
		}
		for name, value := range step.Env {
			ts.Setenv(name, inputs[strings.TrimSuffix(strings.TrimPrefix(value, "${{ inputs."), " }}")])
		}
		runs = append(runs, step.Run)
	}
	for i, run := range runs {
		want := "0"
		if i == len(runs)-1 {
			want = args[0]
		}
		status(ts, false, []string{want, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run})
	}
}

// matches FILE:LINE…: what the last command printed has these places and no others
// for the problem matcher.
func matches(ts *testscript.TestScript, _ bool, args []string) {
	var file struct {
		ProblemMatcher []struct {
			Pattern []struct {
				Regexp              string
				File, Line, Message int
			}
		}
	}
	raw, err := os.ReadFile(filepath.Join(root, "packaging/problem-matcher.json"))
	ts.Check(err)
	ts.Check(json.Unmarshal(raw, &file))
	p := file.ProblemMatcher[0].Pattern[0]
	var got []string
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if m := regexp.MustCompile(p.Regexp).FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			n, err := strconv.Atoi(m[p.Line])
			ts.Check(err)
			got = append(got, m[p.File]+":"+strconv.Itoa(n))
		}
	}
	if !slices.Equal(got, args) {
		ts.Fatalf("matched %q", got)
	}
}

package main

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange moves flags before other arguments, since package cli stops at the
// first argument that is not a flag, and lets a flag that may be repeated take
// several values at once (--data a.tsv b.tsv). What follows -- stays as it is.
func arrange(app *cli.App, args []string) ([]string, error) {
	if len(args) > 0 && args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	subs, flags := app.Commands, app.Flags
	var path []string
	for len(args) > 0 {
		next := find(subs, args[0])
		if next == nil {
			break
		}
		path = append(path, args[0])
		subs, flags, args = next.Subcommands, next.Flags, args[1:]
	}
	var options, rest []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			rest = append(rest, args[i+1:]...)
			break
		}
		if !isFlag(a) {
			rest = append(rest, a)
			continue
		}
		options = append(options, a)
		f := lookup(flags, a)
		if f == nil || strings.Contains(a, "=") || isBool(f) {
			continue
		}
		if i+1 == len(args) {
			return nil, usage("%s requires a value", a)
		}
		i++
		options = append(options, args[i])
		for several := takesSeveral(f); several && i+1 < len(args) && !isFlag(args[i+1]) && args[i+1] != "--"; i++ {
			options = append(options, a, args[i+1])
		}
	}
	if len(path) == 0 && len(rest) > 0 {
		return append(options, rest...), nil // so that the unknown command is named
	}
	out := append(path, options...)
	if len(rest) > 0 {
		out = append(append(out, "--"), rest...)
	}
	return out, nil
}

// isFlag: "-" alone is standard input.
func isFlag(a string) bool { return len(a) > 1 && a[0] == '-' }

func find(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.HasName(name) {
			return c
		}
	}
	return nil
}

func lookup(flags []cli.Flag, arg string) cli.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	for _, f := range flags {
		for _, n := range f.Names() {
			if n == name {
				return f
			}
		}
	}
	return nil
}

// takesSeveral reports whether a flag takes several values at once. --role does
// not: the files of heboh links may follow it.
func takesSeveral(f cli.Flag) bool {
	s, ok := f.(*cli.StringSliceFlag)
	return ok && s.Name != "role"
}

func isBool(f cli.Flag) bool {
	_, ok := f.(*cli.BoolFlag)
	return ok
}

package main

import (
	"slices"
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
	flags, path := app.Flags, []string(nil)
	for find := app.Command; len(args) > 0; {
		next := find(args[0])
		if next == nil {
			break
		}
		path = append(path, args[0])
		flags, find, args = next.Flags, next.Command, args[1:]
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
		if _, isBool := f.(*cli.BoolFlag); f == nil || isBool || strings.Contains(a, "=") {
			continue
		}
		if i++; i == len(args) {
			return nil, usage("%s requires a value", a)
		}
		options = append(options, args[i])
		// The files of heboh links may follow --role.
		for list, _ := f.(*cli.StringSliceFlag); list != nil && list.Name != "role" && i+1 < len(args) && !isFlag(args[i+1]); i++ {
			options = append(options, a, args[i+1])
		}
	}
	if len(path) > 0 && len(rest) > 0 { // without a command, package cli names the unknown one
		rest = append([]string{"--"}, rest...)
	}
	return slices.Concat(path, options, rest), nil
}

// isFlag: "-" alone is standard input.
func isFlag(a string) bool { return len(a) > 1 && a[0] == '-' }

func lookup(flags []cli.Flag, arg string) cli.Flag {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

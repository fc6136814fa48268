package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
)

// descriptions are what the help of each command says below its usage.
var descriptions = func() map[string]string {
	all := map[string]string{}
	text, _ := shellFiles.ReadFile("shell/help.txt") // embedded
	for _, section := range strings.Split("\n"+string(text), "\n-- ")[1:] {
		command, description, _ := strings.Cut(section, " --\n")
		all[command] = strings.TrimSpace(description)
	}
	return all
}()

// firstScreen is the help of the program, which fits a terminal of 24 lines.
const firstScreen = `{{.Name}} {{.Version}}: {{.Usage}}
Usage: {{.Name}} COMMAND [OPTION…] [ARGUMENT…]; {{.Name}} COMMAND --help says more
COMMANDS:{{range .VisibleCommands}}
   {{printf "%-10s" .Name}}  {{.Usage}}{{end}}

{{.Description}}
`

// run runs the command line args, without the program's name, and returns the
// exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	u := ui.New(stdin, stdout, stderr)
	app := newApp(u)
	var err error
	if !slices.Contains(args, completeFlag) {
		args, err = arrange(app, args)
	} else if slices.Contains(args, "--") {
		return exitDone // texts of one's own follow, so nothing is offered
	}
	if err == nil {
		ended := make(chan error, 1)
		go func() { ended <- app.RunContext(ctx, append([]string{app.Name}, args...)) }()
		err = awaited(ctx, u, ended)
	}
	return finish(u, err)
}

// errGivenUp is that a command went on although it was interrupted. It may be waiting
// for a named pipe or a disk, which nothing can end.
var errGivenUp = errors.New("given up")

// awaited waits for the end of a command, once it is interrupted for a second at most.
func awaited(ctx context.Context, u *ui.UI, ended <-chan error) error {
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(time.Second):
	}
	if u.Finishes.Load() {
		return <-ended
	}
	atomicfile.AbortAll()
	return errGivenUp
}

// newApp makes the commands, in the order of the help text.
func newApp(u *ui.UI) *cli.App {
	app := &cli.App{
		Name:            "heboh",
		Usage:           "label headlines neutral or sensational, unbiased or biased, and say why",
		Version:         version(),
		Description:     "Results go to standard output, everything else to standard error.\nExit status: 0 done; 1 something failed, what was done is kept; 2 wrong usage;\n3 --fail-on found a headline; 130 interrupted.",
		Reader:          u.In,
		Writer:          u.Out,
		ErrWriter:       u.Err,
		HideHelpCommand: true,

		CustomAppHelpTemplate: firstScreen,
		EnableBashCompletion:  true,
		// A file's name may contain a comma.
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides
		OnUsageError:              usageFailure,
		Commands: []*cli.Command{
			scoreCommand(u), calmCommand(u), linksCommand(u), surveyCommand(u), featuresCommand(u), behaviourCommand(u),
			datasetsCommand(u), modelCommand(u), serveCommand(u), minifluxCommand(u), healthCommand(u), feedbackCommand(u), completionCommand(u), manCommand(u), versionCommand(u),
		},
	}
	app.Commands = slices.Insert(app.Commands, 5, trainingCommands(u)...)
	app.Action = group(u, app.Commands)
	prepare(u, "", app.Commands)
	return app
}

// prepare sets what all sub-commands share; parent is the path of theirs.
func prepare(u *ui.UI, parent string, commands []*cli.Command) {
	for _, c := range commands {
		c.HideHelpCommand = true
		c.OnUsageError = usageFailure
		if c.Action == nil {
			c.Action = group(u, c.Subcommands)
			prepare(u, c.Name+" ", c.Subcommands)
			continue
		}
		c.Before = checkArguments
		c.Description = descriptions[parent+c.Name]
		for _, f := range c.Flags {
			if b, ok := f.(*cli.BoolFlag); ok {
				b.DisableDefaultText = true // it would always be false
			}
		}
	}
}

// checkArguments enforces what a command's ArgsUsage says: nothing stands for no
// argument, "…" for any number, all else for one.
func checkArguments(c *cli.Context) error {
	switch allowed := c.Command.ArgsUsage; {
	case allowed == "":
		return noArguments(c)
	case !strings.Contains(allowed, "…") && c.NArg() > 1:
		return usage("%s takes one argument; %q is one too many", c.Command.HelpName, c.Args().Get(1))
	}
	return nil
}

func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return usage("%s takes no argument %q; see %s --help", c.Command.HelpName, c.Args().First(), c.Command.HelpName)
	}
	return nil
}

// group is the action of a command that only has sub-commands: it was called
// without one or with an unknown one.
func group(u *ui.UI, subs []*cli.Command) cli.ActionFunc {
	return func(c *cli.Context) error {
		var all []string
		for _, sub := range subs {
			all = append(all, sub.Name)
		}
		names := strings.Join(all, ", ")
		if given := c.Args().First(); c.Args().Present() {
			if guess := cli.SuggestCommand(subs, given); guess != "" && !strings.Contains(guess, `"h`) {
				return usage("no sub-command %q; d%s There are %s", given, guess[1:], names) // Did you mean …?
			}
			return usage("no sub-command %q; there are %s", given, names)
		}
		c.App.Writer = u.Err
		if c.Command.Name == c.App.Name {
			_ = cli.ShowAppHelp(c)
		} else {
			_ = cli.ShowSubcommandHelp(c)
		}
		return usage("name a sub-command, as listed above")
	}
}

// usageFailure rewords the flag package's messages.
func usageFailure(c *cli.Context, err error, _ bool) error {
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "flag provided but not defined: "); ok {
		hint := fmt.Sprintf("see %s --help; a headline that begins with a dash goes after --", c.Command.HelpName)
		bare := strings.TrimLeft(name, "-")
		if guess := cli.SuggestFlag(c.Command.Flags, bare, true); strings.HasPrefix(guess, "--"+bare[:1]) {
			hint = "did you mean " + guess + "? " + strings.ToUpper(hint[:1]) + hint[1:]
		}
		return usage("no flag %s%s; %s", strings.Repeat("-", min(2, len(bare))), bare, hint)
	}
	msg = strings.NewReplacer("for flag -", "for flag --", "parse error", "not a number; write the decimals after a point").Replace(msg)
	return usage("%s; see %s --help", msg, c.Command.HelpName)
}

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
		if doc, _ := f.(cli.DocGenerationFlag); doc == nil || !doc.TakesValue() || strings.Contains(a, "=") {
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

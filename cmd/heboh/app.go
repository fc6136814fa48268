package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// commands makes the sub-commands, in the order of the help text. A new one is
// a file with such a function and a line here.
var commands = []func(*ui.UI) *cli.Command{
	scoreCommand,
	linksCommand,
	featuresCommand,
	trainCommand,
	evaluateCommand,
	behaviourCommand,
	datasetsCommand,
	modelCommand,
	serveCommand,
	feedbackCommand,
	completionCommand,
	manCommand,
	versionCommand,
}

// run runs the command line args, without the program's name, and returns the
// exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	u := ui.New(stdin, stdout, stderr)
	app := newApp(u)
	asked, offer := completes(args)
	if asked && !offer {
		return exitDone
	}
	var err error
	if !asked {
		args, err = arrange(app, args)
	}
	if err == nil {
		err = app.RunContext(ctx, append([]string{app.Name}, args...))
	}
	return finish(u, err)
}

func newApp(u *ui.UI) *cli.App {
	app := &cli.App{
		Name:                 "heboh",
		Usage:                "tell neutral headlines from sensational ones, and say why",
		Version:              version(),
		Description:          "Results go to standard output, everything else to standard error.\nExit status: 0 done; 1 something failed, what was done is kept; 2 wrong usage;\n3 --fail-on-sensational found one.",
		Reader:               u.In,
		Writer:               u.Out,
		ErrWriter:            u.Err,
		HideHelpCommand:      true,
		EnableBashCompletion: true,
		// A comma may stand in a file's name.
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {}, // run decides
		OnUsageError:              usageFailure,
	}
	for _, command := range commands {
		app.Commands = append(app.Commands, command(u))
	}
	app.Action = group(u, app.Commands)
	for _, c := range app.Commands {
		prepare(u, c)
	}
	return app
}

// prepare sets what all sub-commands share.
func prepare(u *ui.UI, c *cli.Command) {
	c.HideHelpCommand = true
	c.OnUsageError = usageFailure
	for _, sub := range c.Subcommands {
		prepare(u, sub)
	}
	if c.Action == nil {
		c.Action = group(u, c.Subcommands)
	}
}

// group is the action of a command that is only a name for others: it was
// called without a sub-command or with one that does not exist.
func group(u *ui.UI, subs []*cli.Command) cli.ActionFunc {
	return func(c *cli.Context) error {
		if c.Args().Present() {
			return unknownCommand(subs, c.Args().First())
		}
		c.App.Writer = u.Err
		if c.Command.Name == c.App.Name {
			_ = cli.ShowAppHelp(c)
		} else {
			_ = cli.ShowSubcommandHelp(c)
		}
		return usage("name a sub-command: %s", strings.Join(names(subs), ", "))
	}
}

func names(subs []*cli.Command) []string {
	var all []string
	for _, c := range subs {
		all = append(all, c.Name)
	}
	return all
}

func unknownCommand(subs []*cli.Command, given string) error {
	if guess := cli.SuggestCommand(subs, given); guess != "" && !strings.Contains(guess, `"h`) {
		return usage("no sub-command %q; %s There are %s", given, lower(guess), strings.Join(names(subs), ", "))
	}
	return usage("no sub-command %q; there are %s", given, strings.Join(names(subs), ", "))
}

// lower makes the first letter, an ASCII one, a small one.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// usageFailure puts the flag package's messages in this command's words.
func usageFailure(c *cli.Context, err error, _ bool) error {
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "flag provided but not defined: "); ok {
		hint := fmt.Sprintf("see %s --help; a headline that begins with a dash goes after --", c.Command.HelpName)
		bare := strings.TrimLeft(name, "-")
		if guess := cli.SuggestFlag(c.Command.Flags, bare, true); strings.HasPrefix(guess, "--"+bare[:1]) {
			hint = "did you mean " + guess + "? " + strings.ToUpper(hint[:1]) + hint[1:]
		}
		return usage("no flag %s; %s", name, hint)
	}
	return usage("%s; see %s --help", msg, c.Command.HelpName)
}

package main

import (
	"embed"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// Each completion script asks the program what may follow by appending
// completeFlag. Unlike the scripts of package cli they never evaluate the line
// that is being typed.
//
//go:embed shell
var shellFiles embed.FS

const completeFlag = "--generate-bash-completion"

func completionCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script of a shell: bash, zsh or fish",
		ArgsUsage: "SHELL",
		Action: func(c *cli.Context) error {
			script, err := shellFiles.ReadFile("shell/heboh." + c.Args().First())
			if err != nil {
				return usage("%s %q; name a shell: bash, zsh, fish", c.Command.HelpName, c.Args().First())
			}
			_, err = u.Out.Write(script)
			return err
		},
	}
}

func manCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "man",
		Usage: "print the manual page",
		Action: func(c *cli.Context) error {
			about, err := shellFiles.ReadFile("shell/about.md")
			if err != nil {
				return err
			}
			c.App.Description, c.App.UsageText = string(about), "heboh COMMAND [OPTION…] [ARGUMENT…]"
			describeCommands("heboh", c.App.Commands)
			page, err := c.App.ToManWithSection(1)
			if err != nil {
				return err
			}
			_, err = io.WriteString(u.Out, page)
			return err
		},
	}
}

// describeCommands puts arguments and description where package cli's manual
// page has a place for them.
func describeCommands(path string, commands []*cli.Command) {
	for _, c := range commands {
		line := path + " " + c.Name
		describeCommands(line, c.Subcommands)
		c.UsageText = strings.TrimSpace(line+" "+c.ArgsUsage) + "\n\n" + c.Description
	}
}

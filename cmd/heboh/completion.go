package main

import (
	"embed"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// The scripts ask "heboh completion words" at every Tab: one answer for all
// shells, with flag values and descriptions. Package cli's own scripts complete
// no values, mix sub-commands of one name (model info, datasets info) in fish,
// and in bash evaluate the line that is being typed.
//
//go:embed completion
var completionScripts embed.FS

var shells = []string{"bash", "zsh", "fish"}

func completionCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script of a shell: bash, zsh or fish",
		ArgsUsage: "SHELL",
		Description: "bash:  source <(heboh completion bash)\n" +
			"zsh:   source <(heboh completion zsh)\n" +
			"fish:  heboh completion fish | source\n" +
			"Each script says at its top where it goes to be loaded for good.",
		Action: func(c *cli.Context) error {
			shell := c.Args().First()
			if shell == "words" {
				return printCandidates(u, candidates(c.App.Commands, c.Args().Tail()))
			}
			if c.NArg() > 1 {
				return tooMany(c)
			}
			script, err := completionScripts.ReadFile("completion/heboh." + shell)
			if err != nil {
				return usage("%s %q; name a shell: %s", c.Command.HelpName, shell, strings.Join(shells, ", "))
			}
			_, err = u.Out.Write(script)
			return err
		},
	}
}

// printCandidates writes one a line, a tab before its description.
func printCandidates(u *ui.UI, all []candidate) error {
	var b strings.Builder
	for _, c := range all {
		b.WriteString(c.word + "\t" + c.about + "\n")
	}
	_, err := u.Out.Write([]byte(b.String()))
	return err
}

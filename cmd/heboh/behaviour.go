package main

import (
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

func behaviourCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "behaviour",
		Usage: "test a model by what it does: functionality, invariance, direction, evasion",
		Flags: []cli.Flag{
			modelFlag, thresholdFlag, biasThresholdFlag, choice("format", "`FORMAT` of the report", "text", "json"),
			&cli.BoolFlag{Name: "strict", Usage: "exit with status 1 when a target is missed"},
		},
		Action: func(c *cli.Context) error { return testBehaviour(u, c) },
	}
}

func testBehaviour(u *ui.UI, c *cli.Context) error {
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	report := behaviour.RunModel(m)
	if c.String("format") == "json" {
		err = printJSON(u, report)
	} else {
		err = report.WriteText(u.Out)
	}
	if err != nil {
		return err
	}
	if missed := report.Missed(); missed > 0 {
		u.Note("%d of %d targets missed", missed, len(report.Checks))
		if c.Bool("strict") {
			return errReported
		}
	}
	return nil
}

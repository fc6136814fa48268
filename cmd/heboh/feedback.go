package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/server/store"
)

func feedbackCommand(u *ui.UI) *cli.Command {
	where := &cli.StringFlag{Name: "store", EnvVars: []string{"HEBOH_STORE"}, Usage: "`FILE` that heboh serve writes (default: its default)"}
	out := &cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output; it appears once it is complete"}
	since := &cli.StringFlag{Name: "since", Usage: "only verdicts since this `DATE` (2026-01-31)"}
	return &cli.Command{
		Name:  "feedback",
		Usage: "export and summarise what moderators said",
		Subcommands: []*cli.Command{
			{Name: "export", Usage: "write the verdicts in the form that heboh train --data reads",
				Flags:  []cli.Flag{where, choice("format", "`FORMAT`", "jsonl", "csv"), since, out},
				Action: func(c *cli.Context) error { return exportFeedback(u, c) }},
			{Name: "stats", Usage: "count the verdicts and how often the model agreed",
				Flags:  []cli.Flag{where, choice("format", "`FORMAT`", "text", "json")},
				Action: func(c *cli.Context) error { return feedbackStats(u, c) }},
		},
	}
}

// existingStore opens a store that exists; reading must not create one.
func existingStore(c *cli.Context) (*store.Store, error) {
	path, err := storePath(c)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("not a file")}
	}
	return store.Open(c.Context, path)
}

func exportFeedback(u *ui.UI, c *cli.Context) (err error) {
	write := store.WriteJSONL
	if c.String("format") == "csv" {
		write = store.WriteCSV
	}
	var f store.Filter
	if since := c.String("since"); since != "" {
		if f.Since, err = time.Parse(time.DateOnly, since); err != nil {
			return usage("--since %q: must be a date such as 2026-01-31", since)
		}
	}
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	rows := st.Verdicts(c.Context, f)
	return writeFile(u, c.String("out"), func(w io.Writer) error { return write(w, rows) })
}

func feedbackStats(u *ui.UI, c *cli.Context) error {
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	s, err := st.Stats(c.Context)
	if err != nil {
		return err
	}
	return printAs(u, c, s, func(w io.Writer) {
		fmt.Fprintf(w, "verdicts\t%d\nsensational\t%d\nagreed with the model\t%d\nmissed by the model\t%d\nfalse alarms\t%d\nqueued\t%d\n",
			s.Verdicts, s.Sensational, s.Agreed, s.Confusion.FN, s.Confusion.FP, s.Queued)
	})
}

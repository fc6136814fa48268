package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/server/store"
)

func feedbackCommand(u *ui.UI) *cli.Command {
	where := &cli.StringFlag{Name: "store", EnvVars: []string{"HEBOH_STORE"}, Usage: "`FILE` that heboh serve keeps (default: the one it keeps unless told otherwise)"}
	format := func(values string) cli.Flag {
		return &cli.StringFlag{Name: "format", Usage: "`FORMAT`: " + values}
	}
	out := &cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output; it appears when it is complete"}
	since := &cli.StringFlag{Name: "since", Usage: "only verdicts from this `DATE` (2026-01-31) on"}
	return &cli.Command{
		Name:  "feedback",
		Usage: "export and sum up what moderators said",
		Subcommands: []*cli.Command{
			{Name: "export", Usage: "write the verdicts as heboh train --data reads them", ArgsUsage: " ",
				Flags:  []cli.Flag{where, format("jsonl or csv (default: jsonl)"), since, out},
				Action: func(c *cli.Context) error { return exportFeedback(u, c) }},
			{Name: "stats", Usage: "count the verdicts and how often the model agreed", ArgsUsage: " ",
				Flags:  []cli.Flag{where, format("text or json (default: text)")},
				Action: func(c *cli.Context) error { return feedbackStats(u, c) }},
		},
	}
}

// existingStore opens a store that is there; reading must not make one.
func existingStore(c *cli.Context) (*store.Store, error) {
	if err := noArguments(c); err != nil {
		return nil, err
	}
	path, _, err := storePath(c)
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

func exportFeedback(u *ui.UI, c *cli.Context) error {
	write := store.WriteJSONL
	switch c.String("format") {
	case "", "jsonl":
	case "csv":
		write = store.WriteCSV
	default:
		return usage("--format %q; use jsonl or csv", c.String("format"))
	}
	var f store.Filter
	if since := c.String("since"); since != "" {
		var err error
		if f.Since, err = time.Parse(time.DateOnly, since); err != nil {
			return usage("--since %q; a date such as 2026-01-31 is wanted", since)
		}
	}
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	rows := st.Verdicts(c.Context, f)
	if path := c.String("out"); path != "" {
		return writeFile(path, func(w io.Writer) error { return write(w, rows) })
	}
	return buffered(u.Out, write, rows)
}

func buffered(out io.Writer, write func(io.Writer, iter.Seq2[store.Verdict, error]) error, rows iter.Seq2[store.Verdict, error]) error {
	w := bufio.NewWriterSize(out, 64<<10)
	if err := write(w, rows); err != nil {
		return err
	}
	return w.Flush()
}

func feedbackStats(u *ui.UI, c *cli.Context) error {
	format := c.String("format")
	if format != "" && format != "text" && format != "json" {
		return usage("--format %q; use text or json", format)
	}
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	s, err := st.Stats(c.Context)
	if err != nil {
		return err
	}
	if format == "json" {
		return printJSON(u, s)
	}
	w := tabwriter.NewWriter(u.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "verdicts\t%d\nsensational\t%d\nagreed with the model\t%d\nmissed by the model\t%d\nfalse alarms\t%d\nqueued\t%d\n",
		s.Verdicts, s.Sensational, s.Agreed, s.Confusion.FN, s.Confusion.FP, s.Queued)
	return w.Flush()
}

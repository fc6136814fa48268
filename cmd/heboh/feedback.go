package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
	"github.com/heboh/heboh/server/store"
)

func feedbackCommand(u *ui.UI) *cli.Command {
	where := storeFlag("`FILE` that heboh serve writes")
	out := &cli.StringFlag{Name: "out", Usage: "`FILE` to write instead of standard output; it appears when it is complete"}
	return &cli.Command{
		Name:  "feedback",
		Usage: "export, summarise, back up and restore what moderators said",
		Subcommands: []*cli.Command{
			{Name: "export", Usage: "write the verdicts in the form that heboh train --data reads",
				Flags:  []cli.Flag{where, choice("format", "`FORMAT`", "jsonl", "csv"), out, rawCSVFlag},
				Action: func(c *cli.Context) error { return exportFeedback(u, c) }},
			{Name: "stats", Usage: "count the verdicts and how often the model agreed",
				Flags:  []cli.Flag{where, choice("format", "`FORMAT`", "text", "json")},
				Action: func(c *cli.Context) error { return feedbackStats(u, c) }},
			{Name: "backup", Usage: "copy the store, also while heboh serve uses it", ArgsUsage: "FILE",
				Flags:  []cli.Flag{where},
				Action: func(c *cli.Context) error { return backupFeedback(u, c) }},
			{Name: "restore", Usage: "make the store from a backup; the old one must be moved away first", ArgsUsage: "FILE",
				Flags:  []cli.Flag{where},
				Action: func(c *cli.Context) error { return restoreFeedback(u, c) }},
		},
	}
}

// existingStore opens a store that exists; reading must not create one. Where
// nothing can be written it is read all the same.
func existingStore(c *cli.Context) (*store.Store, error) {
	path, err := storePath(c)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no store; heboh serve makes one, and --store FILE names another", path)
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("not a file")}
	}
	st, err := store.Open(c.Context, path)
	if errors.Is(err, store.ErrCannotOpen) || errors.Is(err, store.ErrReadOnly) {
		return store.OpenReadOnly(c.Context, path)
	}
	return st, err
}

// backupFeedback replaces the file of an earlier backup once the new one is whole.
func backupFeedback(u *ui.UI, c *cli.Context) error {
	to := c.Args().First()
	if to == "" {
		return usage("name the FILE to write: %s feedback.backup", c.Command.HelpName)
	}
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	return copyStore(u, c.Context, st, to)
}

// restoreFeedback does not touch a store that is there: a service may be using it,
// and it may hold verdicts that the backup has not.
func restoreFeedback(u *ui.UI, c *cli.Context) error {
	from := c.Args().First()
	if from == "" {
		return usage("name the FILE of the backup: %s feedback.backup", c.Command.HelpName)
	}
	path, err := storePath(c)
	if err != nil {
		return err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if _, err := os.Lstat(path + end); err == nil {
			return fmt.Errorf("%s exists; stop heboh serve and move the file away first", path+end)
		}
	}
	if c.String("store") == "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
	}
	if _, err := os.Stat(from); err != nil {
		return err
	}
	st, err := store.OpenReadOnly(c.Context, from) // the backup stays as it is
	if err != nil {
		return err
	}
	defer st.Close()
	return copyStore(u, c.Context, st, path)
}

// copyStore writes, in one step, a copy that only its owner can read.
func copyStore(u *ui.UI, ctx context.Context, st *store.Store, to string) error {
	err := writeAtOnce(to, 0o600, func(f *atomicfile.File) error {
		if err := st.Backup(ctx, f.Name()); err != nil {
			return fmt.Errorf("store %s: %w", st.Path(), err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	u.Note("%s holds the verdicts and the queue of %s", to, st.Path())
	return nil
}

func exportFeedback(u *ui.UI, c *cli.Context) (err error) {
	write := store.WriteJSONL
	if c.String("format") == "csv" {
		write = store.WriteCSV
		if c.Bool("raw-csv") {
			write = store.WriteRawCSV
		}
	}
	st, err := existingStore(c)
	if err != nil {
		return err
	}
	defer st.Close()
	rows := st.Verdicts(c.Context, store.Filter{})
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

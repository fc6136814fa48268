package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/ordered"
	"github.com/heboh/heboh/model"
)

func partsFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "files-from", Usage: "read the names in `LIST`… too, one per line (- is standard input)"},
		&cli.StringFlag{Name: "shard", Usage: "`I/N`: with --out DIR/, only the Ith of N shares of the files, 1/N to N/N", DefaultText: "all"},
		&cli.BoolFlag{Name: "resume", Usage: "with --out DIR/, leave files alone whose part is complete"},
	}
}

// parts writes a part for each of many files into a directory, several at once. The
// manifest of a part is written after it and says what it was made of.
type parts struct {
	u      *ui.UI
	files  []string
	dir    string
	format string
	making     // of every part: program, model and options
	index  int // of the share of the files: of every shares, the one at index
	shares int
	resume bool
	label  labeller
	bar    *ui.Bar
	failed bool
	outcome
}

// A labeller labels the file of a part, or all inputs, and writes the result.
type labeller func(context.Context, *part) error

// labelInputs labels all inputs at once, as a part without a file, or where --out is a
// directory each of the files into a part of its own.
func labelInputs(u *ui.UI, c *cli.Context, m *model.Model, o render.Options, files []string, label labeller) error {
	p, err := newParts(u, c, files, o.Format, m)
	if err != nil {
		return err
	}
	if p == nil {
		w := &part{u: u, to: c.String("out")}
		return w.tell(u, label(c.Context, w), o.Report)
	}
	p.label = label
	return p.tell(u, p.run(c.Context), o.Report)
}

// part is what becomes of one file, or of all inputs.
type part struct {
	manifest
	file     string // "" for all
	to       string // the path of the result
	u        *ui.UI // whose messages wait until it is the file's turn
	messages bytes.Buffer
	workers  int             // 0: as many as there are cores
	count    func(bytes int) // called for what is read of files; nil for none
	whole    bool            // from an earlier run
	err      error
}

// parseShare reads I/N; "" stands for 1/1.
func parseShare(s string) (index, shares int, err error) {
	i, n, _ := strings.Cut(cmp.Or(s, "1/1"), "/")
	index, err = strconv.Atoi(i)
	shares, worse := strconv.Atoi(n)
	if err != nil || worse != nil || index < 1 || index > shares {
		return 0, 0, usage("--shard %q; write I/N with I from 1 to N, such as 1/8 on the first of eight machines", s)
	}
	return index - 1, shares, nil
}

// toDirectory reports whether --out names a directory for parts.
func toDirectory(out string) bool {
	info, err := os.Stat(out)
	return strings.HasSuffix(out, "/") || err == nil && info.IsDir()
}

// newParts is nil where --out is one file, of which there are no shares.
func newParts(u *ui.UI, c *cli.Context, files []string, format string, m *model.Model) (*parts, error) {
	out := c.String("out")
	if !toDirectory(out) {
		if flag := firstSet(c, "shard", "resume"); flag != "" {
			return nil, usage("--%s is for many files, each with a part of its own; name a directory for them with --out DIR/", flag)
		}
		return nil, nil
	}
	index, shares, err := parseShare(c.String("shard"))
	switch {
	case err != nil:
		return nil, err
	case len(files) == 0:
		return nil, usage("--out %s is a directory, for the parts of files; name files with --in", out)
	case c.IsSet("shard") && len(files) == 1 && !c.IsSet("files-from"):
		return nil, usage("--shard divides files, and %s is one; name more by a pattern in quotes or with --files-from", files[0])
	case c.Bool("in-place"):
		return nil, usage("--in-place and --out %s: give one or the other", out)
	}
	p := &parts{u: u, dir: out, format: format, files: files, index: index, shares: shares, resume: c.Bool("resume"),
		making: making{Program: version(), Model: sum(m)}}
	for _, f := range c.Command.Flags {
		name := f.Names()[0]
		if c.IsSet(name) && !slices.Contains([]string{"in", "files-from", "out", "shard", "resume", "model"}, name) {
			p.Options = append(p.Options, fmt.Sprintf("%s=%v", name, c.Value(name)))
		}
	}
	slices.Sort(p.Options)
	return p, nil
}

// named gives every file the name of its part: that below the folder that all files
// are in, whatever the share, so that a name depends on the list alone.
func (p *parts) named(files []string) ([]*part, error) {
	var all []*part
	taken := map[string]string{}
	under, err := folder(files)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if file == "-" || isURL(file) {
			return nil, usage("--out %s takes files, each with a part of its own; %s has no file name", p.dir, file)
		}
		whole, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(strings.TrimPrefix(whole, under), string(filepath.Separator))
		if ext := "." + p.format; !strings.HasSuffix(name, ext) {
			name += ext
		}
		if other, ok := taken[name]; ok {
			return nil, usage("%s and %s would both be written to %s; score them into two directories", other, file, filepath.Join(p.dir, name))
		}
		taken[name] = file
		w := &part{manifest: manifest{making: p.making}, file: file, to: filepath.Join(p.dir, name)}
		w.Part, w.Input = name, file
		if from, err := os.Stat(file); err == nil { // else it is reported when it is read
			if to, err := os.Stat(w.to); err == nil && os.SameFile(from, to) {
				return nil, usage("--out %s: the part of %s would replace it; name another directory", p.dir, file)
			}
			w.InputBytes, w.Modified = from.Size(), from.ModTime().UTC().Format("2006-01-02T15:04:05.999999999Z")
		}
		all = append(all, w)
	}
	return all, nil
}

// folder is the deepest folder that holds all the files.
func folder(files []string) (under string, err error) {
	for i, file := range files {
		whole, err := filepath.Abs(file)
		if err != nil {
			return "", err
		}
		if i == 0 {
			under = filepath.Dir(whole)
		}
		for !strings.HasPrefix(whole, strings.TrimSuffix(under, string(filepath.Separator))+string(filepath.Separator)) {
			under = filepath.Dir(under)
		}
	}
	return under, nil
}

// run labels the files of the share.
func (p *parts) run(ctx context.Context) error {
	all, err := p.named(slices.Compact(slices.Sorted(slices.Values(p.files))))
	if err != nil {
		return err
	}
	var mine []*part
	var total int64
	whole := 0
	for i := p.index; i < len(all); i += p.shares {
		w := all[i]
		if mine = append(mine, w); p.resume && p.complete(w) {
			w.whole = true
			whole++
		} else {
			total += w.InputBytes
		}
	}
	if p.resume {
		p.u.Note("%d of %d parts are complete", whole, len(mine))
	}
	p.bar = p.u.NewBar("reading", total, true)
	cores := runtime.GOMAXPROCS(0)
	// Files are read side by side first, since unpacking one keeps one core busy; cores
	// that are left work within files. So memory grows with the cores alone.
	atOnce := max(1, min(cores, len(mine)-whole))
	next := func(slot **part) error {
		if len(mine) == 0 {
			return io.EOF
		}
		*slot, mine = mine[0], mine[1:]
		(*slot).workers = (cores + atOnce - 1) / atOnce
		return nil
	}
	work := func(slot **part) { p.work(ctx, *slot) }
	err = ordered.Run(ctx, atOnce, func() **part { return new(*part) }, next, work, func(slot **part) error { return p.emit(*slot) })
	p.bar.Clear()
	if err == nil && p.failed {
		err = errReported
	}
	return err
}

func (p *parts) emit(w *part) error {
	p.bar.Clear() // before messages that do not go through Tell
	if w.whole && w.Failed {
		p.u.Tell("%s: some of it could not be read when %s was written", w.file, w.to)
	}
	_, err := w.messages.WriteTo(p.u.Err)
	p.failed = p.failed || w.Failed
	p.Add(w.Tally)
	p.Skipped += w.Skipped
	return cmp.Or(err, w.err)
}

// work labels one file; several are labelled at once.
func (p *parts) work(ctx context.Context, w *part) {
	if w.whole {
		return
	}
	w.u = ui.New(bytes.NewReader(nil), io.Discard, &w.messages)
	w.u.Name = w.file
	left := w.InputBytes
	w.count = func(n int) {
		left -= int64(n)
		p.bar.Add(int64(n))
	}
	err := os.MkdirAll(filepath.Dir(w.to), 0o777)
	if err == nil {
		err = p.label(ctx, w)
	}
	p.bar.Add(left) // of what was not read, a Parquet file's columns say
	if w.Failed = err == errReported; w.Failed || err == nil {
		err = p.sign(w)
	}
	w.err = err
}

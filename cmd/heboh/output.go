package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
	"github.com/heboh/heboh/internal/ordered"
	"github.com/heboh/heboh/internal/records"
)

// output is standard output, or a file that appears once it is complete: either
// the old or the whole new one is there.
type output struct {
	io.Writer
	file   *atomicfile.File // nil for standard output
	layers []io.Closer      // between file and Writer, the outermost last
	frame  render.Frame     // of results
	begun  bool             // results were written
}

// create opens the file at path, or standard output for "" and "-".
func create(u *ui.UI, path string) (*output, error) {
	if toStdout(path) {
		return &output{Writer: u.Data()}, nil
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		return nil, err
	}
	return &output{Writer: f, file: f}, nil
}

func toStdout(path string) bool { return path == "" || path == "-" }

// writeFile writes the file at path, compressed if its name ends in .gz or .zst, or
// to standard output for "".
func writeFile(u *ui.UI, path string, write func(io.Writer) error) error {
	o, err := create(u, path)
	if err != nil {
		return err
	}
	o.compress(path)
	return o.fill(func() error {
		w := bufio.NewWriterSize(o, 64<<10)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	})
}

// writeAtOnce writes a file with this mode; it appears once it is complete.
func writeAtOnce(path string, mode fs.FileMode, write func(*atomicfile.File) error) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort() // which does nothing after Commit
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := write(f); err != nil {
		return err
	}
	return f.Commit()
}

// createResults is create for what a renderer with this frame appends, compressed if
// the name ends in .gz or .zst.
func createResults(u *ui.UI, name string, as render.Options, frame render.Frame) (*output, error) {
	o, err := create(u, name)
	if err != nil {
		return nil, err
	}
	o.frame = frame
	if toStdout(name) && (as.Format == "text" || as.Format == "lint") { // for people
		o.Writer = u.Out
	}
	o.compress(name)
	if l := as.Layer(o.Writer); l != nil {
		o.layer(l)
	}
	return o, nil
}

func (o *output) compress(name string) {
	switch strings.ToLower(path.Ext(name)) {
	case ".gz":
		o.layer(gzip.NewWriter(o.Writer))
	case ".zst":
		w, _ := zstd.NewWriter(o.Writer, zstd.WithEncoderConcurrency(1)) // only options can be wrong
		o.layer(w)
	}
}

func (o *output) layer(w io.WriteCloser) { o.Writer, o.layers = w, append(o.layers, w) }

func (o *output) results(l *records.Layout, appended []byte) error {
	if len(appended) == 0 {
		return nil
	}
	if !o.begun {
		o.begun = true
		if _, err := o.Write(o.frame.Head(l)); err != nil {
			return err
		}
		appended = appended[o.frame.Separator():]
	}
	_, err := o.Write(appended)
	return err
}

// end completes the results, so that they are valid even if there are none.
func (o *output) end() error {
	end := o.frame.Tail()
	if !o.begun {
		end = slices.Concat(o.frame.Head(nil), end)
	}
	_, err := o.Write(end)
	return err
}

// pipe is ordered.Run to an output. After an error or an interrupt, what was done
// is a valid result all the same.
func pipe[T any](ctx context.Context, o *output, workers int, next func(*T) error, work func(*T), emit func(*T) error) error {
	err := ordered.Run(ctx, workers, func() *T { return new(T) }, next, work, emit)
	if !errors.Is(err, syscall.EPIPE) {
		err = errors.Join(err, o.end())
	}
	return err
}

// fill completes the output once write is done; after an error it discards the
// file.
func (o *output) fill(write func() error) error {
	if o.file != nil {
		defer o.file.Abort() // which does nothing after Commit
	}
	if err := write(); err != nil {
		return err
	}
	for _, l := range slices.Backward(o.layers) {
		if err := l.Close(); err != nil {
			return err
		}
	}
	if o.file == nil {
		return nil
	}
	return o.file.Commit()
}

// byTerminal is the format of commands that write for people on a terminal.
const byTerminal = "text on a terminal and jsonl elsewhere"

func formatFlag(otherwise string, formats []string) *cli.StringFlag {
	f := choice("format", "`FORMAT` of the output", formats...)
	f.Value, f.DefaultText = "", "by the output's name, else "+otherwise
	return f
}

// formatOf is the format of --format, else the one that the name of --out shows, else
// this one. A name that shows a format that the command does not write is refused.
func formatOf(c *cli.Context, otherwise string, formats []string) (string, error) {
	if asked := c.String("format"); asked != "" {
		return asked, nil
	}
	return formatByName(c, "out", otherwise, formats)
}

func formatByName(c *cli.Context, flag, otherwise string, formats []string) (string, error) {
	name := c.String(flag)
	ext := extension(records.Bare(name), "csv", "tsv", "tab", "jsonl", "ndjson", "json", "xlsx", "xlsm", "parquet", "html", "sarif", "png", "svg", "xls", "ods", "pdf", "docx")
	if !slices.Contains(formats, ext) {
		ext = cmp.Or(map[string]string{"tab": "tsv", "json": "jsonl", "ndjson": "jsonl", "xlsm": "xlsx"}[ext], ext)
	}
	switch {
	case ext == "":
		return otherwise, nil
	case slices.Contains(formats, ext):
		return ext, nil
	}
	return "", usage("--%s %s: %s writes %s", flag, name, c.Command.HelpName, either(formats))
}

// extension is which of these formats a file's name ends in, "" for none.
func extension(name string, formats ...string) string {
	ext := strings.TrimPrefix(path.Ext(strings.ToLower(name)), ".")
	if !slices.Contains(formats, ext) {
		return ""
	}
	return ext
}

// checkFormat checks that the format can go where it is to go.
func checkFormat(u *ui.UI, format, out string) error {
	switch {
	case format != "parquet" && format != "xlsx":
		return nil
	case toStdout(out) && ui.IsTerminal(u.Out):
		return usage("--format %s is not for a terminal; name a file with --out", format)
	case records.Bare(out) != strings.ToLower(out):
		return usage("--out %s: a file of format %s is compressed inside; leave the last extension off", out, format)
	}
	return nil
}

package main

import (
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
	"github.com/heboh/heboh/internal/columns"
	"github.com/heboh/heboh/internal/records"
)

// output is where results go: standard output, or a file that appears once it is
// complete, compressed if its name ends in .gz or .zst.
type output struct {
	io.Writer
	file   *atomicfile.File // nil for standard output
	layers []io.Closer      // between Writer and file, the outermost first
	begun  bool             // results were written
}

// results writes what the renderer with this frame appended.
func (o *output) results(frame render.Frame, columns []string, appended []byte) error {
	if len(appended) == 0 {
		return nil
	}
	if !o.begun {
		o.begun = true
		if _, err := o.Write(frame.Head(columns)); err != nil {
			return err
		}
		appended = appended[frame.Separator():]
	}
	_, err := o.Write(appended)
	return err
}

// end completes the results, so that they are valid even if there are none.
func (o *output) end(frame render.Frame) error {
	tail := frame.Tail()
	if !o.begun {
		tail = append(frame.Head(nil), tail...)
	}
	_, err := o.Write(tail)
	return err
}

// openOutput opens the file at path, or standard output for "". With the format
// parquet, it expects JSON Lines and writes them as Parquet.
func openOutput(u *ui.UI, path, format string) (*output, error) {
	o := &output{Writer: u.Out}
	if path != "" {
		f, err := atomicfile.Create(path)
		if err != nil {
			return nil, err
		}
		o.Writer, o.file = f, f
		if err := o.compress(path); err != nil {
			f.Abort()
			return nil, err
		}
	}
	if format == "parquet" {
		w := columns.NewWriter(o.Writer)
		o.Writer, o.layers = w, append([]io.Closer{w}, o.layers...)
	}
	return o, nil
}

func (o *output) compress(path string) error {
	switch name := strings.ToLower(path); {
	case strings.HasSuffix(name, ".gz"):
		w := gzip.NewWriter(o.file)
		o.Writer, o.layers = w, []io.Closer{w}
	case strings.HasSuffix(name, ".zst"):
		w, err := zstd.NewWriter(o.file, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return err
		}
		o.Writer, o.layers = w, []io.Closer{w}
	}
	return nil
}

// Commit completes the output.
func (o *output) Commit() error {
	layers := o.layers
	o.layers = nil
	for _, l := range layers {
		if err := l.Close(); err != nil {
			return err
		}
	}
	if o.file == nil {
		return nil
	}
	return o.file.Commit()
}

// Abort discards the file. After Commit it does nothing, so it can be deferred.
func (o *output) Abort() {
	if o.file != nil {
		o.file.Abort()
	}
}

// formatFor is the requested format, else the one that the output file's name
// shows, else text on a terminal and jsonl elsewhere.
func formatFor(u *ui.UI, asked, out string) string {
	if asked != "" {
		return asked
	}
	name := records.Bare(out)
	for extension, format := range map[string]string{".csv": "csv", ".sarif": "sarif", ".html": "html", ".parquet": "parquet"} {
		if strings.HasSuffix(name, extension) {
			return format
		}
	}
	if out == "" && ui.IsTerminal(u.Out) {
		return "text"
	}
	return "jsonl"
}

// outputFor checks that the format can go where it is to go.
func outputFor(u *ui.UI, format, out string) error {
	packed := records.Bare(out) != strings.ToLower(out)
	switch {
	case format != "parquet":
		return nil
	case out == "" && ui.IsTerminal(u.Out):
		return usage("--format parquet is not for a terminal; name a file with --out")
	case packed:
		return usage("--out %s: a Parquet file is compressed inside; leave the last extension off", out)
	}
	return nil
}

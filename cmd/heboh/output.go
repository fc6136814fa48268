package main

import (
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/heboh/heboh/cmd/heboh/internal/atomicfile"
	"github.com/heboh/heboh/cmd/heboh/internal/records"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// output is where results go: standard output, or a file that appears when it
// is complete, compressed where its name ends in .gz or .zst.
type output struct {
	io.Writer
	file *atomicfile.File
	pack io.Closer // ends the compression
}

// openOutput opens the file at path, or standard output for "".
func openOutput(u *ui.UI, path string) (*output, error) {
	if path == "" {
		return &output{Writer: u.Out}, nil
	}
	f, err := atomicfile.Create(path)
	if err != nil {
		return nil, err
	}
	o := &output{Writer: f, file: f}
	switch name := strings.ToLower(path); {
	case strings.HasSuffix(name, ".gz"):
		w := gzip.NewWriter(f)
		o.Writer, o.pack = w, w
	case strings.HasSuffix(name, ".zst"):
		w, err := zstd.NewWriter(f, zstd.WithEncoderConcurrency(1))
		if err != nil {
			f.Abort()
			return nil, err
		}
		o.Writer, o.pack = w, w
	}
	return o, nil
}

// Commit completes the file.
func (o *output) Commit() error {
	if o.file == nil {
		return nil
	}
	if o.pack != nil {
		pack := o.pack
		o.pack = nil
		if err := pack.Close(); err != nil {
			return err
		}
	}
	return o.file.Commit()
}

// Abort gives the file up, unless Commit was called before: it is meant for
// defer.
func (o *output) Abort() {
	if o.file == nil {
		return
	}
	if o.pack != nil {
		_ = o.pack.Close() // frees its memory; the file goes anyway
	}
	o.file.Abort()
}

// formatFor is the format that was asked for, else the one that the output
// file's name says, else text where a person looks, else jsonl.
func formatFor(u *ui.UI, asked, out string) string {
	if asked != "" {
		return asked
	}
	name := records.Bare(out)
	for extension, format := range map[string]string{".csv": "csv", ".sarif": "sarif", ".html": "html"} {
		if strings.HasSuffix(name, extension) {
			return format
		}
	}
	if out == "" && ui.IsTerminal(u.Out) {
		return "text"
	}
	return "jsonl"
}

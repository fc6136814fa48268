package datasets

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/heboh/heboh/internal/records"
)

// Import reads files and directories one after the other. Of a directory it
// takes every file below it whose name tells its format, in lexical order, so
// a folder of public sets as they were published can be given as it is. Bad
// rows and unreadable files are reported together; the rest is returned.
//
// Votes come as upstream gives them. Upstream names no publisher beside a
// title, so Source stays empty; File tells the sets apart.
func Import(paths []string, opts Options) ([]Example, error) {
	var all []Example
	problems := &Errors{}
	for _, path := range paths {
		files, err := dataFiles(path)
		problems.collect(err, path)
		for _, file := range files {
			examples, err := ReadFile(file, opts)
			all = append(all, examples...)
			problems.collect(err, file)
		}
	}
	return all, problems.orNil()
}

// dataFiles lists what path stands for.
func dataFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if path == "-" || (err == nil && !info.IsDir()) {
		return []string{path}, nil
	}
	if err != nil {
		return nil, err
	}
	var files []string
	err = filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") && isData(file):
			files = append(files, file)
		}
		return nil
	})
	if err == nil && files == nil {
		err = errors.New("no data file in this directory; it must hold .csv, .tsv, .jsonl, .xlsx or .parquet files, or the Stop Clickbait lists")
	}
	return files, err
}

// isData reports whether a file's name shows that it holds rows.
func isData(name string) bool {
	switch records.FormatOf(name) {
	case records.Auto:
		return layoutOf(name).format != records.Auto
	case records.Markdown:
		return false
	}
	return true
}

// plainName is the last element of a path in lower case, without .gz and .zst.
func plainName(name string) string { return records.Bare(filepath.Base(name)) }

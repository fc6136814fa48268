// Package atomicfile writes files that are either the old one or the whole new
// one, whatever happens in between.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// File is a file in the making: what is written goes to a hidden sibling until
// Commit gives it its name. A run that is killed leaves the sibling, .NAME.*.part,
// behind; the next one that writes NAME removes it. A path that is not a regular
// file, such as a device or a named pipe, is written straight away.
type File struct {
	*os.File
	target string // "" when written in place
	done   bool
}

// Create begins to replace the file at path. Directories are refused, and so
// is a path whose directory is missing.
func Create(path string) (*File, error) {
	target := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		target = real // replace what the link names, not the link
	}
	mode := fs.FileMode(0)
	switch info, err := os.Stat(target); {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "create", Path: path, Err: errIsDir}
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		return &File{File: f}, err
	case err == nil:
		// A rename would replace even a file that nobody may write to.
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		f.Close()
		mode = info.Mode().Perm()
	}
	sweep(target)
	f, err := sibling(target)
	if err != nil {
		return nil, renamed(err, path)
	}
	if mode != 0 {
		err = f.Chmod(mode)
	}
	if err != nil {
		f.Close()
		os.Remove(f.Name())
		return nil, err
	}
	return &File{File: f, target: target}, nil
}

var errIsDir = errors.New("is a directory")

// sibling makes a new hidden file beside target, marked as in use; unlike
// os.CreateTemp it leaves the permissions to the umask.
func sibling(target string) (*os.File, error) {
	dir, base := filepath.Split(target)
	for range 100 {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%08x.part", base, rand.Uint32()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil && !claim(f) { // another run took it for a stray one just now
			f.Close()
			continue
		}
		return f, err
	}
	return nil, &fs.PathError{Op: "create", Path: target, Err: fs.ErrExist}
}

// sweep removes what runs that were killed left beside target, and nothing that
// a run still writes. It is a courtesy: errors do not matter.
func sweep(target string) {
	dir, base := filepath.Split(target)
	if dir == "" {
		dir = "."
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		random, ok := strings.CutPrefix(e.Name(), "."+base+".")
		random, part := strings.CutSuffix(random, ".part")
		if ok && part && len(random) == 8 && strings.Trim(random, "0123456789abcdef") == "" && e.Type().IsRegular() {
			removeStray(filepath.Join(dir, e.Name()))
		}
	}
}

// renamed makes an error about the sibling speak of the file asked for.
func renamed(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: path, Err: p.Err}
	}
	return err
}

// Commit flushes the file to disk and gives it its name.
func (f *File) Commit() error {
	if f.done {
		return nil
	}
	f.done = true
	if f.target == "" {
		return f.File.Close()
	}
	err := f.File.Sync()
	if !renameOpen {
		err = errors.Join(err, f.File.Close())
	}
	if err == nil {
		err = os.Rename(f.Name(), f.target)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	if renameOpen {
		err = errors.Join(err, f.File.Close())
	}
	if err != nil {
		return renamed(err, f.target)
	}
	return nil
}

// Write writes; its errors name the file asked for.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	if err != nil && f.target != "" {
		err = renamed(err, f.target)
	}
	return n, err
}

// Abort removes what was written, unless Commit was called before: it is meant
// for defer.
func (f *File) Abort() {
	if f.done {
		return
	}
	f.done = true
	if f.target != "" && renameOpen {
		os.Remove(f.Name()) // before others may claim it
	}
	f.File.Close()
	if f.target != "" && !renameOpen {
		os.Remove(f.Name())
	}
}

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
)

// File is a file in the making: what is written goes to a hidden sibling until
// Commit gives it its name. A path that is not a regular file, such as a
// device or a named pipe, is written straight away.
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

// sibling makes a new hidden file beside target; unlike os.CreateTemp it leaves
// the permissions to the umask.
func sibling(target string) (*os.File, error) {
	dir, base := filepath.Split(target)
	for range 100 {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%08x.part", base, rand.Uint32()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "create", Path: target, Err: fs.ErrExist}
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
	err := errors.Join(f.File.Sync(), f.File.Close())
	if err == nil {
		err = os.Rename(f.Name(), f.target)
	}
	if err != nil {
		os.Remove(f.Name())
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
	f.File.Close()
	if f.target != "" {
		os.Remove(f.Name())
	}
}

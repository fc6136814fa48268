// Package atomicfile replaces files in one step: a reader sees the old file or
// the whole new one, never half of it.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
)

// unfinished are the names of hidden siblings.
var unfinished sync.Map

// File is a file being written. Its contents go to a hidden sibling,
// .NAME.*.part, until Commit renames it. A path that is not a regular file,
// such as a device or a named pipe, is written in place.
type File struct {
	*os.File
	target string // "" when written in place
	done   bool
}

// Create starts replacing the file at path and keeps its permissions. A
// directory, a read-only file and a path in a missing directory are errors.
func Create(path string) (*File, error) {
	target := path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved // replace what the link points to, not the link
	}
	info, err := os.Stat(target)
	if err == nil && info.IsDir() {
		return nil, &fs.PathError{Op: "create", Path: path, Err: errors.New("is a directory")}
	}
	if err == nil {
		// A rename would replace even a read-only file.
		old, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return &File{File: old}, nil
		}
		old.Close()
	}
	// Unlike os.CreateTemp, this leaves the permissions to the umask.
	hidden := fmt.Sprintf(".%s.%016x.part", filepath.Base(target), rand.Uint64())
	f, err := os.OpenFile(filepath.Join(filepath.Dir(target), hidden), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, renamed(err, path)
	}
	unfinished.Store(f.Name(), true)
	file := &File{File: f, target: target}
	if info != nil {
		if err := f.Chmod(info.Mode().Perm()); err != nil {
			file.Abort()
			return nil, err
		}
	}
	return file, nil
}

// renamed makes an error about the sibling name the requested file.
func renamed(err error, path string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: path, Err: p.Err}
	}
	return err
}

// Write writes to the sibling; its errors name the requested file.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	if err != nil && f.target != "" {
		err = renamed(err, f.target)
	}
	return n, err
}

// Commit flushes the file to disk and gives it its name. After an error the old
// file is still there.
func (f *File) Commit() error {
	if f.done {
		return nil
	}
	f.done = true
	defer unfinished.Delete(f.Name())
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

// Abort discards what was written. After Commit it does nothing, so it can be
// deferred.
func (f *File) Abort() {
	if f.done {
		return
	}
	f.done = true
	f.File.Close()
	if f.target != "" {
		os.Remove(f.Name())
	}
	unfinished.Delete(f.Name())
}

// AbortAll removes all unfinished siblings of this program, before it ends while
// they may still be written.
func AbortAll() {
	unfinished.Range(func(name, _ any) bool {
		_ = os.Remove(name.(string)) // it may have got its name just now
		return true
	})
}

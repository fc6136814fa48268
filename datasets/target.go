package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// target is one file on its way to its place.
type target struct {
	set      string
	file     RemoteFile
	path     string
	progress func(Progress)
}

func (t target) part() string { return t.path + ".part" }

func (t target) tell(done int64) {
	if t.progress != nil {
		t.progress(Progress{Set: t.set, File: t.file.Name, Done: done, Total: t.file.Size})
	}
}

// ensure makes the pinned file stand at t.path.
func (t target) ensure(ctx context.Context, from origin) error {
	switch err := t.check(t.path, t.path); {
	case err == nil:
		t.tell(t.file.Size)
		return nil
	case errors.Is(err, ErrChanged):
		return fmt.Errorf("%w to overwrite it; move it away and try again", err)
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	resumed := size(t.part()) > 0
	err := t.once(ctx, from)
	if errors.Is(err, ErrChanged) && resumed {
		err = t.once(ctx, from) // the old part may have been the bad one
	}
	return err
}

// once fetches, verifies and moves the file into place.
func (t target) once(ctx context.Context, from origin) error {
	place, err := from.fetch(ctx, t)
	if err == nil {
		err = t.check(t.part(), place)
	}
	if errors.Is(err, ErrChanged) || errors.Is(err, ErrNotFound) {
		os.Remove(t.part())
	}
	if err != nil {
		return err
	}
	if err := os.Rename(t.part(), t.path); err != nil {
		return err
	}
	t.tell(t.file.Size)
	return nil
}

// check compares a file on disk with the pins; place is its name in the error.
func (t target) check(path, place string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is in the way: not a regular file", path)
	}
	if info.Size() != t.file.Size {
		return t.changed(place, info.Size(), "")
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != t.file.SHA256 {
		return t.changed(place, t.file.Size, got)
	}
	return nil
}

func (t target) changed(place string, size int64, sha string) error {
	return &ChangedError{Place: place, WantSize: t.file.Size, GotSize: size, WantSHA256: t.file.SHA256, GotSHA256: sha}
}

// save writes what r has at offset of the part file, never more than the file
// may hold, and makes sure that it is on disk.
func (t target) save(r io.Reader, offset int64, place string) (err error) {
	f, err := os.OpenFile(t.part(), os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Truncate(offset); err != nil {
		return err
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	left := t.file.Size - offset
	n, err := io.Copy(f, &told{r: io.LimitReader(r, left+1), t: t, done: offset})
	if err != nil {
		return err
	}
	if n > left {
		return t.changed(place, -1, "")
	}
	return f.Sync()
}

// told reports what passes through it.
type told struct {
	r    io.Reader
	t    target
	done int64
}

func (p *told) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.done += int64(n); n > 0 && p.done < p.t.file.Size {
		p.t.tell(p.done) // the end is told when the checksum holds
	}
	return n, err
}

// size of a file, 0 when there is none.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

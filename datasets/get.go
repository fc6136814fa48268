package datasets

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Progress tells how far a download has come.
type Progress struct {
	Set, File   string
	Done, Total int64 // bytes
}

// GetOptions says how to fetch. The zero value fetches from upstream.
type GetOptions struct {
	// Mirror takes upstream's place: a directory, or an http, https or file
	// URL. A file is looked for in it by the path of its URL
	// (owner/repository/commit/path), by its path in the repository, as
	// set/name, and by its bare name. What is found must have the pinned size
	// and checksum like the original.
	Mirror string

	// Progress, when set, is called from the fetching goroutine after every
	// piece, and once with Done equal to Total for each file that is complete.
	Progress func(Progress)

	Client  *http.Client  // default: one with timeouts that refuses to leave https
	Stall   time.Duration // give up a connection silent for so long; default 30 s
	Retries int           // attempts after the first; default 3, negative for none
	Backoff time.Duration // wait before the first retry, doubled each time; default 1 s
}

// Errors of Get.
var (
	// ErrChanged marks a file that is not the pinned one.
	ErrChanged = errors.New("file is not the pinned one")
	// ErrNotFound marks a file that the server or mirror has not got.
	ErrNotFound = errors.New("not found")
)

// ChangedError says in what a file differs from the pinned one. It wraps
// [ErrChanged].
type ChangedError struct {
	Place      string // URL or path it came from
	WantSize   int64
	GotSize    int64 // -1 where more came than wanted and reading stopped
	WantSHA256 string
	GotSHA256  string // "" where the size gave it away
}

// Error names what was expected and what came.
func (e *ChangedError) Error() string {
	if e.GotSHA256 == "" {
		got := "more"
		if e.GotSize >= 0 {
			got = fmt.Sprintf("%d bytes", e.GotSize)
		}
		return fmt.Sprintf("%s: changed: expected %d bytes with SHA-256 %s, got %s; refused", e.Place, e.WantSize, e.WantSHA256, got)
	}
	return fmt.Sprintf("%s: changed: expected SHA-256 %s, got %s; refused", e.Place, e.WantSHA256, e.GotSHA256)
}

// Unwrap returns ErrChanged.
func (e *ChangedError) Unwrap() error { return ErrChanged }

// Get fetches the named set into dir and returns the paths of its files. See
// [Set.Get].
func Get(ctx context.Context, name, dir string, opts GetOptions) ([]string, error) {
	set, err := Lookup(name)
	if err != nil {
		return nil, err
	}
	return set.Get(ctx, dir, opts)
}

// Get fetches the files of the set into dir, which is made if need be, and
// returns their paths in the order of Files.
//
// A file appears under its name only when it is complete and its size and
// SHA-256 are the pinned ones; anything else is refused with a [ChangedError]
// and removed. A broken download leaves NAME.part behind, from which the next
// call goes on. A file already there is kept when it is the pinned one, and is
// an error, never overwritten, when it is not. The paths returned beside an
// error are of the files that are complete.
func (s Set) Get(ctx context.Context, dir string, opts GetOptions) ([]string, error) {
	_, err := os.Stat(dir)
	isNew := errors.Is(err, os.ErrNotExist)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if isNew {
		defer os.Remove(dir) // does nothing once a file is in it
	}
	from, err := s.origin(opts)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range s.Files {
		t := target{set: s.Name, file: file, path: filepath.Join(dir, file.Name), progress: opts.Progress}
		if err := t.ensure(ctx, from); err != nil {
			return paths, fmt.Errorf("%s: %w", s.Name, err)
		}
		paths = append(paths, t.path)
	}
	return paths, nil
}

// origin is where a set's files come from.
type origin interface {
	// fetch writes the file to t.part(), going on from what is there if it
	// can, and returns the place it came from.
	fetch(ctx context.Context, t target) (place string, err error)
}

func (s Set) origin(opts GetOptions) (origin, error) {
	switch {
	case s.Embedded():
		return tree{fsys: sampleFiles, exact: true}, nil
	case opts.Mirror == "":
		return newWeb("", opts), nil
	}
	return mirror(opts)
}

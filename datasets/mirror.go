package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
)

// mirror makes the origin that GetOptions.Mirror names.
func mirror(opts GetOptions) (origin, error) {
	if !strings.Contains(opts.Mirror, "://") {
		return directory(opts.Mirror)
	}
	u, err := url.Parse(opts.Mirror)
	if err != nil {
		return nil, fmt.Errorf("mirror: %w", err)
	}
	switch u.Scheme {
	case "http", "https":
		return newWeb(opts.Mirror, opts), nil
	case "file":
		return directory(u.Path)
	}
	return nil, fmt.Errorf("mirror %s: wanted a directory or an http, https or file URL", u.Redacted())
}

func directory(dir string) (origin, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("mirror: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("mirror %s: not a directory", dir)
	}
	return tree{fsys: os.DirFS(dir), name: dir}, nil
}

// places lists where a mirror may keep a file, the most exact first.
func (t target) places() []string {
	var all []string
	if u, err := url.Parse(t.file.URL); err == nil && u.Path != "" {
		all = append(all, strings.TrimPrefix(u.Path, "/"))
	}
	return append(all, t.file.Path, path.Join(t.set, t.file.Name), t.file.Name)
}

// tree is a mirror in a file system.
type tree struct {
	fsys  fs.FS
	name  string // for messages
	exact bool   // only the file's own path will do
}

func (d tree) fetch(ctx context.Context, t target) (string, error) {
	places := t.places()
	if d.exact {
		places = []string{t.file.Path}
	}
	for _, place := range places {
		err := d.copy(ctx, t, place)
		if !errors.Is(err, fs.ErrNotExist) {
			return path.Join(d.name, place), err
		}
	}
	return d.name, fmt.Errorf("%s: no %s in it (looked for %s): %w", d.name, t.file.Name, strings.Join(places, ", "), ErrNotFound)
}

func (d tree) copy(ctx context.Context, t target, place string) error {
	f, err := d.fsys.Open(place)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	full := path.Join(d.name, place)
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: not a regular file", full)
	}
	if info.Size() != t.file.Size {
		return t.changed(full, info.Size(), "")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return t.save(f, 0, full)
}

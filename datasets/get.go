package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// GetOptions says how to fetch. The zero value fetches from upstream.
type GetOptions struct {
	// Mirror takes upstream's place: a directory, or an http, https or file URL.
	// It has a file under the path of the file's own URL or by its bare name, with
	// the pinned size and checksum.
	Mirror string

	// Progress, when set, is called from the fetching goroutine with the bytes of
	// a file that have come, and once with done equal to total when it is complete.
	Progress func(file string, done, total int64)
}

// Errors of Get.
var (
	// ErrChanged marks a file that is not the pinned one.
	ErrChanged = errors.New("changed")
	// ErrNotFound marks a file that the server or mirror does not have.
	ErrNotFound = errors.New("not found")
)

// Get fetches the files of the set into dir, which is made if need be, and
// returns their paths in the order of Files.
//
// A file appears under its name only when it is complete and its size and
// SHA-256 are the pinned ones; anything else is refused with ErrChanged and
// removed. A broken download leaves NAME.part behind, from which the next call
// resumes. A file already there is kept when it is the pinned one, and is an
// error, never overwritten, when it is not. The paths returned beside an error
// are those of the complete files.
func (s Set) Get(ctx context.Context, dir string, opts GetOptions) ([]string, error) {
	_, err := os.Stat(dir)
	isNew := errors.Is(err, os.ErrNotExist)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if isNew {
		defer os.Remove(dir) // does nothing once a file is in it
	}
	client, base, err := s.source(opts.Mirror)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range s.Files {
		d := download{RemoteFile: file, client: client, path: filepath.Join(dir, file.Name), progress: func(done int64) {
			if opts.Progress != nil {
				opts.Progress(file.Name, done, file.Size)
			}
		}}
		if err := d.run(ctx, base); err != nil {
			return paths, fmt.Errorf("%s: %w", s.Name, err)
		}
		paths = append(paths, d.path)
	}
	return paths, nil
}

// source makes a client for upstream or the mirror; base is the mirror's URL.
// Files of a directory are requested like those of a server.
func (s Set) source(mirror string) (client *http.Client, base string, err error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = 30 * time.Second
	client = &http.Client{Transport: transport}
	if s.Embedded() {
		transport.RegisterProtocol("file", http.NewFileTransportFS(sampleFiles))
		return client, "file:///sample", nil
	}
	scheme, dir, isURL := strings.Cut(mirror, "://")
	switch {
	case mirror == "" || isURL && (scheme == "http" || scheme == "https"):
		return client, mirror, nil
	case isURL && scheme != "file":
		return nil, "", fmt.Errorf("mirror %s: must be a directory or an http, https or file URL", redacted(mirror))
	case !isURL:
		dir = mirror
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, "", fmt.Errorf("mirror: %w", err)
	} else if !info.IsDir() {
		return nil, "", fmt.Errorf("mirror %s: not a directory", dir)
	}
	transport.RegisterProtocol("file", http.NewFileTransportFS(os.DirFS(dir)))
	return client, "file:///", nil
}

// download is one file on its way to path.
type download struct {
	RemoteFile
	client   *http.Client
	path     string
	progress func(done int64)
}

// run makes the pinned file stand at d.path.
func (d *download) run(ctx context.Context, mirror string) error {
	switch err := d.verify(d.path); {
	case err == nil:
		d.progress(d.Size)
		return nil
	case errors.Is(err, ErrChanged):
		return fmt.Errorf("%s: %w to overwrite it; move it away and try again", d.path, err)
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	if mirror == "" {
		return d.get(ctx, d.URL)
	}
	upstream, err := url.Parse(d.URL)
	if err != nil {
		return err
	}
	for _, name := range []string{d.Name, upstream.Path} {
		from, err := url.JoinPath(mirror, name)
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		if err := d.get(ctx, from); !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return fmt.Errorf("no %s at %s: %w", d.Name, redacted(mirror), ErrNotFound)
}

// get fetches the file from a URL.
func (d *download) get(ctx context.Context, from string) error {
	part := d.path + ".part"
	var have int64
	if info, err := os.Stat(part); err == nil {
		have = info.Size()
	}
	err := d.fetch(ctx, from, part, have)
	if errors.Is(err, ErrChanged) && have > 0 { // the part is of another file
		err = d.fetch(ctx, from, part, 0)
	}
	if err == nil {
		d.progress(d.Size)
		return os.Rename(part, d.path)
	}
	if errors.Is(err, ErrChanged) || errors.Is(err, ErrNotFound) {
		os.Remove(part)
	}
	return fmt.Errorf("%s: %w", redacted(from), err)
}

// fetch adds to the part, of which the first have bytes are kept, what it lacks,
// or all of it where the server does not resume, and verifies the whole.
func (d *download) fetch(ctx context.Context, from, part string, have int64) error {
	if have == d.Size {
		return d.verify(part)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", "heboh-datasets")
	req.Header.Set("Accept-Encoding", "identity") // the .gz files are to stay as they are
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return errors.Unwrap(err) // the caller names the URL
	}
	defer resp.Body.Close()
	resumed := resp.Header.Get("Content-Range") == fmt.Sprintf("bytes %d-%d/%d", have, d.Size-1, d.Size)
	switch {
	case resp.StatusCode == http.StatusOK:
		have = 0
	case resp.StatusCode == http.StatusPartialContent && resumed:
	case resp.StatusCode == http.StatusPartialContent, resp.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return fmt.Errorf("%w: the server cannot resume the download", ErrChanged)
	case resp.StatusCode == http.StatusNotFound:
		return ErrNotFound
	default:
		return fmt.Errorf("the server answered %s; run it again to go on", resp.Status)
	}
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Truncate(have); err != nil {
		return err
	}
	// One byte more than is missing tells that the file is too long.
	_, err = io.Copy(io.MultiWriter(io.NewOffsetWriter(f, have), &meter{have, d}), io.LimitReader(resp.Body, d.Size-have+1))
	if err := errors.Join(err, f.Sync()); err != nil {
		return err
	}
	return d.verify(part)
}

// meter reports what is written to it.
type meter struct {
	done int64
	d    *download
}

func (m *meter) Write(b []byte) (int, error) {
	if m.done += int64(len(b)); m.done < m.d.Size {
		m.d.progress(m.done) // the end is reported once the checksum holds
	}
	return len(b), nil
}

// verify compares a file on disk with the pins.
func (d *download) verify(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	switch got := hex.EncodeToString(sum.Sum(nil)); {
	case err != nil:
		return err
	case n != d.Size:
		return fmt.Errorf("%w: expected %d bytes with SHA-256 %s, got %d bytes; refused", ErrChanged, d.Size, d.SHA256, n)
	case got != d.SHA256:
		return fmt.Errorf("%w: expected SHA-256 %s, got %s; refused", ErrChanged, d.SHA256, got)
	}
	return nil
}

// redacted hides a password in a URL.
func redacted(raw string) string {
	if u, err := url.Parse(raw); err == nil {
		return u.Redacted()
	}
	return raw
}

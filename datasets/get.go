package datasets

import (
	"cmp"
	"context"
	"crypto/sha256"
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
	// Mirror takes upstream's place: a directory, or an http, https or file URL,
	// that has a file by its bare name or under the path of its URL.
	Mirror string
	// Progress, when set, is called from the fetching goroutine with the bytes of
	// a file that have come, and with done equal to total when it is complete.
	Progress func(file string, done, total int64)
}

// Errors of Get.
var (
	ErrChanged  = errors.New("changed")   // a file is not the pinned one
	ErrNotFound = errors.New("not found") // the server or mirror has no such file
)

// Get fetches the files of the set into dir, which is made if need be, and
// returns their paths in the order of Files; beside an error, those of the
// complete files.
//
// A file appears under its name only with the pinned size and SHA-256; anything
// else is refused with ErrChanged and removed. A broken download leaves
// NAME.part behind, from which the next call resumes. A file already there is
// never overwritten: it is an error if it is not the pinned one.
func (s Set) Get(ctx context.Context, dir string, opts GetOptions) (paths []string, err error) {
	client, mirror, err := s.source(opts.Mirror)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		defer os.Remove(dir) // does nothing once a file is in it
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if opts.Progress == nil {
		opts.Progress = func(string, int64, int64) {}
	}
	for _, file := range s.Files {
		d := download{RemoteFile: file, client: client, path: filepath.Join(dir, file.Name), progress: opts.Progress}
		if err := d.run(ctx, mirror); err != nil {
			return paths, fmt.Errorf("%s: %w", s.Name, err)
		}
		opts.Progress(file.Name, file.Size, file.Size)
		paths = append(paths, d.path)
	}
	return paths, nil
}

// source makes a client, and a URL for the mirror, nil for upstream. A
// directory's files are requested like a server's.
func (s Set) source(mirror string) (*http.Client, *url.URL, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = 30 * time.Second
	client := &http.Client{Transport: transport}
	base, err := url.Parse(mirror)
	dir, isFile := strings.CutPrefix(mirror, "file://")
	switch {
	case s.Embedded():
		transport.RegisterProtocol("file", http.NewFileTransportFS(sampleFiles))
		return client, &url.URL{Scheme: "file", Path: "/" + sampleName}, nil
	case mirror == "":
		return client, nil, nil
	case err == nil && (base.Scheme == "http" || base.Scheme == "https"):
		return client, base, nil
	case !isFile && strings.Contains(mirror, "://"):
		return nil, nil, errors.New("mirror: must be a directory or an http, https or file URL")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("mirror: %w", cmp.Or(err, fmt.Errorf("%s is not a directory", dir)))
	}
	transport.RegisterProtocol("file", http.NewFileTransportFS(os.DirFS(dir)))
	return client, &url.URL{Scheme: "file", Path: "/"}, nil
}

// download is the download of one file to path.
type download struct {
	RemoteFile
	client   *http.Client
	path     string
	have     int64 // bytes on disk
	progress func(file string, done, total int64)
}

// run puts the pinned file at path.
func (d *download) run(ctx context.Context, mirror *url.URL) error {
	err := d.verify(d.path)
	if errors.Is(err, ErrChanged) {
		return fmt.Errorf("%s: %w to overwrite it; move it away and try again", d.path, err)
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	from, err := url.Parse(d.URL)
	if err != nil {
		return err
	}
	if mirror == nil {
		return d.get(ctx, from)
	}
	err = d.get(ctx, mirror.JoinPath(d.Name))
	if errors.Is(err, ErrNotFound) {
		err = d.get(ctx, mirror.JoinPath(from.Path))
	}
	return err
}

// get fetches the file, from its start if there is a part of another file.
func (d *download) get(ctx context.Context, from *url.URL) error {
	part := d.path + ".part"
	resumed, err := d.fetch(ctx, from, part)
	if resumed && errors.Is(err, ErrChanged) {
		os.Remove(part)
		_, err = d.fetch(ctx, from, part)
	}
	switch {
	case err == nil:
		return os.Rename(part, d.path)
	case errors.Is(err, ErrNotFound):
		return fmt.Errorf("no %s at %s: %w", d.Name, from.Redacted(), err)
	case errors.Is(err, ErrChanged):
		os.Remove(part)
	}
	return fmt.Errorf("%s: %w", from.Redacted(), err)
}

// fetch adds what the part lacks, or all of it where the server does not resume.
func (d *download) fetch(ctx context.Context, from *url.URL, part string) (resumed bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from.String(), nil)
	if err != nil {
		return false, err
	}
	req.Header.Set("User-Agent", "heboh-datasets")
	req.Header.Set("Accept-Encoding", "identity") // the .gz files are to stay as they are
	d.have = 0
	if info, err := os.Stat(part); err == nil && info.Size() > 0 {
		if d.have, resumed = info.Size(), true; d.have == d.Size {
			return resumed, d.verify(part)
		}
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", d.have))
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return resumed, errors.Unwrap(err) // the caller names the URL
	}
	defer resp.Body.Close()
	rest := fmt.Sprintf("bytes %d-%d/%d", d.have, d.Size-1, d.Size)
	switch status := resp.StatusCode; {
	case status == http.StatusOK:
		d.have = 0
	case status == http.StatusPartialContent && resp.Header.Get("Content-Range") == rest:
	case status == http.StatusPartialContent, status == http.StatusRequestedRangeNotSatisfiable:
		return resumed, fmt.Errorf("%w: the server cannot resume the download", ErrChanged)
	case status == http.StatusNotFound:
		return resumed, ErrNotFound
	default:
		return resumed, fmt.Errorf("the server answered %s; run it again to go on", resp.Status)
	}
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return resumed, err
	}
	defer f.Close()
	if err := f.Truncate(d.have); err != nil {
		return resumed, err
	}
	// One byte more than is missing tells that the file is too long.
	_, err = io.Copy(io.MultiWriter(f, d), io.LimitReader(resp.Body, d.Size-d.have+1))
	if err := errors.Join(err, f.Sync()); err != nil {
		return resumed, err
	}
	return resumed, d.verify(part)
}

// Write counts the bytes that come. The last are reported once the checksum
// holds.
func (d *download) Write(b []byte) (int, error) {
	if d.have += int64(len(b)); d.have < d.Size {
		d.progress(d.Name, d.have, d.Size)
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
	if got := fmt.Sprintf("%x", sum.Sum(nil)); err == nil && (n != d.Size || got != d.SHA256) {
		err = fmt.Errorf("%w: expected SHA-256 %s of %d bytes, got %d bytes; refused", ErrChanged, d.SHA256, d.Size, n)
	}
	return err
}

package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Progress is how far a download has come.
type Progress struct {
	Set, File   string
	Done, Total int64 // bytes
}

// GetOptions says how to fetch. The zero value fetches from upstream.
type GetOptions struct {
	// Mirror takes upstream's place: a directory, or an http, https or file
	// URL. A file is looked for in it by the path of its URL
	// (owner/repository/commit/path), by its path in the repository, as
	// set/name, and by its bare name. It must have the pinned size and checksum
	// like the original.
	Mirror string

	// Progress, when set, is called from the fetching goroutine after every
	// read, and once with Done equal to Total for each complete file.
	Progress func(Progress)

	Stall time.Duration // give up a connection silent for so long; default 30 s
}

// Errors of Get.
var (
	// ErrChanged marks a file that is not the pinned one.
	ErrChanged = errors.New("changed")
	// ErrNotFound marks a file that the server or mirror does not have.
	ErrNotFound = errors.New("not found")
	// errRestart marks an answer after which the file is fetched from its start.
	errRestart = errors.New("the server cannot resume the download")
)

// tries is how often a file is asked for before giving up.
const tries = 2

// pause is the time between tries.
var pause = time.Second

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
	client, base, err := s.source(opts)
	if err != nil {
		return nil, err
	}
	if opts.Stall <= 0 {
		opts.Stall = 30 * time.Second
	}
	var paths []string
	for _, file := range s.Files {
		d := download{set: s.Name, file: file, path: filepath.Join(dir, file.Name), opts: opts, client: client, base: base}
		if err := d.run(ctx); err != nil {
			return paths, fmt.Errorf("%s: %w", s.Name, err)
		}
		paths = append(paths, d.path)
	}
	return paths, nil
}

// source makes a client for upstream or the mirror; base is the mirror's URL.
// Files of a directory are requested like those of a server.
func (s Set) source(opts GetOptions) (client *http.Client, base string, err error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = 30 * time.Second
	client = &http.Client{Transport: transport, CheckRedirect: stayOnHTTPS}
	if s.Embedded() {
		transport.RegisterProtocol("file", http.NewFileTransportFS(sampleFiles))
		return client, "file:///", nil
	}
	dir := opts.Mirror
	if strings.Contains(dir, "://") {
		u, err := url.Parse(dir)
		switch {
		case err != nil:
			return nil, "", fmt.Errorf("mirror: %w", err)
		case u.Scheme == "http" || u.Scheme == "https":
			return client, dir, nil
		case u.Scheme != "file":
			return nil, "", fmt.Errorf("mirror %s: must be a directory or an http, https or file URL", u.Redacted())
		}
		dir = u.Path
	}
	if dir == "" {
		return client, "", nil
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, "", fmt.Errorf("mirror: %w", err)
	} else if !info.IsDir() {
		return nil, "", fmt.Errorf("mirror %s: not a directory", dir)
	}
	transport.RegisterProtocol("file", http.NewFileTransportFS(os.DirFS(dir)))
	return client, "file:///", nil
}

// stayOnHTTPS refuses redirects from https to anything else.
func stayOnHTTPS(req *http.Request, via []*http.Request) error {
	if len(via) >= 5 {
		return errors.New("more than five redirects")
	}
	if via[0].URL.Scheme == "https" && req.URL.Scheme != "https" {
		return fmt.Errorf("redirected from https to %s", req.URL.Redacted())
	}
	return nil
}

// download is one file on its way to path.
type download struct {
	set    string
	file   RemoteFile
	path   string
	opts   GetOptions
	client *http.Client
	base   string // of a mirror; "" for upstream
}

func (d *download) part() string { return d.path + ".part" }

func (d *download) progress(done int64) {
	if d.opts.Progress != nil {
		d.opts.Progress(Progress{Set: d.set, File: d.file.Name, Done: done, Total: d.file.Size})
	}
}

// places are the URLs where the file may be, the most exact first.
func (d *download) places() []string {
	if d.base == "" {
		return []string{d.file.URL}
	}
	names := []string{d.file.Path, path.Join(d.set, d.file.Name), d.file.Name}
	if u, err := url.Parse(d.file.URL); err == nil && u.Path != "" {
		names = append([]string{u.Path}, names...)
	}
	var all []string
	for _, name := range names {
		if full, err := url.JoinPath(d.base, name); err == nil {
			all = append(all, full)
		}
	}
	return all
}

// run makes the pinned file stand at d.path.
func (d *download) run(ctx context.Context) error {
	switch err := d.verify(d.path, d.path); {
	case err == nil:
		d.progress(d.file.Size)
		return nil
	case errors.Is(err, ErrChanged):
		return fmt.Errorf("%w to overwrite it; move it away and try again", err)
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	for _, from := range d.places() {
		if err := d.get(ctx, from); !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return fmt.Errorf("no %s at %s: %w", d.file.Name, redacted(strings.Join(d.places(), ", ")), ErrNotFound)
}

// get tries one place until the file is there or trying again cannot help.
func (d *download) get(ctx context.Context, from string) error {
	for try := 1; ; try++ {
		resumed := size(d.part()) > 0
		err := d.fetch(ctx, from)
		if err == nil {
			err = d.verify(d.part(), redacted(from))
		}
		if err == nil {
			err = os.Rename(d.part(), d.path)
		}
		if err == nil {
			d.progress(d.file.Size)
			return nil
		}
		var disk *fs.PathError
		changed := errors.Is(err, ErrChanged)
		if changed || errors.Is(err, errRestart) || errors.Is(err, ErrNotFound) {
			os.Remove(d.part())
		}
		var status statusError
		if changed && !resumed || errors.As(err, &disk) || errors.Is(err, ErrNotFound) || ctx.Err() != nil ||
			errors.As(err, &status) && status < 500 && status != http.StatusTooManyRequests {
			return err
		}
		if try == tries {
			return fmt.Errorf("%w (gave up after %d attempts; what has come is kept, run it again to go on)", err, try)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// statusError is an answer other than the file.
type statusError int

func (e statusError) Error() string {
	return fmt.Sprintf("the server answered %d %s", int(e), http.StatusText(int(e)))
}

// fetch adds to the part what it lacks, or all of it where the server does not
// resume.
func (d *download) fetch(ctx context.Context, from string) (err error) {
	have := size(d.part())
	switch {
	case have == d.file.Size && have > 0:
		return nil // only the checksum is left to do
	case have > d.file.Size:
		have = 0
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(d.opts.Stall, func() { cancel(fmt.Errorf("%s: no data for %v", redacted(from), d.opts.Stall)) })
	defer silence.Stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", "heboh-datasets")
	req.Header.Set("Accept-Encoding", "identity") // the .gz files are to stay as they are
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	defer func() {
		if cause := context.Cause(ctx); cause != nil && err != nil {
			err = cause // why the request was given up
		}
	}()
	resp, err := d.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if err := d.accept(resp, &have); err != nil {
		return fmt.Errorf("%s: %w", redacted(from), err)
	}
	return d.save(&watched{resp.Body, d, have, silence}, have, redacted(from))
}

// accept checks an answer and sets where its body belongs in the file.
func (d *download) accept(resp *http.Response, offset *int64) error {
	switch resp.StatusCode {
	case http.StatusOK:
		*offset = 0
	case http.StatusPartialContent:
		if resp.Header.Get("Content-Range") != fmt.Sprintf("bytes %d-%d/%d", *offset, d.file.Size-1, d.file.Size) {
			return errRestart
		}
	case http.StatusRequestedRangeNotSatisfiable:
		return errRestart
	case http.StatusNotFound, http.StatusGone:
		return ErrNotFound
	default:
		return statusError(resp.StatusCode)
	}
	// The transport of files sets the header alone.
	if n, err := strconv.ParseInt(resp.Header.Get("Content-Length"), 10, 64); err == nil && *offset+n != d.file.Size {
		return d.wrongSize(fmt.Sprintf("%d bytes", *offset+n))
	}
	return nil
}

func (d *download) wrongSize(got string) error {
	return fmt.Errorf("%w: expected %d bytes with SHA-256 %s, got %s; refused", ErrChanged, d.file.Size, d.file.SHA256, got)
}

// save writes what r has at offset of the part, never more than the file may
// hold, and makes sure that it is on disk.
func (d *download) save(r io.Reader, offset int64, place string) (err error) {
	f, err := os.OpenFile(d.part(), os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := f.Truncate(offset); err != nil {
		return err
	}
	left := d.file.Size - offset
	n, err := io.Copy(io.NewOffsetWriter(f, offset), io.LimitReader(r, left+1))
	switch {
	case err != nil:
		return err
	case n > left:
		return fmt.Errorf("%s: %w", place, d.wrongSize("more"))
	case n < left:
		return fmt.Errorf("%s: %w", place, io.ErrUnexpectedEOF)
	}
	return f.Sync()
}

// watched reports what passes through it and restarts the timer of silence.
type watched struct {
	r       io.Reader
	d       *download
	done    int64
	silence *time.Timer
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	w.silence.Reset(w.d.opts.Stall)
	if w.done += int64(n); n > 0 && w.done < w.d.file.Size {
		w.d.progress(w.done) // the end is reported once the checksum holds
	}
	return n, err
}

// verify compares a file on disk with the pins; place is its name in the error.
func (d *download) verify(name, place string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, f)
	if err != nil {
		return err
	}
	got := hex.EncodeToString(sum.Sum(nil))
	switch {
	case n != d.file.Size:
		return fmt.Errorf("%s: %w", place, d.wrongSize(fmt.Sprintf("%d bytes", n)))
	case got != d.file.SHA256:
		return fmt.Errorf("%s: %w: expected SHA-256 %s, got %s; refused", place, ErrChanged, d.file.SHA256, got)
	}
	return nil
}

// size of a file, 0 when there is none.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// redacted hides a password in a URL.
func redacted(raw string) string {
	if u, err := url.Parse(raw); err == nil {
		return u.Redacted()
	}
	return raw
}

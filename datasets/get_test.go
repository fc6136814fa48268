package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// body is what the test set's file holds; long enough for several reads.
var body = strings.Repeat("Baris yang sama, seribu kali.\n", 5000)

// testSet is a set of our own whose one file lives at base.
func testSet(base string) Set {
	sum := sha256.Sum256([]byte(body))
	const where = "owner/repo/0123abc/data/titles.tsv"
	return Set{Name: "test", Files: []RemoteFile{{
		Name: "titles.tsv", URL: base + "/" + where,
		Size: int64(len(body)), SHA256: hex.EncodeToString(sum[:]),
	}}}
}

// serve answers every request with handler and remembers what was asked.
func serve(t *testing.T, handler http.HandlerFunc) (base string, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var all []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		all = append(all, strings.TrimSpace(r.URL.Path+" "+r.Header.Get("Range")))
		mu.Unlock()
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return all
	}
}

func content(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "titles.tsv", time.Time{}, strings.NewReader(body))
}

// holds fails unless dir holds exactly these files.
func holds(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !(errors.Is(err, os.ErrNotExist) && len(names) == 0) {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("directory holds %q, want %q", got, names)
	}
}

func TestGetFromWeb(t *testing.T) {
	base, asked := serve(t, content)
	dir := filepath.Join(t.TempDir(), "a", "b")
	var last int64
	var opts GetOptions
	opts.Progress = func(file string, done, total int64) {
		if done < last || total != int64(len(body)) || file != "titles.tsv" {
			t.Errorf("%s: %d of %d after %d", file, done, total, last)
		}
		last = done
	}
	paths, err := testSet(base).Get(t.Context(), dir, opts)
	if err != nil || len(paths) != 1 || last != int64(len(body)) {
		t.Fatalf("got %v, %v, %d", paths, err, last)
	}
	got, err := os.ReadFile(paths[0])
	if err != nil || string(got) != body {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	holds(t, dir, "titles.tsv")
	if _, err := testSet(base).Get(t.Context(), dir, GetOptions{}); err != nil || len(asked()) != 1 {
		t.Errorf("a second get asked again: %v, %v", asked(), err)
	}
}

func TestGetResumes(t *testing.T) {
	const cut = 60_000
	first := true
	base, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if first { // the connection dies in the middle
			first = false
			w.Header().Set("Content-Length", "150000")
			w.Write([]byte(body[:cut]))
			panic(http.ErrAbortHandler)
		}
		content(w, r)
	})
	dir := t.TempDir()
	if _, err := testSet(base).Get(t.Context(), dir, GetOptions{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	holds(t, dir, "titles.tsv.part")
	if _, err := testSet(base).Get(t.Context(), dir, GetOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := asked(); len(got) != 2 || !strings.HasSuffix(got[1], "bytes=60000-") {
		t.Errorf("asked %q", got)
	}
	holds(t, dir, "titles.tsv")
}

// A run that gives up leaves its part, and the next goes on from there.
func TestGetResumesAcrossRuns(t *testing.T) {
	down := true
	base, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if down {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		content(w, r)
	})
	dir := t.TempDir()
	part := filepath.Join(dir, "titles.tsv.part")
	if err := os.WriteFile(part, []byte(body[:1000]), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := testSet(base).Get(t.Context(), dir, GetOptions{})
	if err == nil || !strings.Contains(err.Error(), "503") || len(asked()) != 1 {
		t.Errorf("got %v after %q", err, asked())
	}
	holds(t, dir, "titles.tsv.part")
	down = false
	if _, err := testSet(base).Get(t.Context(), dir, GetOptions{}); err != nil {
		t.Error(err)
	}
	if got := asked(); !strings.HasSuffix(got[1], "bytes=1000-") {
		t.Errorf("asked %q", got)
	}
	holds(t, dir, "titles.tsv")
}

// Whatever an old part holds, the right file comes out in the end.
func TestGetWithBadPart(t *testing.T) {
	noRange := func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(body)) }
	otherRange := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") == "" {
			noRange(w, r)
			return
		}
		w.Header().Set("Content-Range", "bytes 5-9/10")
		w.WriteHeader(http.StatusPartialContent)
		w.Write([]byte("salah"))
	}
	refusedRange := func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") == "" {
			noRange(w, r)
			return
		}
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
	}
	for name, handler := range map[string]http.HandlerFunc{
		"ranges": content, "no ranges": noRange, "another range": otherRange, "range refused": refusedRange,
	} {
		for what, old := range map[string]string{
			"wrong bytes": strings.Repeat("x", 1000), "right size, wrong bytes": strings.Repeat("x", len(body)),
			"too long": body + "x", "complete": body, "empty": "",
		} {
			base, _ := serve(t, handler)
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "titles.tsv.part"), []byte(old), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := testSet(base).Get(t.Context(), dir, GetOptions{}); err != nil {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			holds(t, dir, "titles.tsv")
		}
	}
}

func TestGetRefusesChanged(t *testing.T) {
	changed := strings.Replace(body, "sama", "lain", 1)
	for name, tt := range map[string]struct {
		handler http.HandlerFunc
		problem string
	}{
		"other bytes":     {func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(changed)) }, "changed: expected SHA-256"},
		"shorter":         {func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<html>")) }, "got 6 bytes"},
		"longer, said so": {func(w http.ResponseWriter, r *http.Request) { content2(w, body+"x") }, "got 150001 bytes"},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < 100; i++ {
				if _, err := w.Write([]byte(body)); err != nil {
					return
				}
				w.(http.Flusher).Flush()
			}
		}, "got 150001 bytes; refused"},
	} {
		t.Run(name, func(t *testing.T) {
			base, _ := serve(t, tt.handler)
			dir := filepath.Join(t.TempDir(), "new")
			paths, err := testSet(base).Get(t.Context(), dir, GetOptions{})
			if !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), tt.problem) || len(paths) != 0 {
				t.Errorf("got %v, %v", paths, err)
			}
			if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("something is left behind: %v", err)
			}
		})
	}
}

func content2(w http.ResponseWriter, s string) {
	w.Header().Set("Content-Length", "150001")
	w.Write([]byte(s))
}

func TestGetKeepsTheUsersFile(t *testing.T) {
	base, asked := serve(t, content)
	dir := lay(t, map[string]string{"titles.tsv": "suntingan sendiri"})
	_, err := testSet(base).Get(t.Context(), dir, GetOptions{})
	if !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), "move it away") || len(asked()) != 0 {
		t.Errorf("got %v, asked %q", err, asked())
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "titles.tsv")); string(got) != "suntingan sendiri" {
		t.Errorf("the file now holds %.40q", got)
	}
}

func TestGetGivesUpAtOnce(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusForbidden} {
		base, asked := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
		dir := t.TempDir()
		_, err := testSet(base).Get(t.Context(), dir, GetOptions{})
		if err == nil || len(asked()) != 1 || errors.Is(err, ErrNotFound) != (status == http.StatusNotFound) {
			t.Errorf("%d: got %v after %q", status, err, asked())
		}
		holds(t, dir)
	}
}

func TestGetCancels(t *testing.T) {
	release := make(chan struct{})
	base, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(body[:100]))
		w.(http.Flusher).Flush()
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := testSet(base).Get(ctx, t.TempDir(), GetOptions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: got %v", err)
	}
}

package datasets

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var layouts = []string{
	"owner/repo/0123abc/data/titles.tsv", "titles.tsv",
}

func TestGetFromDirectory(t *testing.T) {
	for _, place := range layouts {
		for _, scheme := range []string{"", "file://"} {
			dir := t.TempDir()
			opts := GetOptions{Mirror: scheme + lay(t, map[string]string{place: body})}
			paths, err := testSet("https://upstream.invalid").Get(t.Context(), dir, opts)
			if err != nil || len(paths) != 1 {
				t.Errorf("%s%s: %v", scheme, place, err)
			}
			holds(t, dir, "titles.tsv")
		}
	}
}

func TestGetFromWebMirror(t *testing.T) {
	for _, place := range layouts {
		base, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/cermin/"+place {
				http.NotFound(w, r)
				return
			}
			content(w, r)
		})
		var opts GetOptions
		opts.Mirror = base + "/cermin"
		dir := t.TempDir()
		if _, err := testSet("https://upstream.invalid").Get(t.Context(), dir, opts); err != nil {
			t.Errorf("%s: %v", place, err)
		}
		holds(t, dir, "titles.tsv")
	}
}

func TestMirrorRefusesChanged(t *testing.T) {
	for name, tt := range map[string]struct{ content, problem string }{
		"other bytes": {strings.Replace(body, "sama", "lain", 1), "titles.tsv: changed: expected SHA-256"},
		"shorter":     {body[1:], "got 149999 bytes; refused"},
		"longer":      {body + "x", "got 150001 bytes; refused"},
		"empty":       {"", "got 0 bytes; refused"},
	} {
		dir := filepath.Join(t.TempDir(), "new")
		opts := GetOptions{Mirror: lay(t, map[string]string{"titles.tsv": tt.content})}
		_, err := testSet("https://upstream.invalid").Get(t.Context(), dir, opts)
		if !errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), tt.problem) {
			t.Errorf("%s: got %v", name, err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something is left behind: %v", name, err)
		}
	}
}

func TestMirrorProblems(t *testing.T) {
	base, _ := serve(t, http.NotFound)
	file := filepath.Join(lay(t, map[string]string{"x": "y"}), "x")
	for mirror, problem := range map[string]string{
		t.TempDir():                     "no titles.tsv at ",
		base:                            "no titles.tsv at ",
		file:                            "not a directory",
		filepath.Join(t.TempDir(), "n"): "no such file",
		"ftp://u:secret@host/":          "must be a directory or an http, https or file URL",
		"http://[bad":                   "mirror:",
	} {
		var opts GetOptions
		opts.Mirror = mirror
		dir := t.TempDir()
		_, err := testSet("https://upstream.invalid").Get(t.Context(), dir, opts)
		if err == nil || !strings.Contains(err.Error(), problem) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v", mirror, err)
		}
		holds(t, dir)
	}
}

// The published sets from a mirror whose files are not theirs.
func TestGetPublishedSetRefusesChanged(t *testing.T) {
	mirror := lay(t, map[string]string{"main_dataset.xlsx": "bukan buku kerja", "clickbait_data.gz": "x"})
	for _, name := range []string{"click-id", "stop-clickbait"} {
		dir := t.TempDir()
		set, err := Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = set.Get(t.Context(), dir, GetOptions{Mirror: mirror})
		if !errors.Is(err, ErrChanged) || !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("%s: got %v", name, err)
		}
		holds(t, dir)
	}
}

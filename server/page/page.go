// Package page is the moderation page: plain HTML, CSS and JavaScript that send
// requests to their own service only.
package page

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed index.html assets
var files embed.FS

// Handler serves index.html at / and the other files under /assets/; missing
// answers for anything else.
func Handler(missing http.Handler) http.Handler {
	sum := sha256.New() // of all: they change together, with the program
	_ = fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, _ error) error {
		body, _ := files.ReadFile(name) // an embedded file can always be read
		_, err := sum.Write(body)
		return err
	})
	etag := fmt.Sprintf(`"%x"`, sum.Sum(nil)[:8])
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := cmp.Or(strings.TrimPrefix(r.URL.Path, "/"), "index.html")
		body, err := files.ReadFile(name)
		if err != nil {
			missing.ServeHTTP(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", kinds[path.Ext(name)])
		h.Set("ETag", etag)
		h.Set("Cache-Control", "no-cache") // ask each time; an unchanged file is not sent again
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	})
}

// kinds are not left to the system's table of media types: browsers refuse to run
// a module that has a wrong one.
var kinds = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}

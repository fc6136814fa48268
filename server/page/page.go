// Package page is the moderation page: plain HTML, CSS and JavaScript that send
// requests to their own service only.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed index.html assets
var files embed.FS

// file is one file as it is served.
type file struct {
	body []byte
	etag string
	kind string
}

// Handler serves index.html at / and the other files under /assets/; missing
// answers for anything else.
func Handler(missing http.Handler) http.Handler {
	all := map[string]file{}
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := files.ReadFile(name)
		sum := sha256.Sum256(body)
		all["/"+name] = file{body, `"` + hex.EncodeToString(sum[:8]) + `"`, kinds[path.Ext(name)]}
		return err
	}) // an embedded file can always be read
	all["/"] = all["/index.html"]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := all[r.URL.Path]
		if !ok {
			missing.ServeHTTP(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.kind)
		h.Set("ETag", f.etag)
		h.Set("Cache-Control", "no-cache") // ask each time; an unchanged file is not sent again
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
	})
}

// kinds are not left to the system's table of media types: browsers refuse to run
// a module that has a wrong one.
var kinds = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8", ".svg": "image/svg+xml"}

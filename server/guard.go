package server

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
)

// secured sets what every answer carries.
func secured(next http.Handler) http.Handler {
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// guard refuses requests under foreign names and those that a browser makes
// for another site, and answers those of the configured origins.
func (s *Server) guard(next http.Handler) (http.Handler, error) {
	cross := http.NewCrossOriginProtection()
	for _, o := range s.cfg.Origins {
		if err := cross.AddTrustedOrigin(o); err != nil {
			return nil, fmt.Errorf("origin %q: %w; a scheme and a host such as https://desk.example is wanted", o, err)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.knownHost(r) {
			problem(http.StatusMisdirectedRequest, "host", "this service does not answer to the name %q; add it with --host", hostOf(r.Host)).write(w)
			return
		}
		if len(s.cfg.Origins) > 0 && s.shared(w, r) {
			return
		}
		if err := cross.Check(r); err != nil {
			problem(http.StatusForbidden, "cross-origin", "pages of other sites may not do this; allow their origin with --origin").because(err).write(w)
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}

// shared marks answers for the configured origins (CORS) and answers their
// preflight requests; it reports whether it did that.
func (s *Server) shared(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !slices.Contains(s.cfg.Origins, origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id, Link")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", strings.Join([]string{"GET", "POST", "DELETE"}, ", "))
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// recovered turns a panic into a problem; the service goes on.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // that is how net/http knows it
				panic(v)
			}
			s.log.Error("panic", "request", w.Header().Get("X-Request-Id"), "value", fmt.Sprintf("%T", v), "stack", string(debug.Stack()))
			if sent(w) {
				panic(http.ErrAbortHandler) // so that the client sees a broken answer
			}
			problem(http.StatusInternalServerError, "internal", "something failed inside; the log has it under the request's id").write(w)
		}()
		next.ServeHTTP(w, r)
	})
}

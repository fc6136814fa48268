package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// headers are what every answer carries.
var headers = map[string]string{
	"Content-Security-Policy":      policy,
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	"Cache-Control":                "no-store",
}

// trust returns the check that finds requests which a browser makes on behalf of a
// site that is not one of the origins.
func trust(origins []string) (*http.CrossOriginProtection, error) {
	cross := http.NewCrossOriginProtection()
	for _, o := range origins {
		if err := cross.AddTrustedOrigin(o); err != nil || strings.ContainsAny(o, "*, ") {
			return nil, fmt.Errorf("%w: origin %q; give a scheme and a host such as https://desk.example, without wildcards", ErrConfig, o)
		}
	}
	return cross, nil
}

// guard refuses requests under unknown host names, those of other sites, and clients
// that ask too often.
func (s *Server) guard(r *http.Request) error {
	if !s.knownHost(r) {
		return problem(http.StatusMisdirectedRequest, "host", "this service does not answer to the name %q; add it with --host", hostOf(r.Host))
	}
	if err := s.cross.Check(r); err != nil {
		return problem(http.StatusForbidden, "cross-origin", "pages of other sites may not do this; allow their origin with --origin").because(err)
	}
	return s.clients.admit(r)
}

// shared adds CORS headers for the configured origins. It reports whether the
// request was a preflight and is answered.
func (s *Server) shared(w http.ResponseWriter, r *http.Request) bool {
	if len(s.cfg.Origins) == 0 || !s.knownHost(r) {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !slices.Contains(s.cfg.Origins, origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// recovered turns a panic into a problem.
func (s *Server) recovered(w *writer) {
	v := recover()
	if v == nil {
		return
	}
	if v == http.ErrAbortHandler { //nolint:errorlint // net/http compares it like this
		panic(v)
	}
	s.log.Error("panic", "request", requestID(w), "value", fmt.Sprintf("%T", v), "stack", string(debug.Stack()))
	if w.status != 0 {
		panic(http.ErrAbortHandler) // so that the client sees a broken answer
	}
	problem(http.StatusInternalServerError, "internal", internalError).write(w)
}

// authorize decides on privileged requests; nil admits them. Where a request
// comes from proves nothing: a proxy on this machine passes on those of strangers.
func (s *Server) authorize(r *http.Request) error {
	if s.cfg.Token == "" {
		return problem(http.StatusForbidden, "token-needed", "this service has no token, so nobody may do this; start it with one")
	}
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") && sameToken(strings.TrimSpace(given), s.cfg.Token) {
		return nil
	}
	return problem(http.StatusUnauthorized, "token", "send the service's token in the header Authorization: Bearer TOKEN")
}

// sameToken takes the same time for all tokens, whatever their length.
func sameToken(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// hostOf is the name in a Host header, without the port.
func hostOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

func loopbackName(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// knownHost reports whether the service answers to the request's host name.
// Others may be made to resolve to loopback by a stranger (DNS rebinding).
func (s *Server) knownHost(r *http.Request) bool {
	host := hostOf(r.Host)
	if loopbackName(host) || slices.Contains(s.cfg.Hosts, host) {
		return true
	}
	return !s.cfg.Loopback && len(s.cfg.Hosts) == 0
}

package server

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// authorize decides on privileged requests; nil lets them pass.
func (s *Server) authorize(r *http.Request) *Problem {
	if s.cfg.Token == "" {
		if s.local(r) {
			return nil
		}
		return problem(http.StatusForbidden, "token-needed",
			"this service can be reached from other machines and has no token; start it with --token-file, or bind it to 127.0.0.1")
	}
	scheme, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") && sameToken(strings.TrimSpace(given), s.cfg.Token) {
		return nil
	}
	return problem(http.StatusUnauthorized, "token", "send the service's token in the header Authorization: Bearer TOKEN")
}

// sameToken takes the same time whatever differs, the length included.
func sameToken(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// local reports whether a request can only come from this machine. Behind a
// proxy it may come from anywhere.
func (s *Server) local(r *http.Request) bool {
	for _, h := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(h) != "" {
			return false
		}
	}
	return s.cfg.Loopback && loopbackName(hostOf(r.Host))
}

// hostOf is a Host header's name without its port.
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

// knownHost reports whether the service may be asked under this name. A name
// that a stranger made to resolve to loopback is none (DNS rebinding).
func (s *Server) knownHost(r *http.Request) bool {
	host := hostOf(r.Host)
	if loopbackName(host) || slices.Contains(s.cfg.Hosts, host) {
		return true
	}
	return !s.cfg.Loopback && len(s.cfg.Hosts) == 0
}

package links

import (
	"net/url"
	"slices"
	"strings"
)

// resolver turns the addresses of a page into absolute ones.
type resolver struct {
	base *url.URL // of the page, or its base element; may be nil
	self string   // key of the page's own address, "" when unknown
}

func newResolver(page *url.URL, baseHref, canonical string) *resolver {
	r := &resolver{base: page}
	if page != nil {
		r.self = addressKey(page)
	}
	if ref, err := url.Parse(strings.TrimSpace(baseHref)); err == nil && baseHref != "" {
		if page != nil {
			ref = page.ResolveReference(ref)
		}
		if isWeb(ref) {
			r.base = ref
		}
	}
	if ref, err := url.Parse(strings.TrimSpace(canonical)); err == nil && canonical != "" && r.self == "" {
		r.self = addressKey(ref)
	}
	return r
}

// resolve returns the address a link leads to, nil when it leads nowhere a
// reader could go: scripts, phone numbers, places on the same page.
func (r *resolver) resolve(href string) *url.URL {
	href = strings.Map(func(c rune) rune {
		if c == '\t' || c == '\n' || c == '\r' {
			return -1 // as browsers do
		}
		return c
	}, strings.TrimSpace(href))
	if href == "" || href[0] == '#' {
		return nil
	}
	u, err := url.Parse(href)
	if err != nil {
		return nil
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https":
	case "mailto", "whatsapp", "tg", "fb", "line", "viber", "sms":
		return u // share links; see isShareAddress
	default:
		return nil
	}
	if r.base != nil {
		u = r.base.ResolveReference(u)
	}
	return u
}

func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func (r *resolver) isSelf(u *url.URL) bool { return r.self != "" && addressKey(u) == r.self }

// addressKey is equal for addresses that lead to the same page: without
// scheme, fragment, tracking parameters and a last slash.
func addressKey(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	query := u.RawQuery
	if query != "" {
		query = strings.Join(slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
			name, _, _ := strings.Cut(pair, "=")
			return pair == "" || isTracking(strings.ToLower(name))
		}), "&")
	}
	scheme := ""
	if !isWeb(u) && u.Scheme != "" {
		scheme = u.Scheme + ":" + u.Opaque
	}
	return scheme + host + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + query
}

func isTracking(name string) bool { return strings.HasPrefix(name, "utm_") || trackers()[name] }

// isShareAddress recognises links that hand the page to a network or a mailer.
func isShareAddress(u *url.URL) bool {
	if u.Scheme != "" && !isWeb(u) {
		return true
	}
	host, path := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), strings.ToLower(u.Path)
	query := "&" + u.RawQuery
	if shareHosts()[host] {
		return strings.Contains(query, "&text=") || strings.Contains(query, "&url=") || strings.Contains(path, "share") || strings.Contains(path, "/intent/")
	}
	return strings.Contains(query, "&share=") || slices.ContainsFunc(table("share path"), func(s string) bool { return strings.Contains(path, s) })
}

var (
	adHosts    = setOf("ad host")
	shareHosts = setOf("share host")
	trackers   = setOf("tracking parameter")
	listPaths  = setOf("list path")
)

func isAdAddress(u *url.URL) bool {
	return hasHost(adHosts(), strings.ToLower(u.Hostname()))
}

// hasHost reports whether a host or one above it is in a set.
func hasHost(set map[string]bool, host string) bool {
	for host != "" && !set[host] {
		_, host, _ = strings.Cut(host, ".")
	}
	return host != ""
}

func isHome(u *url.URL) bool { return (u.Path == "" || u.Path == "/") && u.RawQuery == "" }

// isListAddress recognises pages of a topic, a section or an author.
func isListAddress(u *url.URL) bool {
	segs := strings.Split(strings.Trim(strings.ToLower(u.Path), "/"), "/")
	if isYear(segs[0]) && strings.Trim(u.Path, "/0123456789") == "" {
		return true // the archive of a month
	}
	return slices.ContainsFunc(segs[:len(segs)-1], func(s string) bool {
		words := slugWords(s)
		return listPaths()[s] || len(words) == 2 && listPaths()[words[0]] // tag-populer
	})
}

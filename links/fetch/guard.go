package fetch

import (
	"cmp"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/text/unicode/norm"
)

// refused lists the networks that are not part of the public internet, after the
// IANA registries of special-purpose addresses, and the metadata services of
// cloud providers.
var refused = []struct {
	net    netip.Prefix
	reason string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared address space (CGNAT)"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("168.63.129.16/32"), "cloud metadata"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local or cloud metadata"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private network"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved or broadcast"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments (Teredo, ORCHID)"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation"},
	{netip.MustParsePrefix("2002::/16"), "6to4"},
	{netip.MustParsePrefix("3fff::/20"), "documentation"},
}

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")
	nat64         = netip.MustParsePrefix("64:ff9b::/96")
)

// forbiddenIP returns why an address may not be connected to, "" if it may.
// IPv4 inside IPv6 is checked as IPv4; of IPv6 only global unicast is allowed.
func forbiddenIP(ip netip.Addr) string {
	if ip.Zone() != "" {
		return "address with a zone"
	}
	ip = ip.Unmap()
	if nat64.Contains(ip) {
		b := ip.As16()
		ip = netip.AddrFrom4([4]byte(b[12:]))
	}
	for _, r := range refused {
		if r.net.Contains(ip) {
			return r.reason
		}
	}
	if ip.Is6() && !globalUnicast.Contains(ip) {
		return "not a global unicast address"
	}
	if !ip.IsValid() {
		return "not an address"
	}
	return ""
}

// maxURI is the length in bytes that RFC 9110, section 4.1 asks to support at least.
const maxURI = 8000

// checkURL checks an address before anything is resolved.
func (c *Client) checkURL(u *url.URL) error {
	target := u.Redacted()
	bad := func(reason string) error { return &AddressError{Target: target, Reason: reason, Broken: true} }
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("only http and https are fetched")
	case u.Opaque != "" || u.Hostname() == "":
		return bad("no host")
	case u.User != nil:
		return bad("addresses with a user name are not fetched")
	case len(u.RequestURI()) > maxURI:
		return bad("the address is too long")
	}
	if c.opt.AllowPrivate {
		return nil
	}
	port, err := portOf(u)
	if err != nil || !slices.Contains(c.ports, port) {
		return &AddressError{Target: target, Reason: "port not allowed"}
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return c.checkAddr(target, netip.AddrPortFrom(ip, port))
	}
	if reason := forbiddenName(u.Hostname()); reason != "" {
		return &AddressError{Target: target, Reason: reason}
	}
	return nil
}

func portOf(u *url.URL) (uint16, error) {
	p := cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
	n, err := strconv.ParseUint(p, 10, 16)
	return uint16(n), err
}

// checkAddr checks an IP address with its port.
func (c *Client) checkAddr(target string, addr netip.AddrPort) error {
	if c.opt.AllowPrivate || c.exempt != nil && c.exempt(addr) {
		return nil
	}
	if reason := forbiddenIP(addr.Addr()); reason != "" {
		return &AddressError{Target: target, Reason: reason}
	}
	return nil
}

// control runs after resolution, just before a connection is made.
func (c *Client) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return &AddressError{Target: address, Reason: "not TCP"}
	}
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return &AddressError{Target: address, Reason: "not an address"}
	}
	return c.checkAddr(address, addr)
}

// forbiddenName returns why a host name that Go does not read as an IP address
// may not be used, "" if it may.
func forbiddenName(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	switch {
	case host == "":
		return "no host"
	case isOddIPv4(host):
		return "unusual spelling of an IPv4 address"
	case strings.ContainsAny(host, "%[]:\\ @"):
		return "not a host name"
	}
	for _, s := range []string{"localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion", "test", "invalid"} {
		if host == s || strings.HasSuffix(host, "."+s) {
			return "name of a private network"
		}
	}
	if !strings.Contains(host, ".") {
		return "name without a dot"
	}
	return ""
}

// isOddIPv4 recognises the spellings that inet_aton reads: decimal, octal or
// hexadecimal numbers, fewer than four of them, digits of other scripts. No
// top-level domain is a number.
func isOddIPv4(host string) bool {
	host = strings.ReplaceAll(norm.NFKC.String(host), "。", ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	hex, isHex := strings.CutPrefix(last, "0x")
	return strings.Trim(last, "0123456789") == "" || isHex && strings.Trim(hex, "0123456789abcdef") == ""
}

package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"
)

// refusedURLs are addresses that must be refused before anything is resolved.
var refusedURLs = []string{
	"http://127.0.0.1/", "http://127.8.8.8/", "http://0.0.0.0/", "http://0.1.2.3/", "http://10.0.0.1/", "http://172.16.0.1/",
	"http://172.31.255.254/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://169.254.0.7/", "http://100.64.0.1/",
	"http://100.100.100.200/latest/meta-data/", "http://168.63.129.16/", "http://192.0.0.192/", "http://192.0.2.1/", "http://192.88.99.1/", "http://198.18.0.1/",
	"http://198.51.100.3/", "http://203.0.113.9/", "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/",
	"http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
	"http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/", "http://[2001:0:53aa:64c::1]/",
	"http://[2001:db8::1]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fec0::1]/", "http://[ff02::1]/",
	"http://[100::1]/", "http://[3fff::1]/", "http://[5f00::1]/",
	"http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.1/", "http://127.0.1/",
	"http://0/", "http://127.0.0.1./", "http://１２７.０.０.１/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://0x7f.1/", "http://127.0.0.0x1/",
	"http://localhost/", "http://LOCALHOST./", "http://app.localhost/", "http://metadata.google.internal/", "http://metadata/", "http://router.local/",
	"http://intranet/", "http://db.corp/", "http://printer.lan/", "http://nas.home.arpa/",
	"ftp://kabar.example.com/", "file:///etc/passwd", "gopher://kabar.example.com/", "javascript:alert(1)", "data:text/html,x", "unix:///var/run/x.sock", "//kabar.example.com/", "/etc/passwd", "",
	"http://kabar.example.com:22/", "http://kabar.example.com:6379/", "http://kabar.example.com:25/", "http://kabar.example.com:99999/", "http://user:pass@kabar.example.com/",
	"http://kabar.example.com@127.0.0.1/", "http:///x", "http://", "http:kabar.example.com",
}

func TestRefusedURLs(t *testing.T) {
	c := New(Options{IgnoreRobots: true, Interval: -1})
	if len(refusedURLs) < 30 {
		t.Fatalf("only %d addresses", len(refusedURLs))
	}
	for _, u := range refusedURLs {
		if _, err := c.Get(context.Background(), u); !errors.Is(err, ErrForbidden) {
			t.Errorf("%q: err = %v, want ErrForbidden", u, err)
		}
	}
}

func TestAllowedURLs(t *testing.T) {
	c := New(Options{})
	for _, s := range []string{"http://kabar.example.com/", "https://kabar.example.com:443/x?y", "http://93.184.216.34/", "https://[2606:2800:220:1::1]/",
		"http://[64:ff9b::5db8:d822]/", "http://xn--bcher-kva.example.com/", "http://bücher.example.com/", "http://0x.example.com/", "http://kabar.example.com:8080/"} {
		u, err := url.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.checkURL(u); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

// TestControl checks the addresses that a name may resolve to.
func TestControl(t *testing.T) {
	c := New(Options{})
	for _, a := range []string{"127.0.0.1:80", "10.1.2.3:443", "169.254.169.254:80", "[::1]:80", "[::ffff:10.0.0.1]:80", "[fe80::1%lo]:80", "[fd12::1]:443", "[64:ff9b::c0a8:101]:80", "nonsense"} {
		if err := c.control("tcp4", a, nil); !errors.Is(err, ErrForbidden) {
			t.Errorf("%s: err = %v, want ErrForbidden", a, err)
		}
	}
	if err := c.control("tcp4", "93.184.216.34:443", nil); err != nil {
		t.Error(err)
	}
	if err := c.control("unix", "/x", nil); !errors.Is(err, ErrForbidden) {
		t.Errorf("unix: %v", err)
	}
}

// TestDialIsGuarded goes round checkURL, as a name that resolves to loopback
// would, and must fail at the connection.
func TestDialIsGuarded(t *testing.T) {
	hits := 0
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits++ }))
	defer srv.Close()
	_, err := New(Options{}).http.Get(srv.URL)
	if !errors.Is(err, ErrForbidden) || hits != 0 {
		t.Errorf("err = %v, %d hits; want ErrForbidden and none", err, hits)
	}
}

// TestRedirectsAreGuarded sends the client from an allowed server to every
// refused address.
func TestRedirectsAreGuarded(t *testing.T) {
	var target string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Location"] = []string{target}
		w.WriteHeader(http.StatusFound)
	}))
	defer srv.Close()
	for _, target = range refusedURLs {
		switch target {
		case "//kabar.example.com/", "/etc/passwd", "": // relative: these lead elsewhere or back
			continue
		}
		c := clientFor(t, srv, Options{IgnoreRobots: true, Interval: -1})
		if _, err := c.Get(context.Background(), srv.URL); !errors.Is(err, ErrForbidden) {
			t.Errorf("redirect to %q: err = %v, want ErrForbidden", target, err)
		}
	}
}

// clientFor returns a client that may also talk to srv, and to nothing else
// on this machine.
func clientFor(t testing.TB, srv *httptest.Server, opt Options) *Client {
	t.Helper()
	u, err := url.Parse(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	own, err := netip.ParseAddrPort(u.Host)
	if err != nil {
		t.Fatal(err)
	}
	c := New(opt)
	c.exempt = func(a netip.AddrPort) bool { return a == own }
	c.ports = []uint16{80, 443, own.Port()}
	return c
}

func FuzzCheckURL(f *testing.F) {
	for _, u := range refusedURLs {
		f.Add(u)
	}
	c := New(Options{})
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := url.Parse(raw)
		if err != nil || c.checkURL(u) != nil {
			return
		}
		// What is allowed is never an address of this machine or its network.
		if ip, err := netip.ParseAddr(u.Hostname()); err == nil && (ip.Unmap().IsLoopback() || ip.Unmap().IsPrivate() || ip.IsLinkLocalUnicast() || !ip.IsGlobalUnicast()) {
			t.Errorf("%q is allowed", raw)
		}
	})
}

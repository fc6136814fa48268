//go:build e2e && unix

// Package e2e drives the moderation page in a real Chromium. Its tests have the
// build tag e2e because they need the Debian packages chromium,
// chromium-driver and nginx and, at the path in $AXE_CORE, the file axe.min.js of the npm
// package axe-core:
//
//	AXE_CORE=…/axe.min.js go test -tags e2e ./server/e2e
//
// With $SCREENSHOTS set they also save screenshots in that directory.
package e2e

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// browser is a session of the W3C WebDriver protocol.
type browser struct {
	t    *testing.T
	base string // address of the session
}

// flags keep the browser from contacting anything but the page.
var flags = []string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"}

// start starts a browser in the given language until the test ends. On a busy
// machine one may not come up in time; then another is started.
func start(t *testing.T, language string) *browser {
	t.Helper()
	var err error
	for range 3 {
		var b *browser
		if b, err = begin(t, language); err == nil {
			return b
		}
		t.Logf("no browser: %v", err)
	}
	t.Fatal(err)
	return nil
}

// begin starts a driver and, with a new profile, a browser.
func begin(t *testing.T, language string) (*browser, error) {
	t.Helper()
	profile, err := os.MkdirTemp("", "heboh-e2e-")
	if err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	driverLog := filepath.Join(profile, "driver.log")
	cmd := exec.Command("chromedriver", fmt.Sprintf("--port=%d", port), "--verbose", "--log-path="+driverLog)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that the browser is killed with it
	if err := cmd.Start(); err != nil {
		t.Fatalf("chromedriver: %v; install the packages chromium and chromium-driver", err)
	}
	b := &browser{t: t, base: fmt.Sprintf("http://127.0.0.1:%d", port)}
	end := func() {
		if strings.Contains(b.base, "/session/") {
			_, _ = b.try("DELETE", "", nil)
		}
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		_ = cmd.Wait()
		remove(profile)
	}
	b.await("chromedriver", func() bool { _, err := b.try("GET", "/status", nil); return err == nil })
	args := append([]string{"--user-data-dir=" + filepath.Join(profile, "profile"), "--lang=" + language}, flags...)
	raw, err := b.try("POST", "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName": "chrome", "goog:chromeOptions": map[string]any{"args": args, "prefs": map[string]any{"intl.accept_languages": language}},
		"goog:loggingPrefs": map[string]string{"browser": "ALL"}, "timeouts": map[string]int{"script": 120_000}}}})
	if err != nil {
		said, _ := os.ReadFile(driverLog)
		end()
		return nil, fmt.Errorf("%w; the driver's log ends: %s", err, said[max(0, len(said)-2000):])
	}
	t.Cleanup(end)
	var session struct{ SessionID string }
	if err := json.Unmarshal(raw, &session); err != nil {
		t.Fatal(err)
	}
	b.base += "/session/" + session.SessionID
	return b, nil
}

// remove removes the profile, in which the browser writes until its last process
// has ended.
func remove(dir string) {
	for range 50 {
		if os.RemoveAll(dir) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	return ln.Addr().(*net.TCPAddr).Port
}

func (b *browser) try(method, path string, body any) (json.RawMessage, error) {
	var in io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		in = bytes.NewReader(raw)
	}
	req, err := http.NewRequest(method, b.base+path, in)
	if err != nil {
		return nil, err
	}
	client := http.Client{Timeout: 150 * time.Second}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s %s: %.600s", method, path, answer.Value)
	}
	return answer.Value, nil
}

func (b *browser) call(method, path string, body any) json.RawMessage {
	b.t.Helper()
	v, err := b.try(method, path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// await polls until ok, for a minute at most.
func (b *browser) await(what string, ok func() bool) {
	b.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return
		}
	}
	b.t.Fatalf("timed out waiting for %s", what)
}

// open loads a URL and waits until the page is ready.
func (b *browser) open(address string) {
	b.t.Helper()
	b.call("POST", "/url", map[string]string{"url": address})
	b.until("the page", `return document.documentElement.dataset.ready !== undefined`)
}

// run runs JavaScript and reads what it returns into v.
func (b *browser) run(v any, script string, args ...any) {
	b.t.Helper()
	if args == nil {
		args = []any{}
	}
	raw := b.call("POST", "/execute/sync", map[string]any{"script": script, "args": args})
	if v == nil {
		return
	}
	if err := json.Unmarshal(raw, v); err != nil {
		b.t.Fatalf("%s: %v in %.300s", script, err, raw)
	}
}

// until waits until a script returns true.
func (b *browser) until(what, script string, args ...any) {
	b.t.Helper()
	b.await(what, func() bool { var ok bool; b.run(&ok, script, args...); return ok })
}

func (b *browser) text(script string, args ...any) (s string) {
	b.t.Helper()
	b.run(&s, script, args...)
	return s
}

const elementKey = "element-6066-11e4-a52e-4f735466cecf"

func (b *browser) element(css string) string {
	b.t.Helper()
	var e map[string]string
	if err := json.Unmarshal(b.call("POST", "/element", map[string]string{"using": "css selector", "value": css}), &e); err != nil {
		b.t.Fatal(err)
	}
	return e[elementKey]
}

// click clicks as a person does: the element must be visible. A card may be drawn
// again between finding and clicking.
func (b *browser) click(css string) {
	b.t.Helper()
	var err error
	b.await(css+" to click", func() bool {
		_, err = b.try("POST", "/element/"+b.element(css)+"/click", map[string]any{})
		return err == nil || !strings.Contains(err.Error(), "stale element")
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// enter types into an element.
func (b *browser) enter(css, text string) {
	b.t.Helper()
	b.call("POST", "/element/"+b.element(css)+"/value", map[string]string{"text": text})
}

// press sends keys to the focused element.
func (b *browser) press(keys ...string) {
	b.t.Helper()
	var all []map[string]string
	for _, k := range keys {
		all = append(all, map[string]string{"type": "keyDown", "value": k}, map[string]string{"type": "keyUp", "value": k})
	}
	b.call("POST", "/actions", map[string]any{"actions": []any{map[string]any{"type": "key", "id": "keyboard", "actions": all}}})
}

// size sets the window's inner size.
func (b *browser) size(width, height int) {
	b.t.Helper()
	b.cdp("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
}

// cdp runs a command of the DevTools protocol.
func (b *browser) cdp(command string, params map[string]any) json.RawMessage {
	b.t.Helper()
	if params == nil {
		params = map[string]any{}
	}
	return b.call("POST", "/goog/cdp/execute", map[string]any{"cmd": command, "params": params})
}

// picture saves a screenshot if $SCREENSHOTS names a directory.
func (b *browser) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	var encoded string
	if err := json.Unmarshal(b.call("GET", "/screenshot", nil), &encoded); err != nil {
		b.t.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), raw, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// complaints are the errors in the browser's console, including violations of the
// content security policy.
func (b *browser) complaints() (out []string) {
	b.t.Helper()
	var entries []struct{ Level, Message string }
	if err := json.Unmarshal(b.call("POST", "/se/log", map[string]string{"type": "browser"}), &entries); err != nil {
		b.t.Fatal(err)
	}
	for _, e := range entries {
		if e.Level == "SEVERE" || e.Level == "WARNING" {
			out = append(out, e.Message)
		}
	}
	return out
}

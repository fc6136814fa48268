//go:build e2e && unix

package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

// founding is the founding example's shape: two titles that shout, two that
// report.
const founding = `ISRAEL MAKIN TERPOJOK! Sekutu Lama Mulai Menjauh dari Meja Runding
Netanyahu: Perundingan Dilanjutkan Pekan Depan
SEKUTU KUAT ANTI AMERIKA-NATO! Ini Kekuatan Barunya
Putin Sebut Jalur Pipa Akan Dibuka Lagi pada Musim Semi`

const secret = "the-token-of-the-end-to-end-test"

// link is what heboh serve prints: it has the token.
func link(address string) string { return address + "/#token=" + secret }

// serve runs the service on a free port and returns its address.
func serve(t *testing.T, cfg server.Config) string {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.Store, cfg.Token, cfg.Loopback, cfg.Logger = st, secret, true, slog.New(slog.DiscardHandler)
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = s.Serve(ctx, ln) }()
	t.Cleanup(func() { cancel(); <-done; st.Close() })
	return "http://" + ln.Addr().String()
}

// marksBesideChips lists the marks of devices that their card does not name.
const marksBesideChips = `return [...document.querySelectorAll("#cards mark")].filter(m => {
	const name = [...m.classList].find(c => c.startsWith("d-"));
	return name !== "d-sensational" && name !== "d-biased" && !m.closest(".card").querySelector(".device." + name);
}).map(m => m.className + "=" + m.textContent).join("|")`

// check pastes headlines and waits for the cards.
func check(b *browser, titles string) {
	b.t.Helper()
	b.run(nil, `if (document.getElementById("input").hidden) document.getElementById("change").click(); document.getElementById("text").value = arguments[0]`, titles)
	b.click("#go")
	b.until("the cards", `return !document.getElementById("go").disabled && document.querySelectorAll("#cards .card").length > 0`)
}

func TestFoundingExample(t *testing.T) {
	address := serve(t, server.Config{Version: "test"})
	b := start(t, "id")
	b.size(1280, 900)
	b.open(link(address))
	b.picture("empty-id")
	check(b, founding)
	b.until("the marks", `return document.querySelectorAll("#cards mark").length > 0`)
	b.picture("founding-id")
	var loud []bool
	b.run(&loud, `return [...document.querySelectorAll("#cards .card")].map(c => c.classList.contains("loud"))`)
	if got, want := fmt.Sprint(loud), "[true false true false]"; got != want {
		t.Errorf("sensational: %s, want %s", got, want)
	}
	if calmer := b.text(`return document.querySelector("#cards .card:first-child .calmer .text").textContent`); calmer != "Israel Makin Terpojok, Sekutu Lama Mulai Menjauh dari Meja Runding" {
		t.Errorf("calmer: %q", calmer)
	}
	b.click("#cards .card:first-child .copy")
	b.until("the copy", `return getSelection().toString().startsWith("Israel Makin") && /^(Tersalin|Teks sudah diblok)/.test(document.querySelector("#cards .copy").textContent)`)
	marks := b.text(`return [...document.querySelectorAll("#cards .card:first-child mark")].map(m => m.className + "=" + m.textContent).join("|")`)
	if !strings.Contains(marks, "TERPOJOK") {
		t.Errorf("TERPOJOK is not marked: %s", marks)
	}
	if odd := b.text(marksBesideChips); odd != "" {
		t.Errorf("marked for a device that the card does not show: %s", odd)
	}
	if got := b.text(`return [...document.querySelectorAll("#cards .card .bias .pill")].map(p => p.textContent).join()`); strings.Count(got, "memihak") != 4 {
		t.Errorf("second verdicts: %q", got)
	}
	if got := b.text(`return [...document.querySelectorAll("#cards .card:nth-child(2) :is(.agree, .disagree)")].map(p => p.textContent).join("|")`); got != "Setuju: netral|Bukan, sensasional" {
		t.Errorf("the buttons do not say which of the two verdicts they are about: %q", got)
	}
	disagree(t, b, address)
	if bad := b.complaints(); len(bad) > 0 {
		t.Errorf("the browser complains: %q", bad)
	}
}

// disagree takes the keyboard to the second card, disagrees and finds that in
// the export, which the trainer's reader takes as it is.
func disagree(t *testing.T, b *browser, address string) {
	t.Helper()
	b.run(nil, `document.activeElement.blur()`)
	b.press("j", "j", "d")
	b.until("the verdict", `return document.querySelector("#cards .card:nth-child(2) .disagree").getAttribute("aria-pressed") === "true"`)
	rows := export(t, address)
	if len(rows) != 1 || rows[0].Text != "Netanyahu: Perundingan Dilanjutkan Pekan Depan" || rows[0].Label != datasets.Sensational {
		t.Fatalf("export: %+v", rows)
	}
	b.press("a")
	b.until("the change of mind", `return document.querySelector("#cards .card:nth-child(2) .agree").getAttribute("aria-pressed") === "true"`)
	if rows = export(t, address); len(rows) != 1 || rows[0].Label != datasets.Neutral {
		t.Fatalf("after the change of mind: %+v", rows)
	}
	b.press("u")
	b.until("the undoing", `return !document.querySelector("#cards .card:nth-child(2) .undo")`)
	if raw := feedback(t, address); len(raw) > 0 {
		t.Errorf("after undo: %s", raw)
	}
}

func feedback(t *testing.T, address string) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", address+"/v1/feedback", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+secret)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s %s, %v", res.Status, raw, err)
	}
	return raw
}

func export(t *testing.T, address string) []datasets.Example {
	t.Helper()
	rows, err := datasets.Read(bytes.NewReader(feedback(t, address)), "feedback.jsonl", datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestLanguageThemeKeys(t *testing.T) {
	b := start(t, "id")
	b.size(1280, 900)
	b.open(link(serve(t, server.Config{})))
	check(b, founding)
	if got := b.text(`return document.querySelector("#go span").textContent`); got != "Periksa" {
		t.Errorf("Indonesian button: %q", got)
	}
	b.click("#language")
	if got := b.text(`return document.documentElement.lang + " " + document.querySelector("#go span").textContent + " " + document.querySelector("#cards .pill").textContent`); got != "en Check sensational" {
		t.Errorf("English: %q", got)
	}
	b.run(nil, `document.activeElement.blur()`)
	b.press("?")
	b.until("the help", `return document.getElementById("guide").open`)
	b.click("#guide button")
	b.press("/")
	b.until("the search", `return document.activeElement.id === "search"`)
	b.enter("#search", "putin")
	b.until("one card", `return document.querySelectorAll("#cards .card").length === 1`)
	b.run(nil, `const s = document.getElementById("search"); s.value = ""; s.dispatchEvent(new Event("input", {bubbles: true}))`)
	b.run(nil, `const s = document.getElementById("threshold"); s.value = 0; s.dispatchEvent(new Event("input", {bubbles: true}))`)
	b.until("the counts", `return document.querySelector("#counts .loud b").textContent === "4" && document.querySelectorAll("#cards .loud").length === 4`)
	b.click("#theme")
	b.click("#theme")
	b.click("#threshold-reset")
	b.until("the model's own threshold", `return document.getElementById("threshold-reset").disabled && document.querySelectorAll("#cards .loud").length === 2`)
	b.run(nil, `document.activeElement.blur()`)
	b.press("j", "e")
	b.until("the reasons", `return document.querySelectorAll(".reasons tr").length > 3`)
	b.picture("dark-en")
}

func TestQueueAndModel(t *testing.T) {
	address := serve(t, server.Config{Version: "test"})
	b := start(t, "en")
	b.size(1280, 900)
	b.open(link(address))
	check(b, founding)
	b.run(nil, `document.getElementById("tools").open = true`)
	b.click("#to-queue")
	b.until("the badge", `return document.getElementById("queue-count").textContent === "4"`)
	b.click("[data-view=queue]")
	b.until("the queue", `return document.querySelectorAll("#queue-cards .card").length === 4`)
	b.press("j", "a")
	b.until("three left", `return document.getElementById("queue-count").textContent === "3"`)
	b.press("d")
	b.until("two left", `return document.getElementById("queue-count").textContent === "2"`)
	b.picture("queue-en")
	b.click("[data-view=model]")
	b.until("the plots", `return document.querySelectorAll("#view-model .plots svg").length >= 2`)
	b.picture("model-en")
	if bad := b.complaints(); len(bad) > 0 {
		t.Errorf("the browser complains: %q", bad)
	}
}

func TestHTMLAndToken(t *testing.T) {
	b := start(t, "en")
	b.open(serve(t, server.Config{}))
	b.run(nil, `document.querySelector("input[value=html]").click()`)
	check(b, `<h2>Related</h2><ul><li><a href="https://news.example/a">You Won't Believe What This Minister Did Next</a>
		<li><a href="javascript:alert(1)"><img src=x onerror=alert(1)>Central Bank Keeps Its Main Interest Rate</a></ul>`)
	if got := b.text(`return [...document.querySelectorAll("#cards .title a")].map(a => a.href).join()`); got != "https://news.example/a" {
		t.Errorf("addresses: %q", got)
	}
	b.until("no verdict without the token", `return document.querySelector("#cards .agree").disabled && !document.getElementById("access").hidden`)
	b.enter("#token", secret)
	b.click("#access button")
	b.until("the right to judge", `return document.getElementById("access").hidden && !document.querySelector("#cards .agree").disabled`)
}

// TestBelowPath opens the printed link below a path, as a proxy offers the page.
func TestBelowPath(t *testing.T) {
	b := start(t, "en")
	b.open(serve(t, server.Config{BasePath: "/desk"}) + "/desk#token=" + secret)
	b.until("the right to judge", `return "ready" in document.documentElement.dataset && document.getElementById("access").hidden`)
	check(b, founding)
	if got := b.text(`return location.pathname + location.search + location.hash`); got != "/desk/" {
		t.Errorf("the address is %q", got)
	}
	b.run(nil, `document.activeElement.blur()`)
	b.press("j", "a")
	b.until("the verdict", `return document.querySelector("#cards .agree").getAttribute("aria-pressed") === "true"`)
	b.run(nil, `location.reload()`)
	b.until("the token to be kept", `return "ready" in document.documentElement.dataset && document.getElementById("access").hidden`)
	if bad := b.complaints(); len(bad) > 0 {
		t.Errorf("the browser complains: %q", bad)
	}
}

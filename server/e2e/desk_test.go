//go:build e2e && unix

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/server"
)

// TestResultsInView: the form folds, so that the first card is in view, and nothing
// is wider than the screen, with all reasons and figures open either.
func TestResultsInView(t *testing.T) {
	b := start(t, "id")
	address := serve(t, server.Config{})
	b.size(1280, 657)
	b.open(link(address))
	for _, size := range [][2]int{{1280, 657}, {390, 844}, {320, 640}} {
		b.size(size[0], size[1])
		b.open(address + fmt.Sprintf("/?%d", size[0]))
		b.run(nil, `document.getElementById("forget")?.click()`)
		check(b, founding)
		b.until("the marks", `return document.querySelectorAll("#cards mark").length > 0 && document.querySelectorAll("#cards .calmer").length > 0`)
		b.picture(fmt.Sprintf("results-%d", size[0]))
		if tip := b.text(`const t = document.getElementById("tip"); return t.hidden ? "" : t.innerText`); tip != "" {
			t.Errorf("%v: a tip that nobody pointed at: %q", size, tip)
		}
		var card struct{ Top, Bottom float64 }
		if b.run(&card, `return document.querySelector("#cards .card").getBoundingClientRect()`); card.Top > float64(size[1])-200 || size[1] > 650 && card.Bottom > float64(size[1]) {
			t.Errorf("%v: the first card is at %.0f", size, card)
		}
		b.run(nil, `for (const d of document.querySelectorAll("#view-check details")) d.open = true;
			for (const w of document.querySelectorAll("#cards .why")) w.click();
			for (const d of document.querySelectorAll("#cards details")) d.open = true`)
		b.picture(fmt.Sprintf("reasons-%d", size[0]))
		var wide float64
		if b.run(&wide, `return document.scrollingElement.scrollWidth`); wide > float64(size[0]) {
			t.Errorf("%v: the page is %.0f wide", size, wide)
		}
	}
	b.run(nil, `scrollTo(0, 0)`)
	b.click("#change")
	b.until("the form", `return document.activeElement.id === "text" && document.activeElement.value.startsWith("ISRAEL")`)
}

// TestListSurvives: the list and its verdicts are there after a reload, until they
// are forgotten; no message lies over the page.
func TestListSurvives(t *testing.T) {
	b := start(t, "id")
	address := serve(t, server.Config{})
	b.size(1280, 657)
	b.open(link(address))
	check(b, founding)
	b.until("the calmer version", `return document.querySelector("#cards .copy") !== null`)
	b.click("#cards .copy")
	b.click("#cards .card:nth-child(2) .disagree")
	b.until("the verdict", `return document.querySelector("#cards .card:nth-child(2) .disagree").getAttribute("aria-pressed") === "true"`)
	b.run(nil, `document.getElementById("tools").open = true`)
	b.click("#to-queue")
	b.until("the queue", `return document.getElementById("check-notice").textContent === "3 judul masuk antrean"`)
	if over := b.text(`return [...document.querySelectorAll("body *")].filter(e => getComputedStyle(e).position === "fixed" && e.checkVisibility({visibilityProperty: true})).map(e => e.outerHTML).join()`); over != "" {
		t.Errorf("over the page: %s", over)
	}
	b.picture("judged-id")
	b.open(address + "/?again")
	b.until("the list", `return document.querySelectorAll("#cards .card").length === 4 && document.querySelector("#cards .card:nth-child(2) .disagree").getAttribute("aria-pressed") === "true"`)
	b.click("#cards .card:nth-child(2) .undo")
	b.until("the undoing", `return document.querySelector("#cards .card:nth-child(2) .undo") === null`)
	if raw := feedback(t, address); len(raw) > 0 {
		t.Errorf("after undo: %s", raw)
	}
	b.click("#cards .agree")
	b.until("the verdict", `return document.querySelector("#cards .undo") !== null`)
	if status, answer := ask(t, "DELETE", address+"/v1/feedback?before=2999-01-01", "", "", secret); status > 299 {
		t.Fatal(status, answer)
	}
	b.click("#cards .undo")
	b.until("word that it is gone", `return document.querySelector("#cards .failed")?.textContent.includes("sudah tidak tersimpan") && document.querySelector("#cards .undo") === null`)
	if got := b.text(`return document.getElementById("forget").textContent`); got != "Lupakan" {
		t.Errorf("the button says %q", got)
	}
	b.run(nil, `scrollTo(0, 0)`)
	b.click("#forget")
	b.open(address + "/?forgotten")
	b.until("nothing", `return !document.getElementById("input").hidden && document.getElementById("results").hidden && !JSON.stringify(localStorage).includes("ISRAEL")`)
}

// TestNotRead: a headline in another language has no figures and no verdict to agree
// with, and counts as neither neutral nor sensational.
func TestNotRead(t *testing.T) {
	b := start(t, "en")
	b.size(320, 640)
	b.open(link(serve(t, server.Config{})))
	check(b, "Правительство обсудило бюджет на следующий год\nRapat dewan ditunda sampai Senin")
	card := b.text(`return document.querySelector("#cards .card.unread").textContent`)
	if !strings.Contains(card, "not read") || !strings.Contains(card, "not judged") || strings.ContainsAny(card, "%0123456789") || strings.Contains(card, "Agree") {
		t.Errorf("the card says %q", card)
	}
	if got := b.text(`return document.getElementById("counts").innerText.replaceAll("\n", " ")`); got != "0 sensational 1 neutral 0 biased 1 not read 2 headlines" {
		t.Errorf("the counts are %q", got)
	}
	var wide float64
	if b.run(&wide, `return document.scrollingElement.scrollWidth`); wide > 320 {
		t.Errorf("the page is %.0f wide", wide)
	}
}

// TestErrorsInWords: what goes wrong is told in the language of the page, in the
// place of the results, without addresses of the network.
func TestErrorsInWords(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	defer gone.Close()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	b := start(t, "id")
	b.size(390, 844)
	b.open(link(serve(t, server.Config{Fetch: fetch.New(fetch.Options{AllowPrivate: true, IgnoreRobots: true, Interval: -1})})))
	for _, c := range [][3]string{{gone.URL, "tidak memberikan halaman ini", "did not return"}, {closed.URL, "gagal diambil", "could not be fetched"}, {"ftp://x.example/", "Alamat ini tidak bisa diambil", "was not fetched"}} {
		b.run(nil, `document.querySelector("input[value=titles]").click()`)
		check(b, founding)
		b.click("#change")
		b.run(nil, `document.querySelector("input[value=url]").click(); document.getElementById("url").value = arguments[0]`, c[0])
		b.click("#go")
		b.until("the failure", `return !document.getElementById("check-notice").hidden`)
		for i, language := range []string{"id", "en"} {
			b.until(language, `if (document.documentElement.lang !== arguments[0]) document.getElementById("language").click(); return document.documentElement.lang === arguments[0]`, language)
			said := b.text(`return document.getElementById("check-notice").innerText`)
			if !strings.Contains(said, c[i+1]) || regexp.MustCompile(`\d|tcp|dial`).MatchString(said) {
				t.Errorf("%s: %q, want %q", c[0], said, c[i+1])
			}
			b.picture("failed-" + language)
		}
		b.run(nil, `document.getElementById("language").click()`)
		if shown := b.text(`const r = document.getElementById("results"); return r.hidden ? "" : r.innerText`); shown != "" {
			t.Errorf("old results: %s", shown)
		}
	}
	b.run(nil, `document.querySelector("input[value=titles]").click()`)
	check(b, founding)
	b.run(nil, `window.fetch = () => Promise.reject(new TypeError("Failed to fetch"))`)
	b.click("#cards .agree")
	b.until("the failure on the card", `return document.querySelector("#cards .card .failed")?.textContent.startsWith("Layanan tidak menjawab")`)
	b.picture("failed-card")
}

// TestGuide: "?" says what the verdicts and devices mean, in both languages.
func TestGuide(t *testing.T) {
	b := start(t, "id")
	b.size(390, 844)
	b.open(link(serve(t, server.Config{})))
	for _, c := range [][]string{{"id", "Redaksi yang cermat", "memihak", "penekanan", "umpan penasaran", "gosip", "judul berikut"}, {"en", "A careful desk", "biased", "emphasis", "curiosity gap", "gossip", "next headline"}} {
		b.press("?")
		b.until("the panel", `return document.querySelector("dialog[open]") !== null`)
		b.picture("guide-" + c[0])
		said := b.text(`const d = document.querySelector("dialog[open]"); return d.querySelectorAll("dd").length + " " + d.innerText`)
		for _, want := range append(c[1:], "15 ") {
			if !strings.Contains(said, want) {
				t.Errorf("%s: no %q in %q", c[0], want, said)
			}
		}
		b.press("\uE00C") // Escape
		b.until("no panel", `return document.querySelector("dialog[open]") === null`)
		b.click("#language")
	}
}

// TestOwnHeadline: the HTML of a story gives its own headline first.
func TestOwnHeadline(t *testing.T) {
	b := start(t, "id")
	b.size(1280, 900)
	b.open(link(serve(t, server.Config{})))
	b.run(nil, `document.querySelector("input[value=html]").click()`)
	check(b, `<article><h1>GEGER! Jembatan Desa Itu Mendadak Lenyap</h1><p>`+strings.Repeat("Warga desa menunggu perbaikan jembatan. ", 20)+`</p></article>
		<h2>Artikel Terkait</h2><ul><li><a href="https://news.example/a">Bupati Resmikan Jembatan Baru Pekan Depan</a></ul>`)
	b.until("the roles", `return [...document.querySelectorAll("#cards .meta")].every(m => m.innerText !== "")`)
	got := b.text(`return [...document.querySelectorAll("#cards .card")].map(c => c.querySelector(".title").textContent + "|" + c.querySelector(".meta").innerText).join("\n")`)
	first, rest, _ := strings.Cut(got, "\nBupati")
	if !strings.HasPrefix(first, "GEGER! Jembatan Desa Itu Mendadak Lenyap|") || !strings.HasSuffix(first, "judul halaman ini") || !strings.Contains(rest, "berita terkait") {
		t.Errorf("cards: %q", got)
	}
	b.picture("html-id")
}

// send posts JSON with the token.
func send(t *testing.T, address string, body any) {
	t.Helper()
	raw, _ := json.Marshal(body) // lists of strings always marshal
	req, err := http.NewRequestWithContext(t.Context(), "POST", address, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+secret)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if res.Body.Close(); res.StatusCode > 299 {
		t.Fatal(res.Status)
	}
}

// TestQueuePages goes through a queue page by page.
func TestQueuePages(t *testing.T) {
	address := serve(t, server.Config{})
	var titles []string
	for i := range 120 {
		titles = append(titles, fmt.Sprintf("Warga Desa %d Menunggu Jembatan%s", i, strings.Repeat("!", i%3)))
	}
	send(t, address+"/v1/queue", map[string]any{"headlines": titles})
	b := start(t, "id")
	b.size(390, 844)
	b.open(link(address))
	b.run(nil, `location.hash = "queue"`)
	for _, want := range []int{50, 100, 120} {
		b.until("the page", `return document.querySelectorAll("#queue-cards .card").length === arguments[0]`, want)
		if want == 50 {
			b.picture("queue-id-390")
			b.click("#queue-cards .agree")
			b.until("the verdict", `return document.querySelector("#queue-cards .undo") !== null`)
		}
		if want < 120 {
			if got := b.text(`return document.getElementById("queue-more").textContent`); !strings.Contains(got, fmt.Sprint(want, " dari 120")) {
				t.Errorf("the button says %q", got)
			}
			b.run(nil, `document.getElementById("queue-more").click()`) // wherever it moves as reasons arrive
		}
	}
	b.until("the end", `return document.getElementById("queue-more").hidden`)
	var different int
	if b.run(&different, `return new Set([...document.querySelectorAll("#queue-cards .title")].map(e => e.textContent)).size`); different != 120 {
		t.Errorf("%d different headlines", different)
	}
}

// TestPlotsOfVerdicts: plots of verdicts appear from 100 on.
func TestPlotsOfVerdicts(t *testing.T) {
	address := serve(t, server.Config{ModelFile: plotted(t, false)})
	b := start(t, "id")
	b.open(link(address))
	verdicts := []map[string]string{}
	for i := range 99 {
		verdicts = append(verdicts, map[string]string{"text": fmt.Sprintf("Warga desa menunggu jembatan ke-%d", i), "label": []string{"neutral", "sensational"}[i%2]})
	}
	send(t, address+"/v1/feedback", map[string]any{"verdicts": verdicts})
	b.run(nil, `location.hash = "model"`)
	b.until("the words", `return document.getElementById("view-model").innerText.includes("setelah ada 100 penilaian")`)
	if drawn := b.text(`return document.querySelectorAll("#view-model svg").length + ""`); drawn != "0" {
		t.Errorf("%s plots of 99 verdicts", drawn)
	}
	send(t, address+"/v1/feedback", map[string]string{"text": "Warga desa menunggu jembatan terakhir", "label": "neutral"})
	b.run(nil, `location.hash = "check"; setTimeout(() => { location.hash = "model"; })`)
	b.until("the plots", `return document.querySelectorAll("#view-model .plots svg").length === 2`)
}

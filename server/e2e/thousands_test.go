//go:build e2e && unix

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/heboh/heboh/server"
)

// TestFiveThousandHeadlines bounds the page's work for many headlines: the cards it
// draws, and the processor time of its main thread, which depends little on what
// else the machine does. The longest task by the clock is logged only.
func TestFiveThousandHeadlines(t *testing.T) {
	b := start(t, "id")
	b.size(1280, 900)
	b.open(link(serve(t, server.Config{})))
	var all strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&all, "Nomor %d: Warga Desa Menunggu Jembatan Baru Selesai%s\n", i, strings.Repeat("!", i%4))
	}
	b.cdp("Performance.enable", map[string]any{"timeDomain": "threadTicks"})
	b.run(nil, `window.longest = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) longest = Math.max(longest, e.duration); }).observe({type: "longtask"})`)
	step := func(name string, limit time.Duration, do func()) {
		t.Helper()
		before := b.mainThread()
		do()
		took := b.mainThread() - before
		var longest float64
		b.run(&longest, `const l = longest; longest = 0; return l`)
		t.Logf("%s: %v of processor time; the longest task lasted %.0f ms", name, took.Round(time.Millisecond), longest)
		if took <= 0 || took > limit {
			t.Errorf("%s: the main thread took %v, want %v at most", name, took, limit)
		}
	}
	step("paste", time.Second, func() {
		b.run(nil, `document.getElementById("text").value = arguments[0]`, all.String())
		b.drawn()
	})
	step("check", time.Second, func() { check(b, all.String()); b.drawn() })
	var cards int
	if b.run(&cards, `return document.querySelectorAll("#cards .card").length`); cards == 0 || cards > 200 {
		t.Errorf("%d cards are drawn", cards)
	}
	step("21 moves of the slider", 300*time.Millisecond, func() {
		b.run(nil, `const s = document.getElementById("threshold");
			for (let i = 0; i <= 20; i++) { s.value = i / 20; s.dispatchEvent(new Event("input", {bubbles: true})); }`)
		b.drawn()
	})
	for _, order := range []string{"unsure", "text"} {
		step("sort by "+order, 500*time.Millisecond, func() {
			b.run(nil, `const s = document.getElementById("sort"); s.value = arguments[0]; s.dispatchEvent(new Event("input", {bubbles: true}))`, order)
			b.drawn()
		})
	}
	b.until("the count", `return document.querySelector("#counts div:last-child b").textContent.replace(/\D/g, "") === "5000"`)
}

// mainThread is the processor time used by the page's main thread.
func (b *browser) mainThread() time.Duration {
	b.t.Helper()
	var m struct {
		Metrics []struct {
			Name  string
			Value float64 // seconds
		}
	}
	if err := json.Unmarshal(b.cdp("Performance.getMetrics", nil), &m); err != nil {
		b.t.Fatal(err)
	}
	for _, x := range m.Metrics {
		if x.Name == "ThreadTime" {
			return time.Duration(x.Value * float64(time.Second))
		}
	}
	b.t.Fatalf("the browser does not report its processor time: %+v", m)
	return 0
}

// drawn waits until two more frames have been drawn and the marks are in, if
// there are cards.
func (b *browser) drawn() {
	b.t.Helper()
	b.run(nil, `window.frameDrawn = false; requestAnimationFrame(() => requestAnimationFrame(() => { frameDrawn = true; }))`)
	b.until("the next frames", `return frameDrawn`)
	b.until("the reasons", `return [...document.querySelectorAll("#cards .card")].every(c => c.item.cues)`)
}

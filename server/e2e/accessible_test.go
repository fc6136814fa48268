//go:build e2e && unix

package e2e

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/heboh/heboh/server"
)

// TestAccessible has axe-core look at every view in both themes and on a phone.
func TestAccessible(t *testing.T) {
	path := os.Getenv("AXE_CORE")
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("AXE_CORE must name axe.min.js of the npm package axe-core: %v", err)
	}
	b := start(t, "id")
	address := serve(t, server.Config{})
	for _, c := range [][2]string{{"light", address}, {"dark", address + "/?dark#token=" + secret}} {
		theme := c[0]
		b.open(c[1])
		b.until("the theme", `if (document.documentElement.dataset.theme !== arguments[0]) document.getElementById("theme").click(); return document.documentElement.dataset.theme === arguments[0]`, theme)
		for _, width := range []int{1280, 390} {
			b.size(width, 860)
			for _, view := range []string{"check", "queue", "model", "guide"} {
				where := fmt.Sprintf("%s-%s-%d", view, theme, width)
				show(b, view)
				b.run(nil, `scrollTo(0, 0)`)
				b.picture(where)
				audit(t, b, string(axe), where)
				for _, narrow := range []int{width, min(width, 320)} {
					b.size(narrow, 860)
					var wide int
					if b.run(&wide, `return document.scrollingElement.scrollWidth`); wide > narrow {
						t.Errorf("%s: the page is %d wide in %d", where, wide, narrow)
					}
				}
				b.size(width, 860)
			}
			b.press("\uE00C") // Escape
		}
	}
}

// show goes to a view with something in it.
func show(b *browser, view string) {
	b.t.Helper()
	if view == "guide" {
		b.click("#help")
		return
	}
	b.run(nil, `location.hash = arguments[0]`, view)
	b.until("the view", `return !document.getElementById("view-" + arguments[0]).hidden`, view)
	if view != "check" {
		time.Sleep(300 * time.Millisecond)
		return
	}
	check(b, founding)
	b.until("the marks", `return document.querySelectorAll("#cards mark").length > 0`)
	b.run(nil, `document.getElementById("tools").open = true; document.querySelector("#cards .why").click()`)
	b.click("#to-queue")
}

// audit reports what axe-core finds serious or critical.
func audit(t *testing.T, b *browser, axe, where string) {
	t.Helper()
	b.run(nil, `if (!window.axe) { `+axe+`; window.axe = window.axe || axe }`)
	b.run(nil, `window.found = null; axe.run(document, {resultTypes: ["violations"]}).then(r => { window.found = r.violations; })`)
	b.until("axe", `return window.found !== null`)
	var found []struct {
		ID, Impact, Help string
		Nodes            []struct{ HTML, FailureSummary string }
	}
	b.run(&found, `return window.found.map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))}))`)
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			t.Errorf("%s: %s (%s): %+v", where, v.Help, v.Impact, v.Nodes)
		} else {
			t.Logf("%s: %s (%s): %+v", where, v.Help, v.Impact, v.Nodes)
		}
	}
}

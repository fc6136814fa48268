//go:build e2e && unix

package e2e

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
)

// TestModelView checks that the curves a model records are drawn, with a table
// beside, that a model without them still has a card, and that all text of the
// page, cues included, is in the chosen language.
func TestModelView(t *testing.T) {
	b := start(t, "id")
	b.size(1280, 1400)
	b.open(serve(t, server.Config{Version: "test", ModelFile: plotted(t, true)}) + "/#model")
	b.until("the plots", `return document.querySelectorAll("#view-model .plots svg").length === 2`)
	var marks map[string]int
	b.run(&marks, `const n = (s) => document.querySelectorAll("#view-model .plots " + s).length;
		return {dots: n("figure:first-child .dot"), spreads: n(".spread"), points: n("figure:last-child .dot"), rings: n(".ring"), rows: n("tbody tr"), broken: document.querySelectorAll("#view-model svg [cx=NaN], #view-model svg [y1=NaN], #view-model svg [d*=NaN]").length}`)
	if want := map[string]int{"dots": 10, "spreads": 10, "points": 20, "rings": 1, "rows": 30, "broken": 0}; fmt.Sprint(marks) != fmt.Sprint(want) {
		t.Errorf("drawn: %v, want %v", marks, want)
	}
	cue := `return [...document.querySelectorAll("#view-model li")].map(e => e.textContent).find(s => s === "tanda seru di akhir" || s === "an exclamation mark at the end") ?? ""`
	figures := `return document.querySelector("#view-model").textContent`
	if got := b.text(cue); got != "tanda seru di akhir" {
		t.Errorf("Indonesian cue: %q", got)
	}
	if got := b.text(figures); !strings.Contains(got, "presisi rata-rata") || regexp.MustCompile(`\b[a-z0-9]+_[a-z0-9]+`).MatchString(got) {
		t.Errorf("Indonesian figures: %q", got)
	}
	b.picture("model-id")
	b.click("#language")
	b.until("English", `return document.querySelectorAll("#view-model .plots svg").length === 2 && document.documentElement.lang === "en"`)
	if want := model.Describe("exclaim_end").English; b.text(cue) != want {
		t.Errorf("English cue: %q, want %q", b.text(cue), want)
	}
	b.until("the dark theme", `if (document.documentElement.dataset.theme !== "dark") document.getElementById("theme").click(); return document.documentElement.dataset.theme === "dark"`)
	b.picture("model-dark-en")
	b.open(serve(t, server.Config{Version: "test", ModelFile: plotted(t, false)}) + "/#model")
	b.until("the card", `return document.querySelectorAll("#view-model h2").length >= 4 && document.querySelectorAll("#view-model svg").length === 0`)
	b.picture("model-bare-en")
	b.open(serve(t, server.Config{Version: "test"}) + "/#model")
	b.until("the shipped model's plots", `return document.querySelectorAll("#view-model .plots svg").length === 2`)
	b.picture("model-shipped-id")
	if mixed := b.text(`return document.querySelector("#view-model").innerText`); !strings.Contains(mixed, "regresi logistik") || regexp.MustCompile(`(?i)rubric|examples|logistic|log-peluang|\b[a-z0-9]+_[a-z0-9]+`).MatchString(mixed) {
		t.Errorf("not Indonesian: %q", mixed)
	}
	b.click("#language")
	b.until("the dark theme", `if (document.documentElement.dataset.theme !== "dark") document.getElementById("theme").click(); return document.documentElement.dataset.theme === "dark"`)
	b.picture("model-shipped-dark-en")
	if bad := b.complaints(); len(bad) > 0 {
		t.Errorf("the browser complains: %q", bad)
	}
}

// plotted writes a model that weighs nothing, and records curves if it is to.
func plotted(t *testing.T, curves bool) string {
	t.Helper()
	f := map[string]float64{"n": 4995, "precision": .7, "recall": .55, "average_precision": .65}
	for i := 0; curves && i < 20; i++ {
		if v := float64(i); i < 10 {
			f[fmt.Sprintf("reliability_%02d_probability", i)] = v/10 + .05
			f[fmt.Sprintf("reliability_%02d_share", i)] = v/10 + .05 + math.Sin(v)*.05
			f[fmt.Sprintf("reliability_%02d_n", i)] = math.Round(3000 / (v*v + 1))
		}
		v := float64(i) / 19
		f[fmt.Sprintf("pr_%02d_threshold", i)] = v
		f[fmt.Sprintf("pr_%02d_recall", i)] = 1 - .95*v
		f[fmt.Sprintf("pr_%02d_precision", i)] = .2 + .78*math.Sqrt(v)
	}
	parts := model.Default().Parts()
	parts.Info = model.Info{Name: "plotted", Version: "1", Figures: f}
	m, err := model.Compile(parts)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plotted.heboh")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := m.Save(out); err != nil {
		t.Fatal(err)
	}
	return path
}

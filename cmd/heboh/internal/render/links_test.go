package render

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/model"
)

// aPage is a page with a shouting headline of its own and two links.
func aPage() *Page {
	p := &Page{Name: "https://warta.example/a?b=1", URL: "https://warta.example/a", Title: "Judul <b>"}
	differs := links.Discrepancy{Terms: 2, Missing: []string{"GEGER", "Warga"}, Marks: []string{"!"}}
	for i, l := range []links.Link{
		{Text: shout + "!", Role: links.RoleHeadline, Line: 4},
		{Text: "Rapat dewan dimulai <script>", URL: "javascript:alert(1)", Role: links.RoleRelated, Line: 9, Count: 2},
		{Text: "EDAN! Ini kata warga, \"sekali\"", URL: "/a/2", Role: links.RoleInText},
	} {
		p.Links = append(p.Links, Link{Link: l})
		if i == 0 {
			p.Links[0].Mismatch = &differs
		}
	}
	return p
}

func renderPages(t *testing.T, r *Headlines, pages ...*Page) string {
	t.Helper()
	out := r.Head(nil)
	for i, p := range pages {
		rendered, _ := r.Page(nil, p)
		if i == 0 && len(rendered) > 0 {
			rendered = rendered[r.Separator():]
		}
		out = append(out, rendered...)
	}
	return string(append(out, r.Tail()...))
}

func mustNewLinks(t *testing.T, m *model.Model, o Options) *Headlines {
	t.Helper()
	o.Links = true
	return mustNew(t, m, o)
}

func TestLinksJSON(t *testing.T) {
	m := model.Default()
	lines := strings.Split(strings.TrimSpace(renderPages(t, mustNewLinks(t, m, Options{Format: "jsonl", Explain: true}), aPage())), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines", len(lines))
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"url", "text", "role", "label", "probability", "threshold", "devices", "page", "line", "mismatch", "cues", "intercept_log_odds", "bias"} {
		if _, ok := got[key]; !ok {
			t.Errorf("no %s in %s", key, lines[0])
		}
	}
	if share := got["mismatch"].(map[string]any)["share"]; share != 1.0 {
		t.Errorf("share %v", share)
	}
}

func TestLinksCSV(t *testing.T) {
	m := model.Default()
	rows, err := csv.NewReader(strings.NewReader(renderPages(t, mustNewLinks(t, m, Options{Format: "csv", Explain: true}), aPage()))).ReadAll()
	if err != nil || len(rows) != 4 || rows[3][1] != "EDAN! Ini kata warga, \"sekali\"" {
		t.Errorf("%v: %q", err, rows)
	}
}

func TestLinksSARIF(t *testing.T) {
	m := model.Default().WithThreshold(model.HeadSensational, .01)
	for name, pages := range map[string][]*Page{"none": nil, "two": {aPage(), aPage()}} {
		noted := 0
		for _, r := range checkSARIF(t, renderPages(t, mustNewLinks(t, m, Options{Format: "sarif"}), pages...)) {
			if r.RuleID == mismatchRule {
				noted++
			}
		}
		if noted != len(pages) {
			t.Errorf("%s: %d notes of a mismatch", name, noted)
		}
	}
}

// TestLinksHTMLIsInert: nothing of a page's text is markup or an address that
// runs, and every title is there whole.
func TestLinksHTMLIsInert(t *testing.T) {
	m := model.Default()
	out := renderPages(t, mustNewLinks(t, m, Options{Format: "html", Version: "v1"}), aPage())
	if n := strings.Count(out, "<script"); n != 1 { // the report's own
		t.Errorf("%d scripts", n)
	}
	for _, bad := range []string{"javascript:", "<b> ", "@import", "src="} {
		if strings.Contains(out, bad) {
			t.Errorf("holds %q", bad)
		}
	}
	for _, want := range []string{"Judul &lt;b&gt;", "&lt;script&gt;", `<mark class="d-emphasis"`, "never mentioned in the article: GEGER, Warga", "</html>"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q", want)
		}
	}
	h := newHTML(m, Options{Version: "v1"})
	for _, title := range []string{"", shout, "é😀 GEGER"} {
		whole := ""
		e := m.Explain(title)
		for _, p := range h.card(&Link{Link: links.Link{Text: title}}, &e).Fragments {
			whole += p.Text
		}
		if whole != title {
			t.Errorf("fragments of %q make %q", title, whole)
		}
	}
}

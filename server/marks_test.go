package server_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
)

// inWords is a verdict's reasons as a client reads them.
type inWords struct {
	Reasons []struct {
		Texts    []string
		En, ID   string
		Strength int
	}
}

// TestMarksAndReasons: the marks are the model's, [] where a headline has none; the
// reasons are in words of both languages; offsets are UTF-16 if asked for.
func TestMarksAndReasons(t *testing.T) {
	s := newService(t, server.Config{})
	for _, c := range []struct{ text, marks, reason, alasan string }{
		{"😱 JALAN DESA ITU AMBLES! Warga Mengungsi", "emphasis=JALAN DESA ITU AMBLES!", "shouting capitals=JALAN DESA ITU AMBLES", "huruf besar berteriak=JALAN DESA ITU AMBLES"},
		{"“😱 GEGER! Façade: antek rezim 𝗵𝗲𝗯𝗼𝗵” - Kabar.com", "hyperbole=𝗵𝗲𝗯𝗼𝗵", "one side’s name for the other=rezim|antek", "sebutan satu pihak untuk pihak lain=rezim|antek"},
		{"😱 Façade: Minister Slams Greedy Critics", "loaded=Slams Greedy Critics", "name-calling=Greedy", "makian=Greedy"},
		{"Rapat Dewan Membahas Anggaran Pendidikan", "", "", ""},
	} {
		units := utf16.Encode([]rune(c.text))
		slice := func(at features.Span) string { return string(utf16.Decode(units[at.Start:at.End])) }
		body, _ := json.Marshal(map[string]any{"headline": c.text, "explain": true})
		a := s.do("POST", "/v1/score?offsets=utf16", string(body))
		var got struct {
			Results []struct {
				inWords
				Bias  inWords
				Marks []model.Mark
			}
		}
		a.into(t, &got)
		r, want := got.Results[0], model.Default().Explain(c.text)
		if r.Marks == nil || len(r.Marks) != len(want.Marks) || (c.marks == "") != (len(r.Marks) == 0) {
			t.Fatalf("%s: marks %+v, want %+v", c.text, r.Marks, want.Marks)
		}
		marks := []string{""}
		for i, m := range r.Marks {
			marks = append(marks, m.Name()+"="+slice(m.Span))
			if w := want.Marks[i]; slice(m.Span) != c.text[w.Start:w.End] || m.Name() != w.Name() || m.Strength != w.Strength || !slices.Equal(m.Cues, w.Cues) {
				t.Errorf("%s: mark %+v, want %+v", c.text, m, w)
			}
		}
		if !slices.Contains(marks, c.marks) {
			t.Errorf("%s: marks %q, want %q", c.text, marks, c.marks)
		}
		reasons := []string{"", ""}
		for _, one := range append(r.Reasons, r.Bias.Reasons...) {
			texts := strings.Join(one.Texts, "|")
			reasons = append(reasons, one.En+"="+texts, one.ID+"="+texts)
			if one.Texts == nil || one.En == "" || one.ID == "" || one.Strength == 0 || strings.Contains(one.En+one.ID, "_") {
				t.Errorf("%s: reason %+v", c.text, one)
			}
		}
		if len(r.Reasons) != len(want.Main(c.text)) || !slices.Contains(reasons, c.reason) || !slices.Contains(reasons, c.alasan) {
			t.Errorf("%s: reasons %q, want %q", c.text, reasons, c.reason)
		}
	}
	if a := s.do("POST", "/v1/score", `{"headline":"JALAN DESA AMBLES!"}`); strings.Contains(string(a.body), `"marks"`) || strings.Contains(string(a.body), `"reasons"`) {
		t.Errorf("not asked for: %s", a.body)
	}
}

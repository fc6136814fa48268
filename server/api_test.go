package server_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
)

const (
	shouting = "ISRAEL MAKIN TERPOJOK! Sekutu Lama Mulai Menjauh dari Meja Runding"
	plain    = "Netanyahu: Perundingan Dilanjutkan Pekan Depan"
)

type scored struct {
	Results []struct {
		Text        string
		Label       model.Label
		Probability float64
		Threshold   float64
		Devices     map[string]float64
		Cues        []model.Contribution
		Bias        model.ExplainedVerdict
		Intercept   *float64 `json:"intercept_log_odds"`
	}
	Model struct {
		Name, Version, SHA256 string
		Threshold             float64
	}
}

func TestScore(t *testing.T) {
	s := newService(t, server.Config{})
	body, _ := json.Marshal(map[string]any{"headlines": []string{shouting, plain}, "explain": true})
	var got scored
	s.do("POST", "/v1/score", string(body)).into(t, &got)
	if len(got.Results) != 2 || got.Results[0].Label != model.Sensational || got.Results[1].Label != model.Neutral {
		t.Fatalf("%+v", got.Results)
	}
	m := model.Default()
	for _, r := range got.Results {
		if r.Probability != m.Score(r.Text) || r.Threshold != m.Threshold() || len(r.Devices) != model.NumDevices {
			t.Errorf("%+v", r)
		}
		sum := *r.Intercept
		for _, c := range r.Cues {
			sum += c.LogOdds
			if r.Text[c.Start:c.End] != c.Text {
				t.Errorf("%q [%d,%d) is not %q", r.Text, c.Start, c.End, c.Text)
			}
		}
		if math.Abs(sum-m.LogOdds(r.Text)) > 1e-9 {
			t.Errorf("%q: intercept and cues make %v, want %v", r.Text, sum, m.LogOdds(r.Text))
		}
	}
	for _, r := range got.Results {
		want := m.Explain(r.Text).Bias
		sum := r.Bias.Intercept
		for _, c := range r.Bias.Cues {
			sum += c.LogOdds
		}
		if r.Bias.Verdict != want.Verdict || math.Abs(sum-want.LogOdds) > 1e-9 {
			t.Errorf("%q: second verdict %+v, want %+v", r.Text, r.Bias, want)
		}
	}
	if len(got.Model.SHA256) != 64 {
		t.Errorf("model: %+v", got.Model)
	}
}

func TestScoreForms(t *testing.T) {
	s := newService(t, server.Config{})
	var got scored
	s.do("POST", "/v1/score", `{"headline":"Harga beras turun"}`, "Content-Type", "application/x-www-form-urlencoded").into(t, &got)
	if len(got.Results) != 1 || got.Results[0].Intercept != nil {
		t.Errorf("what curl -d sends: %+v", got)
	}
	s.do("POST", "/v1/score", `{"headline":"Harga beras turun","threshold":0}`).into(t, &got)
	if got.Results[0].Label != model.Sensational || got.Model.Threshold != 0 {
		t.Errorf("with threshold 0: %+v", got)
	}
}

func TestScoreLines(t *testing.T) {
	s := newService(t, server.Config{Limits: server.Limits{Line: 100_000}})
	in := `{"text":"Harga beras turun","id":7,"label":"mine"}` + "\r\n\n" + `"Geger!"` + "\nbroken\n{\"title\":1}\n" +
		`"` + strings.Repeat("a", 100_001) + `"` + "\n" + `{"text":"last"}`
	a := s.do("POST", "/v1/score?explain=true", in, "Content-Type", "application/x-ndjson")
	var got []string
	for lines := bufio.NewScanner(bytes.NewReader(a.body)); lines.Scan(); {
		var v struct {
			Text  string
			ID    int
			Label string
			Own   string `json:"heboh_label"`
			Error *server.Problem
			Cues  []any
		}
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if v.Error != nil {
			got = append(got, fmt.Sprintf("line %d: %d", v.Error.Line, v.Error.Status))
			continue
		}
		got = append(got, fmt.Sprint(v.Text, v.ID, v.Label, v.Own, v.Cues != nil))
	}
	want := "[Harga beras turun7mineneutraltrue Geger!0sensationaltrue line 4: 400 line 5: 400 line 6: 413 last0neutraltrue]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

func TestScoreLinesManyKeepOrder(t *testing.T) {
	s := newService(t, server.Config{})
	var in strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&in, "{\"text\":\"Judul nomor %d\",\"n\":%d}\n", i, i)
	}
	a := s.do("POST", "/v1/score", in.String(), "Content-Type", "application/jsonl")
	n := 0
	for lines := bufio.NewScanner(bytes.NewReader(a.body)); lines.Scan(); n++ {
		var v struct{ N int }
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil || v.N != n {
			t.Fatalf("line %d: %v, %s", n, err, lines.Text())
		}
	}
	if n != 20_000 {
		t.Errorf("%d lines", n)
	}
}

func TestLinks(t *testing.T) {
	site := newService(t, server.Config{}) // any other server on loopback
	s := newService(t, server.Config{Loopback: true, Fetch: fetch.New(fetch.Options{AllowPrivate: true, IgnoreRobots: true, Interval: -1})})
	for name, body := range map[string]string{
		"text": `{"text":"Isi berita.\n\nArtikel Terkait\n` + shouting + `\n` + plain + `\n"}`,
		"html": `{"html":"<h2>Artikel Terkait</h2><ul><li><a href=/a>` + shouting + `</a><li><a href=/b>` + plain + `</a></ul>","base":"https://news.example/"}`,
	} {
		var got struct {
			Links []struct {
				URL, Text, Role string
				Label           model.Label
			}
		}
		s.do("POST", "/v1/links", body).into(t, &got)
		if len(got.Links) != 2 || got.Links[0].Text != shouting || got.Links[0].Label != model.Sensational ||
			got.Links[1].Label != model.Neutral || got.Links[0].Role != "related" {
			t.Errorf("%s: %+v", name, got.Links)
		}
	}
	if a := s.do("POST", "/v1/links", `{"url":"`+site.URL+`/"}`); a.StatusCode != http.StatusOK {
		t.Errorf("an allowed page: %s %s", a.Status, a.body)
	}
	site.do("POST", "/v1/links", `{"url":"http://127.0.0.1/"}`, "Authorization", "").wantProblem(t, 401, "token")
	local := newService(t, server.Config{Loopback: true})
	for _, url := range []string{"http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "http://0x7f.1/", "gopher://x/"} {
		local.do("POST", "/v1/links", `{"url":"`+url+`"}`).wantProblem(t, 422, "url-refused")
	}
	s.do("POST", "/v1/links", `{"html":"a","text":"b"}`).wantProblem(t, 400, "invalid")
	s.do("POST", "/v1/links", `{}`).wantProblem(t, 400, "invalid")
}

func TestFeedbackBecomesTrainingData(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	tricky := "=HYPERLINK(\"x\"),\t\"kutip\" \u2028 dan 🙂"
	body, _ := json.Marshal(map[string]any{"verdicts": []map[string]any{
		{"text": plain, "label": "sensational", "note": "uji\ncatatan", "weight": 2.5, "source": "a.example", "moderator": "m1"},
		{"text": tricky, "label": "neutral"}}})
	if a := s.do("POST", "/v1/feedback", string(body)); a.StatusCode != http.StatusCreated {
		t.Fatalf("%s %s", a.Status, a.body)
	}
	for _, format := range []string{"jsonl", "csv"} {
		a := s.do("GET", "/v1/feedback?format="+format, "")
		rows, err := datasets.Read(bytes.NewReader(a.body), "feedback."+format, datasets.Options{})
		if err != nil || len(rows) != 2 {
			t.Fatalf("%s: %d rows, %v\n%s", format, len(rows), err, a.body)
		}
		if r := rows[0]; r.Text != plain || r.Label != datasets.Sensational || r.Weight != 2.5 || r.Source != "a.example" {
			t.Errorf("%s: %+v", format, r)
		}
		if want := strings.Join(strings.Fields(tricky), " "); rows[1].Text != want || rows[1].Label != datasets.Neutral {
			t.Errorf("%s: %q, want %q", format, rows[1].Text, want)
		}
	}
}

func TestFeedbackLife(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	var made struct{ Verdicts []struct{ ID int } }
	s.do("POST", "/v1/feedback", `{"text":"Satu","label":"neutral"}`).into(t, &made)
	s.do("POST", "/v1/feedback", fmt.Sprintf(`{"text":"Satu","label":"sensational","replaces":%d}`, made.Verdicts[0].ID)).into(t, &made)
	var st struct{ Verdicts, Sensational int }
	s.do("GET", "/v1/feedback/stats", "").into(t, &st)
	if st.Verdicts != 1 || st.Sensational != 1 {
		t.Errorf("after replacing: %+v", st)
	}
	if p := s.do("POST", "/v1/feedback", `{"text":"Dua","label":"neutral","replaces":99}`).wantProblem(t, 404, "not-found"); p.Field != "replaces" {
		t.Errorf("%+v", p)
	}
	if s.do("GET", "/v1/feedback/stats", "").into(t, &st); st.Verdicts != 1 {
		t.Errorf("a refused replacement is stored: %+v", st)
	}
	one := fmt.Sprintf("/v1/feedback/%d", made.Verdicts[0].ID)
	if a := s.do("GET", one, ""); a.StatusCode != 200 {
		t.Errorf("%s", a.Status)
	}
	if a := s.do("DELETE", one, ""); a.StatusCode != http.StatusNoContent {
		t.Errorf("%s", a.Status)
	}
	s.do("GET", one, "").wantProblem(t, 404, "not-found")
	s.do("DELETE", one, "").wantProblem(t, 404, "not-found")
	s.do("DELETE", "/v1/feedback", "").wantProblem(t, 400, "invalid")
	s.do("POST", "/v1/feedback", `{"text":"Dua","label":"neutral"}`)
	if a := s.do("DELETE", "/v1/feedback?before=2999-01-01", ""); string(a.body) != "{\"deleted\":1}\n" {
		t.Errorf("%s", a.body)
	}
	for field, body := range map[string]string{
		"text":              `{"text":"  \n","label":"neutral"}`,
		"label":             `{"text":"x"}`,
		"weight":            `{"text":"x","label":"neutral","weight":-1}`,
		"note":              `{"text":"x","label":"neutral","note":"` + strings.Repeat("n", 2001) + `"}`,
		"verdicts[1].label": `{"verdicts":[{"text":"x","label":"neutral"},{"text":"y"}]}`,
		"verdicts":          `{"verdicts":[]}`,
		"verdicts[0].text":  `{"verdicts":[null]}`,
		"verdicts.text":     `{"verdicts":[{"text":1}]}`,
		"moderator":         `{"text":"x","label":"neutral","moderator":{}}`,
	} {
		if p := s.do("POST", "/v1/feedback", body).wantProblem(t, 400, "invalid"); p.Field != field {
			t.Errorf("%s: field %q, want %q", body, p.Field, field)
		}
	}
}

func TestQueue(t *testing.T) {
	s := newService(t, server.Config{Loopback: true})
	s.do("POST", "/v1/queue", `{"headlines":["`+shouting+`","`+plain+`","Ternyata Ini Alasan Warga Pindah"],"source":"a.example"}`)
	type queue struct {
		Items []struct {
			Text                   string
			Probability, Threshold float64
		}
		Queued int
	}
	var got queue
	s.do("GET", "/v1/queue?limit=2", "").into(t, &got)
	if got.Queued != 3 || len(got.Items) != 2 {
		t.Fatalf("%+v", got)
	}
	far := func(i int) float64 { return math.Abs(got.Items[i].Probability - got.Items[i].Threshold) }
	if far(0) > far(1) {
		t.Errorf("the more certain headline comes first: %+v", got.Items)
	}
	s.do("POST", "/v1/feedback", `{"text":"`+plain+`","label":"neutral"}`)
	s.do("POST", "/v1/queue", `{"headlines":["`+plain+`"]}`) // judged already
	s.do("GET", "/v1/queue", "").into(t, &got)
	if got.Queued != 2 {
		t.Errorf("a judged headline is queued: %+v", got)
	}
	s.do("DELETE", "/v1/queue", `{"headlines":["`+shouting+`"]}`)
	if s.do("GET", "/v1/queue", "").into(t, &got); got.Queued != 1 {
		t.Errorf("%+v", got)
	}
}

// TestBadHeadlines: what the command refuses, the API refuses too.
func TestBadHeadlines(t *testing.T) {
	s := newService(t, server.Config{})
	for body, want := range map[string]string{
		`{"headlines":["Rapat dewan", null]}`:                         `"field":"headlines[1]"`,
		`{"headlines":["Rapat dewan","a"," "]}`:                       `"field":"headlines[2]"`,
		`{"headline":""}`:                                             `"field":"headlines[0]"`,
		"{\"headlines\":[\"caf\xc3\xa9\",\"caf\xe9 MERINDING\"]}":     `"field":"headlines[1]"`,
		"{\"headline\":\"caf\xe9 MERINDING\"}":                        "not valid UTF-8",
		"{\"headlines\":[\"Rapat dewan\"],\"explain\":true}\xe9":      "not valid UTF-8",
		"{\"headlines\":[\"" + strings.Repeat("é", 5000) + "\xc3\"]}": `"field":"headlines[0]"`,
	} {
		if a := s.do("POST", "/v1/score", body); a.StatusCode != 400 || !strings.Contains(string(a.body), want) {
			t.Errorf("%s: %d %s", body, a.StatusCode, a.body)
		}
	}
}

// TestOffsets: reasons and wrapping of both verdicts lie in the text, in whatever
// unit offsets are asked for.
func TestOffsets(t *testing.T) {
	const text = "“😱 GEGER! Façade: antek rezim 𝗵𝗲𝗯𝗼𝗵” - Kabar.com"
	s := newService(t, server.Config{})
	utf16Text := utf16.Encode([]rune(text))
	for unit, slice := range map[string]func(from, to int) string{
		"":           func(from, to int) string { return text[from:to] },
		"bytes":      func(from, to int) string { return text[from:to] },
		"codepoints": func(from, to int) string { return string([]rune(text)[from:to]) },
		"utf16":      func(from, to int) string { return string(utf16.Decode(utf16Text[from:to])) },
	} {
		body, _ := json.Marshal(map[string]any{"headlines": []string{text}, "explain": true})
		var got struct{ Results []model.Explanation }
		s.do("POST", "/v1/score?offsets="+unit, string(body)).into(t, &got)
		e, want := got.Results[0], model.Default().Explain(text)
		for _, c := range append(e.Cues, e.Bias.Cues...) {
			if slice(c.Start, c.End) != c.Text {
				t.Errorf("%s: [%d,%d) is %q, not %q", unit, c.Start, c.End, slice(c.Start, c.End), c.Text)
			}
		}
		if len(e.Wrapping) == 0 || len(e.Wrapping) != len(want.Wrapping) || len(e.Bias.Cues) == 0 {
			t.Fatalf("%s: %+v", unit, e)
		}
		for i, w := range want.Wrapping {
			if g := e.Wrapping[i]; slice(g.Start, g.End) != text[w.Start:w.End] {
				t.Errorf("%s: wrapping [%d,%d) is not %q", unit, g.Start, g.End, text[w.Start:w.End])
			}
		}
		lines := s.do("POST", "/v1/score?explain&offsets="+unit, string(body[len(`{"explain":true,"headlines":[`):len(body)-2])+"\n", "Content-Type", "application/x-ndjson")
		var line model.Explanation
		if err := json.Unmarshal(lines.body, &line); err != nil || line.Cues[0].Span != e.Cues[0].Span {
			t.Errorf("%s: JSON Lines: %v, %s", unit, err, lines.body)
		}
	}
	if a := s.do("POST", "/v1/score?offsets=words", `{"headline":"Rapat dewan"}`); a.StatusCode != 400 {
		t.Errorf("offsets in words: %d", a.StatusCode)
	}
}

// TestCalm: a calmer version comes where it is asked for, in the units asked for.
func TestCalm(t *testing.T) {
	const text = "😱 Façade! Aktor Lawas Digerebek di Hotel!!!"
	s := newService(t, server.Config{})
	for query, end := range map[string]int{"": len(text), "?offsets=utf16": len(utf16.Encode([]rune(text)))} {
		var got struct{ Results []struct{ Calm *calm.Result } }
		s.do("POST", "/v1/score"+query, `{"headline":"`+text+`","calm":true}`).into(t, &got)
		c := got.Results[0].Calm
		if c == nil || c.Calm != "Façade, Aktor Lawas Digerebek di Hotel" || c.Edits[len(c.Edits)-1].End != end {
			t.Errorf("%s: %+v", query, c)
		}
	}
	if a := s.do("POST", "/v1/score", `{"headline":"`+text+`"}`); bytes.Contains(a.body, []byte(`"calm"`)) {
		t.Errorf("unasked: %s", a.body)
	}
}

// TestOffsetsOfOthers: links and the queue count as asked for too, and say what was
// taken as wrapping.
func TestOffsetsOfOthers(t *testing.T) {
	const text = "😱 GEGER! Façade antek rezim 𝗵𝗲𝗯𝗼𝗵 #viral"
	s := newService(t, server.Config{})
	s.do("POST", "/v1/queue", `{"headlines":["`+text+`"]}`)
	for name, a := range map[string]answer{
		"links": s.do("POST", "/v1/links?offsets=utf16", `{"html":"<a href=/x>`+text+`</a>","explain":true,"all":true}`),
		"queue": s.do("GET", "/v1/queue?offsets=utf16&explain", ""),
	} {
		type item struct {
			Text string
			model.Explanation
		}
		var got struct{ Links, Items []item }
		a.into(t, &got)
		e := append(got.Links, got.Items...)[0]
		units := utf16.Encode([]rune(e.Text))
		for _, c := range append(e.Cues, e.Bias.Cues...) {
			if is := string(utf16.Decode(units[c.Start:c.End])); is != c.Text {
				t.Errorf("%s: [%d,%d) is %q, not %q", name, c.Start, c.End, is, c.Text)
			}
		}
		if name == "links" { // which take the tag off the title
			continue
		}
		last := len(e.Wrapping) - 1
		if len(e.Cues) == 0 || last < 0 || !strings.HasSuffix(string(utf16.Decode(units[e.Wrapping[last].Start:e.Wrapping[last].End])), "#viral") {
			t.Errorf("%s: %s", name, a.body)
		}
	}
	s.do("GET", "/v1/queue?offsets=words", "").wantProblem(t, 400, "invalid")
}

// TestAbstained: the API says which headlines were not read, and reads them if asked
// to.
func TestAbstained(t *testing.T) {
	s := newService(t, server.Config{})
	var got struct{ Results, Links []model.Prediction }
	s.do("POST", "/v1/score", `{"headlines":["!!!","Rapat dewan dimulai"]}`).into(t, &got)
	if r := got.Results; !r[0].Abstained || r[0].Label.Positive() || r[1].Abstained || r[1].Language != features.Indonesian {
		t.Errorf("%+v", r)
	}
	const russian = "Сенсация! Учёные поражены находкой"
	for body, abstains := range map[string]bool{`"explain":false`: true, `"any_language":false`: true, `"any_language":true`: false} {
		got.Results, got.Links = nil, nil
		s.do("POST", "/v1/score", `{"headline":"`+russian+`",`+body+`}`).into(t, &got)
		s.do("POST", "/v1/links", `{"html":"<a href=/x>`+russian+`</a>","all":true,`+body+`}`).into(t, &got)
		if got.Results[0].Abstained != abstains || got.Links[0].Abstained != abstains {
			t.Errorf("%s: %+v", body, got)
		}
	}
	for query, abstains := range map[string]bool{"": true, "?any_language": false} {
		a := s.do("POST", "/v1/score"+query, `"`+russian+`"`, "Content-Type", "application/x-ndjson")
		if strings.Contains(string(a.body), `"abstained":true`) != abstains {
			t.Errorf("lines%s: %s", query, a.body)
		}
	}
	if p := s.do("POST", "/v1/score", `{"headline":"x","any_language":1}`).wantProblem(t, 400, "invalid"); p.Field != "any_language" {
		t.Errorf("%+v", p)
	}
}

// TestQueuePages reads a queue with cursors, also while headlines are taken out.
func TestQueuePages(t *testing.T) {
	s := newService(t, server.Config{})
	var headlines []string
	for i := range 25 {
		headlines = append(headlines, fmt.Sprintf("Judul ke-%d: \"harga\" naik?!", i))
	}
	body, _ := json.Marshal(map[string]any{"headlines": headlines})
	s.do("POST", "/v1/queue", string(body))
	var whole, page struct {
		Items []struct{ Text string }
		Next  string
	}
	s.do("GET", "/v1/queue", "").into(t, &whole)
	if len(whole.Items) != len(headlines) || whole.Next != "" {
		t.Fatalf("%d items, next %q", len(whole.Items), whole.Next)
	}
	var got int
	for next := ""; ; next = page.Next {
		page.Items, page.Next = nil, ""
		s.do("GET", "/v1/queue?limit=10&after="+next, "").into(t, &page)
		for _, item := range page.Items {
			if got == len(whole.Items) || item.Text != whole.Items[got].Text {
				t.Fatalf("item %d is %q", got, item.Text)
			}
			got++
		}
		if page.Next == "" {
			break
		}
		taken, _ := json.Marshal(map[string]any{"headlines": []string{whole.Items[0].Text}})
		s.do("DELETE", "/v1/queue", string(taken))
	}
	if got != len(headlines) {
		t.Errorf("%d items by pages", got)
	}
}

// TestUnknownParameters checks that a parameter is not ignored: whoever misspells
// "before" must not get another answer than was asked for.
func TestUnknownParameters(t *testing.T) {
	s := newService(t, server.Config{})
	for target, field := range map[string]string{
		"GET /v1/queue?offset=1000": "offset", "GET /v1/queue?limit=5&page=2": "page", "GET /v1/queue?after=x": "after", "GET /v1/feedback?Since=2026-01-01": "Since",
		"DELETE /v1/feedback?before=2026-01-01&x": "x", "GET /v1/model?v=1": "v", "GET /v1/feedback/stats?since=2026-01-01": "since", "POST /v1/score?explains=1": "explains",
	} {
		method, path, _ := strings.Cut(target, " ")
		if p := s.do(method, path, "").wantProblem(t, 400, "invalid"); p.Field != field {
			t.Errorf("%s: field %q", target, p.Field)
		}
	}
	p := s.do("POST", "/v1/feedback", `{"text":"x","label":1}`).wantProblem(t, 400, "invalid")
	if p.Field != "label" || !strings.Contains(p.Detail, "neutral or sensational") {
		t.Errorf("%+v", p)
	}
}

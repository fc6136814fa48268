package server_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
)

// discourse sends what Discourse's sentiment module sends, its headers too, and
// reads what it reads: an object per label.
func discourse(t *testing.T, s *service, path, text string) map[string]float64 {
	t.Helper()
	body, _ := json.Marshal(map[string]any{"inputs": text, "truncate": true})
	a := s.do("POST", path, string(body), "Referer", "https://forum.example", "X-API-KEY", "k", "Authorization", "Bearer k")
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %s", path, a.Status, a.body)
	}
	var list []struct {
		Label string
		Score *float64
	}
	a.into(t, &list)
	labels := map[string]float64{}
	for _, l := range list {
		labels[l.Label] = *l.Score
	}
	if len(list) != 2 || list[0].Label == list[1].Label {
		t.Errorf("%s", a.body)
	}
	return labels
}

func TestDiscourse(t *testing.T) {
	s, m := newService(t, server.Config{}), model.Default()
	for _, title := range []string{shouting, plain} {
		want := m.Predict(title)
		for path, p := range map[string]map[string]float64{
			"/compat/classify":             {"sensational": want.Probability, "neutral": 1 - want.Probability},
			"/compat/classify/sensational": {"sensational": want.Probability, "neutral": 1 - want.Probability},
			"/compat/classify/biased":      {"biased": want.Bias.Probability, "unbiased": 1 - want.Bias.Probability},
		} {
			got := discourse(t, s, path, title+"\nINI GILA!!! Geger sekali, menurut saya.\n\n> kutipan") // a topic's first post
			for label, v := range p {
				if math.Abs(got[label]-v) > 1e-12 {
					t.Errorf("%s of %q: %v, want %v", path, title, got, p)
				}
			}
		}
	}
	long := strings.Repeat("judul yang tenang ", 6) + strings.Repeat("geger! gila! ", 20) // as it comes if it is long
	if got, want := discourse(t, s, "/compat/classify", long), m.Score("judul yang tenang judul yang tenang judul yang tenang judul yang tenang judul yang tenang judul yang"); got["sensational"] != want {
		t.Errorf("a title run into its post: %v, want %v", got, want)
	}
	discourse(t, s, "/compat/classify", strings.Repeat("é", 300))
	if a := s.do("POST", "/compat/classify", `{"inputs":"`+shouting+`"}`); !strings.HasPrefix(string(a.body), `[{"label":"sensational"`) {
		t.Errorf("the label comes first: %s", a.body)
	}
	s.do("POST", "/compat/classify/angry", `{"inputs":"x"}`).wantProblem(t, 404, "not-found")
	for _, wrong := range []string{`{}`, `{"inputs":["a","b"]}`, `{"inputs":" \n\t"}`, `[]`, `{"inputs":"a"} x`} {
		s.do("POST", "/compat/classify", wrong).wantProblem(t, 400, "invalid")
	}
}

// freshRSS sends what FreshRSS's LLM classification sends for an entry, with its
// prompt filled in, and reads the tags as it does.
func freshRSS(t *testing.T, s *service, prompt string, allowed ...string) []string {
	t.Helper()
	format := map[string]any{"type": "json_object"}
	if allowed != nil {
		format = map[string]any{"type": "json_schema", "json_schema": map[string]any{"name": "classification", "strict": true, "schema": map[string]any{
			"type": "object", "required": []string{"tags"}, "additionalProperties": false,
			"properties": map[string]any{"tags": map[string]any{"type": "array", "uniqueItems": true, "maxItems": len(allowed), "items": map[string]any{"type": "string", "enum": allowed}}}}}}
	}
	body, _ := json.Marshal(map[string]any{"model": "gpt-4o-mini", "response_format": format, "max_completion_tokens": 512, "chat_template_kwargs": map[string]bool{"enable_thinking": false},
		"messages": []map[string]string{{"role": "system", "content": "Answer with tags as JSON. Title: none"}, {"role": "user", "content": prompt}}})
	a := s.do("POST", "/compat/v1/chat/completions", string(body), "Accept", "application/json")
	var got struct {
		Model   string
		Choices []struct {
			Message struct{ Content string }
			Finish  string `json:"finish_reason"`
		}
	}
	a.into(t, &got)
	var content struct{ Tags []string }
	if len(got.Choices) != 1 || got.Choices[0].Finish != "stop" || !strings.HasPrefix(got.Model, "heboh-") || json.Unmarshal([]byte(got.Choices[0].Message.Content), &content) != nil || content.Tags == nil {
		t.Fatalf("%s %s", a.Status, a.body)
	}
	if again := s.do("POST", "/compat/v1/chat/completions", string(body)); string(again.body) != string(a.body) {
		t.Errorf("the same request, another answer: %s, %s", a.body, again.body)
	}
	return content.Tags
}

func TestFreshRSS(t *testing.T) {
	s := newService(t, server.Config{})
	const shouted = "GEGER! Warga &quot;Kaget&quot; Lihat Ini"
	for _, c := range []struct {
		prompt, want string
		allowed      []string
	}{
		{"Sort this article.\n\nTitle: " + shouted + "\nAuthor: \n\nContent:\n" + plain, "[sensational]", nil},
		{"Trie cet article.\n\nTitre : " + shouted + "\nAuteur : x", "[sensational]", nil},
		{"Title: " + plain + "\n\nContent:\n" + shouted + "\nTitle: " + shouted, "[]", nil},
		{shouted, "[sensational]", nil},
		{"\n" + plain + "\n" + shouted, "[]", nil},
		{shouted, "[Sensational emphasis]", []string{"politics", "Sensational", "neutral", "emphasis", "gossip"}},
		{plain, "[neutral unbiased]", []string{"sensational", "neutral", "unbiased"}},
		{shouted, "[]", []string{"<sport>"}},
	} {
		if got := freshRSS(t, s, c.prompt, c.allowed...); fmt.Sprint(got) != c.want {
			t.Errorf("%q, allowed %q: %v, want %s", c.prompt, c.allowed, got, c.want)
		}
	}
}

// TestChatRefusals reads refusals as clients of OpenAI do, and as problems.
func TestChatRefusals(t *testing.T) {
	s := newService(t, server.Config{Limits: server.Limits{Line: 1000, Body: 4000}})
	const user = `{"messages":[{"role":"user","content":`
	for body, want := range map[string]string{
		user + `"` + plain + `"}],"stream":true}`: "400 invalid stream",
		user + `" "}]}`:  "400 invalid messages",
		user + `null}]}`: "400 invalid messages",
		`{"messages":[{"role":"system","content":"x"}]}`: "400 invalid messages",
		`{"messages":"x"}`: "400 invalid messages",
		`{`:                "400 invalid <nil>",
		user + `"` + strings.Repeat("x", 1001) + `"}]}`: "413 too-large messages",
		user + `"` + strings.Repeat("x", 4001) + `"}]}`: "413 too-large <nil>",
	} {
		a := s.do("POST", "/compat/v1/chat/completions", body)
		var got struct {
			Error struct {
				Message, Type, Code string
				Param               any
			}
		}
		a.into(t, &got)
		if is := fmt.Sprint(a.StatusCode, " ", got.Error.Code, " ", got.Error.Param); is != want || got.Error.Type != "invalid_request_error" || got.Error.Message == "" {
			t.Errorf("%.80s: %s, want %s in %s", body, is, want, a.body)
		}
		a.wantProblem(t, a.StatusCode, got.Error.Code)
	}
	parts := user + `[{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"` + shouting + `"}]}]}`
	if a := s.do("POST", "/compat/v1/chat/completions", parts); !strings.Contains(string(a.body), `{\"tags\":[\"sensational\"`) {
		t.Errorf("a message of parts: %s", a.body)
	}
	s.do("GET", "/compat/v1/models?x=1", "").wantProblem(t, 400, "invalid")
	if a := s.do("POST", "/v1/score", `{`); strings.Contains(string(a.body), `"error"`) {
		t.Errorf("a problem of another route: %s", a.body)
	}
	var list struct{ Data []struct{ ID string } }
	s.do("GET", "/compat/v1/models", "").into(t, &list)
	if len(list.Data) != 1 || !strings.HasPrefix(list.Data[0].ID, "heboh-") {
		t.Errorf("models: %+v", list)
	}
}

// FuzzCompat sends arbitrary bodies in the forms of other services: the answer is
// a problem that blames the request, or JSON whose tags were allowed.
func FuzzCompat(f *testing.F) {
	for _, seed := range []string{`{"inputs":"Geger!\nIsi","truncate":true}`, `{"messages":[{"role":"user","content":"Title: Geger!"}]}`,
		`{"messages":[{"role":"user","content":[{"type":"text","text":"a"}]}],"response_format":{"json_schema":{"schema":{"properties":{"tags":{"items":{"enum":["NEUTRAL","<"]}}}}}}}`,
		`{"messages":{"role":"user"},"stream":"yes"}`, `{"inputs":"\ud800"}`, `null`, `[[`} {
		f.Add(seed)
	}
	s, err := server.New(server.Config{Logger: quiet, Limits: server.Limits{Body: 1 << 16, Line: 1 << 12}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{"/compat/classify", "/compat/classify/biased", "/compat/v1/chat/completions"} {
			w := httptest.NewRecorder()
			s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, strings.NewReader(body)))
			checkAnswer(t, path, w)
			if w.Code >= 400 != strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem") {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
	})
}

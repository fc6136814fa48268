package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/heboh/heboh/server/store"
)

type operation struct {
	RequestBody struct {
		Content map[string]struct{ Schema json.RawMessage }
	}
	Responses map[string]struct {
		Content map[string]struct{ Schema json.RawMessage }
	}
	Parameters []struct{ Name, In string }
	Security   []map[string][]string
}

// query are the names of the parameters in the query.
func (o operation) query() (names []string) {
	for _, p := range o.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	slices.Sort(names)
	return names
}

type description struct {
	Paths      map[string]map[string]operation
	Components json.RawMessage
}

func described(t *testing.T) (d description) {
	t.Helper()
	if err := json.Unmarshal(openAPI, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDescriptionHasAllRoutes compares the routes, who may use them and their
// parameters with
// what openapi.json says, both ways.
func TestDescriptionHasAllRoutes(t *testing.T) {
	var served, said []string
	for _, rt := range new(Server).routes() {
		slices.Sort(rt.query)
		served = append(served, fmt.Sprintf("%s %s %v %q", strings.ToLower(rt.method), rt.path, rt.needs&privilege != 0, rt.query))
	}
	d := described(t)
	for path, methods := range d.Paths {
		for method, op := range methods {
			said = append(said, fmt.Sprintf("%s %s %v %q", method, path, len(op.Security) > 0, op.query()))
		}
	}
	slices.Sort(served)
	slices.Sort(said)
	if !slices.Equal(served, said) {
		t.Errorf("served %v\nsaid   %v", served, said)
	}
}

// calls use every operation, most of them in several ways.
var calls = []struct{ method, path, body string }{
	{"POST", "/v1/score", `{"headlines":["Geger! Warga Panik","Harga beras turun"],"explain":true}`},
	{"POST", "/v1/score?offsets=utf16", `{"headline":"!!!","any_language":true,"explain":true}`},
	{"POST", "/v1/score", `{"headlines":["Geger! Warga Temukan Ular Sanca","Harga beras turun"],"calm":true}`},
	{"POST", "/v1/score", `{"headline":""}`},
	{"POST", "/v1/score", `{"headlines":[]}`},
	{"POST", "/v1/links", `{"html":"<nav><a href=/x>Menu</a></nav><h2>Baca juga</h2><a href=/y>Ternyata Ini Alasan Warga Pindah</a>","all":true,"explain":true,"base":"https://a.example/"}`},
	{"POST", "/v1/links", `{"url":"http://10.0.0.1/"}`},
	{"POST", "/v1/feedback", `{"text":"Geger!","label":"neutral","note":"n","source":"s","moderator":"m","weight":2}`},
	{"POST", "/v1/feedback", `{"verdicts":[{"text":"a b","label":"sensational"},{"text":"c","label":"neutral"}]}`},
	{"POST", "/v1/feedback", `{"text":"x","label":"perhaps"}`},
	{"GET", "/v1/feedback", ""},
	{"GET", "/v1/feedback?format=csv&limit=1", ""},
	{"GET", "/v1/feedback?since=yesterday", ""},
	{"GET", "/v1/feedback/stats", ""},
	{"GET", "/v1/feedback/1", ""},
	{"GET", "/v1/feedback/999", ""},
	{"DELETE", "/v1/feedback/1", ""},
	{"DELETE", "/v1/feedback?before=2000-01-01", ""},
	{"POST", "/v1/queue", `{"headlines":["Ternyata Ini Alasan Warga Pindah"],"source":"s"}`},
	{"GET", "/v1/queue?explain=true&offsets=codepoints", ""},
	{"DELETE", "/v1/queue", `{"headlines":["x"]}`},
	{"POST", "/compat/classify", `{"inputs":"Geger! Warga Panik\nIsi kiriman","truncate":true}`},
	{"POST", "/compat/classify/biased", `{"inputs":"Harga beras turun"}`},
	{"POST", "/compat/classify/angry", `{"inputs":"Harga beras turun"}`},
	{"POST", "/compat/v1/chat/completions", `{"model":"any","messages":[{"role":"user","content":"Geger! Warga Panik"}]}`},
	{"POST", "/compat/v1/chat/completions", `{"messages":[],"stream":true}`},
	{"GET", "/compat/v1/models", ""},
	{"GET", "/v1/model", ""},
	{"POST", "/v1/model/reload", ""},
	{"GET", "/healthz", ""},
	{"GET", "/readyz", ""},
	{"GET", "/metrics", ""},
	{"GET", "/openapi.json", ""},
}

// TestAnswersAreAsDescribed checks every answer against the schema of its
// operation, status and type.
func TestAnswersAreAsDescribed(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s, err := New(Config{Token: "a-token-of-the-test", Store: st, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	hs := httptest.NewServer(s.Handler())
	defer hs.Close()
	d := described(t)
	unused := map[string]bool{}
	for path, methods := range d.Paths {
		for method := range methods {
			unused[method+" "+path] = true
		}
	}
	for _, c := range calls {
		path, _, _ := strings.Cut(c.path, "?")
		if strings.HasPrefix(path, "/v1/feedback/") && path != "/v1/feedback/stats" {
			path = "/v1/feedback/{id}"
		}
		if strings.HasPrefix(path, "/compat/classify/") {
			path = "/compat/classify/{head}"
		}
		method := strings.ToLower(c.method)
		delete(unused, method+" "+path)
		t.Run(c.method+c.path, func(t *testing.T) { compare(t, d, d.Paths[path][method], hs.URL, c.method, c.path, c.body) })
	}
	if len(unused) > 0 {
		t.Errorf("never called: %v", slices.Collect(maps.Keys(unused)))
	}
}

func compare(t *testing.T, d description, op operation, url, method, path, body string) {
	req, err := http.NewRequest(method, url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer a-token-of-the-test")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	want, ok := op.Responses[fmt.Sprint(res.StatusCode)]
	if !ok && res.StatusCode >= 400 {
		want, ok = op.Responses["default"]
	}
	if !ok {
		t.Fatalf("%s is not described: %s", res.Status, raw)
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	if len(want.Content) == 0 && len(raw) == 0 {
		return
	}
	content, ok := want.Content[kind]
	if !ok {
		t.Fatalf("%s %q is not described: %s", res.Status, kind, raw)
	}
	switch {
	case strings.HasSuffix(kind, "json") && kind != "application/x-ndjson":
		valid(t, d, content.Schema, raw)
	case kind == "application/x-ndjson":
		for line := range bytes.Lines(raw) {
			valid(t, d, json.RawMessage(`{"$ref":"#/components/schemas/Verdict"}`), line)
		}
	}
}

// valid checks a document against a schema of the description.
func valid(t *testing.T, d description, schema, doc []byte) {
	t.Helper()
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	components, err := jsonschema.UnmarshalJSON(bytes.NewReader(d.Components))
	if err != nil {
		t.Fatal(err)
	}
	whole.(map[string]any)["components"] = components
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", whole); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%v in %.400s", err, doc)
	}
}

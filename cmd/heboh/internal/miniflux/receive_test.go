package miniflux

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heboh/heboh/model"
)

const secret = "a-secret-that-miniflux-made"

// told is what a Miniflux was asked to do.
type told struct {
	mu    sync.Mutex
	calls []string
	fail  bool
}

// ServeHTTP answers as Miniflux's API does.
func (m *told) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, fmt.Sprintf("%s %s %s %s", r.Method, r.URL.Path, r.Header.Get("X-Auth-Token"), body))
	switch {
	case m.fail:
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, `{"error_message":"no database"}`)
	case r.URL.Path == "/v1/entries":
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id":12}`)
	}
}

func (m *told) did() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	slices.Sort(m.calls)
	return strings.Join(m.calls, "\n")
}

// body is an event as Miniflux sends it.
func body(kind string, made time.Time, titles ...string) string {
	entries := []map[string]any{}
	for i, title := range titles {
		entries = append(entries, map[string]any{"id": 11 + i, "user_id": 1, "feed_id": 8, "status": "unread", "hash": "h", "title": title, "url": "https://kabar.example/1", "comments_url": "",
			"published_at": made.Add(-time.Hour), "created_at": made, "changed_at": made, "content": "<p>Isi</p>", "author": "", "share_code": "", "starred": false,
			"reading_time": 1, "enclosures": nil, "tags": []string{}})
	}
	raw, _ := json.Marshal(map[string]any{"event_type": kind, "entries": entries, "feed": map[string]any{"id": 8, "user_id": 1, "category_id": 2,
		"category": map[string]any{"id": 2, "title": "Berita"}, "feed_url": "https://kabar.example/feed.xml", "site_url": "https://kabar.example/", "title": "Kabar", "checked_at": made}})
	return string(raw)
}

func signed(body string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}

func post(rc *Receiver, body, signature string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	r.Header.Set("X-Miniflux-Signature", signature)
	r.Header.Set("X-Miniflux-Event-Type", "new_entries")
	w := httptest.NewRecorder()
	rc.ServeHTTP(w, r)
	return w
}

// receiver acts on a Miniflux of the test by rules, and reports to out.
func receiver(t *testing.T, rules string, out io.Writer) (*Receiver, *Actor, *told) {
	t.Helper()
	list, err := ParseRules("rules.toml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	m := &told{}
	hs := httptest.NewServer(m)
	t.Cleanup(hs.Close)
	a := &Actor{Model: model.Default(), Rules: list, Out: out, Calmer: strings.ToLower}
	a.Connect(hs.URL+"/", "key")
	return New(secret, slog.New(slog.DiscardHandler), a), a, m
}

const (
	shouting = "GEGER! Warga HISTERIS, Ini yang Terjadi!"
	plain    = "Harga beras turun"
	all      = "[[rule]]\nwhen = \"sensational\"\nat_least = 0.9\ndo = [\"retitle\", \"star\"]\n[[rule]]\nwhen = \"emphasis\"\nfeed = \"kabar.example\"\ndo = [\"read\"]\n[[rule]]\nwhen = \"sensational\"\nfeed = \"other.example\"\ndo = [\"read\"]\n"
)

func TestActs(t *testing.T) {
	var out bytes.Buffer
	rc, a, m := receiver(t, all, &out)
	b := body("new_entries", time.Now(), plain, shouting)
	if w := post(rc, b, signed(b)); w.Code != http.StatusNoContent {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	const want = `PUT /v1/entries key {"entry_ids":[12],"starred":true}
PUT /v1/entries key {"entry_ids":[12],"status":"read"}
PUT /v1/entries/12 key {"title":"geger! warga histeris, ini yang terjadi!","content":null}`
	if m.did() != want {
		t.Errorf("%s\nwant %s", m.did(), want)
	}
	type report struct {
		Entry       int
		Text, Label string
		Bias        struct{ Label string }
		Do          []string
		Calm        string
	}
	var got []report
	for dec := json.NewDecoder(&out); dec.More(); {
		var r report
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if len(got) != 2 || got[0].Entry != 11 || got[0].Label != "neutral" || len(got[0].Do) != 0 || got[1].Label != "sensational" ||
		fmt.Sprint(got[1].Do) != "[read retitle star]" || got[1].Calm != strings.ToLower(shouting) || got[1].Bias.Label == "" {
		t.Errorf("%+v", got)
	}
	a.Calmer = func(title string) string { return title } // nothing calmer
	b = body("new_entries", time.Now(), shouting)
	m.calls = nil
	if w := post(rc, b, signed(b)); w.Code != http.StatusNoContent || strings.Contains(m.did(), "title") {
		t.Errorf("%d %s", w.Code, m.did())
	}
}

func TestDryRun(t *testing.T) {
	var out bytes.Buffer
	rc, a, m := receiver(t, all, &out)
	a.miniflux = nil
	b := body("new_entries", time.Now(), shouting)
	if w := post(rc, b, signed(b)); w.Code != http.StatusNoContent || m.did() != "" || !strings.Contains(out.String(), `"dry_run":true`) {
		t.Errorf("%d %q %s", w.Code, m.did(), out.String())
	}
}

func TestRefusals(t *testing.T) {
	rc, _, m := receiver(t, all, io.Discard)
	fresh, stale := body("new_entries", time.Now(), shouting), body("new_entries", time.Now().Add(-time.Minute), shouting)
	for name, c := range map[string]struct {
		body, signature string
		status          int
	}{
		"no signature":            {fresh, "", 401},
		"a signature that is not": {fresh, "zz", 401},
		"another's signature":     {fresh, signed(stale), 401},
		"a changed body":          {fresh + " ", signed(fresh), 401},
		"made before the start":   {stale, signed(stale), 409},
		"no times":                {`{"event_type":"new_entries","entries":[{"id":1,"title":"x"}]}`, "", 409},
		"not JSON":                {"x", "", 400},
		"a type that is wrong":    {`{"entries":{}}`, "", 400},
		"too large":               {strings.Repeat(" ", maxBody+1), "", 413},
		"an entry saved":          {body("save_entry", time.Now(), shouting), "", 204},
		"nothing":                 {`{"event_type":"new_entries"}`, "", 204},
	} {
		if c.signature == "" && name != "no signature" {
			c.signature = signed(c.body)
		}
		if w := post(rc, c.body, c.signature); w.Code != c.status {
			t.Errorf("%s: %d %s, want %d", name, w.Code, w.Body, c.status)
		}
	}
	w := httptest.NewRecorder()
	if rc.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil)); w.Code != 405 {
		t.Errorf("GET: %d", w.Code)
	}
	if m.did() != "" {
		t.Errorf("done all the same: %s", m.did())
	}
}

// TestReplays sends events again: at once, in parallel, late, to a new process,
// and after a failure.
func TestReplays(t *testing.T) {
	rc, a, m := receiver(t, "[[rule]]\nwhen = \"sensational\"\ndo = [\"read\"]\n", io.Discard)
	b := body("new_entries", time.Now(), shouting)
	var group sync.WaitGroup
	codes := make([]int, 8)
	for i := range codes {
		group.Go(func() { codes[i] = post(rc, b, signed(b)).Code })
	}
	group.Wait()
	if slices.Sort(codes); codes[0] != 204 || codes[1] != 409 || len(m.calls) != 1 {
		t.Errorf("%v %v", codes, m.calls)
	}
	for _, later := range []time.Duration{window - time.Second, window + time.Second, 24 * time.Hour} {
		rc.now = func() time.Time { return time.Now().Add(later) }
		if w := post(rc, b, signed(b)); w.Code != 409 {
			t.Errorf("%s later: %d", later, w.Code)
		}
	}
	next := body("new_entries", time.Now().Add(24*time.Hour), shouting)
	if w := post(rc, next, signed(next)); w.Code != 204 || len(rc.seen) != 1 {
		t.Errorf("the next day: %d, %d remembered", w.Code, len(rc.seen))
	}
	if w := post(New(secret, slog.New(slog.DiscardHandler), a), b, signed(b)); w.Code != 409 {
		t.Errorf("a new process: %d", w.Code)
	}
	failing, _, m := receiver(t, "[[rule]]\nwhen = \"sensational\"\ndo = [\"read\", \"star\"]\n", io.Discard)
	m.fail = true
	b = body("new_entries", time.Now(), shouting)
	if w := post(failing, b, signed(b)); w.Code != 502 || len(m.calls) != 2 || strings.Contains(w.Body.String(), "database") {
		t.Errorf("%d %s %v", w.Code, w.Body, m.calls)
	}
	m.fail = false
	if w := post(failing, b, signed(b)); w.Code != 204 {
		t.Errorf("sent again after a failure: %d", w.Code)
	}
}

func TestRules(t *testing.T) {
	for rules, want := range map[string]string{
		"":                            "rules.toml: no rules; write at least one [[rule]]",
		"[[rule]]\nwhen = \"loud\"\n": `rules.toml: rule 1: when = "loud"; use one of sensational, biased, emphasis`,
		"[[rule]]\nwhen = \"biased\"": "rules.toml: rule 1: do is missing or empty",
		"[[rule]]\nwhen = 3":          "rules.toml:2: ",
		"[[rule]]\nwhen = \"biased\"\ndo = [\"delete\"]":             `rules.toml: rule 1: do has "delete"; use read, star and retitle`,
		"[[rule]]\nwhen = \"biased\"\nat_least = nan\ndo=[]":         "rules.toml: rule 1: at_least = NaN; must be a probability",
		"[[rule]]\nwhen = \"biased\"\n\nthen = \"x\"\ndo=[\"read\"]": "rules.toml:4: no setting rule.then; a [[rule]] has when, at_least, feed and do",
		"[[rule]\n": "rules.toml:1: ",
	} {
		if _, err := ParseRules("rules.toml", []byte(rules)); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want %s", rules, err, want)
		}
	}
}

// FuzzReceive sends signed bodies that may be anything, to rules that may be
// anything: no panic, no answer that blames the receiver, nothing done twice.
func FuzzReceive(f *testing.F) {
	f.Add(body("new_entries", time.Now().Add(time.Hour), shouting), all)
	f.Add(`{"event_type":"new_entries","entries":[null,{"id":1e3,"created_at":"9999-12-31T23:59:59Z"}],"feed":null}`, "rule = [{}]")
	f.Fuzz(func(t *testing.T, body, rules string) {
		list, _ := ParseRules("rules.toml", []byte(rules))
		rc := New(secret, slog.New(slog.DiscardHandler), &Actor{Model: model.Default(), Rules: list, Out: io.Discard, Calmer: strings.ToLower})
		first := post(rc, body, signed(body)).Code
		if again := post(rc, body, signed(body)).Code; first >= 500 || again >= 500 || again == 204 && len(rc.seen) > 0 {
			t.Errorf("%d, then %d", first, again)
		}
	})
}

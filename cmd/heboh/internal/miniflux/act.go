package miniflux

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"miniflux.app/v2/client"

	"github.com/heboh/heboh/model"
)

// Actor labels entries, reports them and does what the rules say.
type Actor struct {
	Model *model.Model
	Rules []Rule
	// Calmer returns a calmer title, or the same one.
	Calmer func(title string) string
	Out    io.Writer // gets a line of JSON per entry

	miniflux *client.Client // nil for a dry run
	mu       sync.Mutex     // for Out
}

// Connect lets the actor act, on the Miniflux at this address. Without it, entries are
// only reported.
func (a *Actor) Connect(url, key string) {
	a.miniflux = client.NewClientWithOptions(url, client.WithAPIKey(key), client.WithHTTPClient(&http.Client{Timeout: 20 * time.Second}))
}

type line struct {
	Entry int64  `json:"entry"`
	Feed  string `json:"feed"`
	Text  string `json:"text"`
	model.Prediction
	Do   []string `json:"do"`
	Calm string   `json:"calm,omitempty"` // the new title
	Dry  bool     `json:"dry_run,omitempty"`
}

// handle labels, acts on and reports the entries of an event. A failure does not stop
// the rest.
func (a *Actor) handle(ctx context.Context, e *event) error {
	lines := make([]line, len(e.Entries))
	var read, star []int64
	for i, n := range e.Entries {
		l := line{Entry: n.ID, Feed: e.Feed.URL, Text: n.Title, Prediction: a.Model.Predict(n.Title), Dry: a.miniflux == nil}
		l.Do = todo(a.Rules, &l.Prediction, e.Feed.URL)
		if at := slices.Index(l.Do, doRetitle); at >= 0 {
			if l.Calm = a.Calmer(n.Title); l.Calm == n.Title {
				l.Calm, l.Do = "", slices.Delete(l.Do, at, at+1)
			}
		}
		if slices.Contains(l.Do, doRead) {
			read = append(read, n.ID)
		}
		if slices.Contains(l.Do, doStar) {
			star = append(star, n.ID)
		}
		lines[i] = l
	}
	var failed error
	if a.miniflux != nil {
		failed = a.act(ctx, lines, read, star)
	}
	return errors.Join(failed, a.report(lines))
}

func (a *Actor) act(ctx context.Context, lines []line, read, star []int64) error {
	var failed []error
	try := func(what string, err error) {
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", what, err))
		}
	}
	if len(read) > 0 {
		try(fmt.Sprintf("marking %d read", read), a.miniflux.UpdateEntriesContext(ctx, read, client.EntryStatusRead))
	}
	if len(star) > 0 {
		try(fmt.Sprintf("starring %d", star), a.miniflux.UpdateEntriesStarredContext(ctx, star, true))
	}
	for _, l := range lines {
		if l.Calm != "" {
			_, err := a.miniflux.UpdateEntryContext(ctx, l.Entry, &client.EntryModificationRequest{Title: &l.Calm})
			try(fmt.Sprintf("retitling %d", l.Entry), err)
		}
	}
	return errors.Join(failed...)
}

func (a *Actor) report(lines []line) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	enc := json.NewEncoder(a.Out)
	enc.SetEscapeHTML(false)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

package miniflux

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

const (
	maxBody = 16 << 20         // bytes of an event; entries come with their content
	window  = time.Hour        // older entries are not new
	acting  = 60 * time.Second // to act on the entries of one event
)

// Receiver handles the webhook. Each event is accepted once: its body must bear
// Miniflux's signature, its entries must have been created after New and within the
// last hour, and the signatures of that hour are remembered.
type Receiver struct {
	secret  []byte
	started time.Time
	now     func() time.Time
	log     *slog.Logger
	handle  func(context.Context, *event) error

	mu   sync.Mutex
	seen map[[sha256.Size]byte]time.Time // signature -> when its entries are too old anyway
}

// New returns a receiver of events signed with the secret.
func New(secret string, log *slog.Logger, act *Actor) *Receiver {
	return &Receiver{secret: []byte(secret), started: time.Now(), now: time.Now, log: log, handle: act.handle,
		seen: map[[sha256.Size]byte]time.Time{}}
}

// event is the part of a webhook's body that is used. The type in the header is not
// signed, so the one in the body counts.
type event struct {
	Type string `json:"event_type"`
	Feed struct {
		ID  int64  `json:"id"`
		URL string `json:"feed_url"`
	} `json:"feed"`
	Entries []entry `json:"entries"`
}

type entry struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Created time.Time `json:"created_at"`
}

type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

func (rc *Receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := rc.receive(w, r)
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	refused := &refusal{http.StatusBadGateway, "Miniflux refused some of what the rules say; the log has details"}
	errors.As(err, &refused)
	rc.log.Error("event not taken", "status", refused.status, "error", err)
	w.Header().Set("Connection", "close") // the body may not have been read
	http.Error(w, refused.text, refused.status)
}

func (rc *Receiver) receive(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return &refusal{http.StatusMethodNotAllowed, "this address accepts Miniflux's events, by POST"}
	}
	signature, body, err := rc.read(w, r)
	if err != nil {
		return err
	}
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return &refusal{http.StatusBadRequest, "not a Miniflux event: " + err.Error()}
	}
	if e.Type != "new_entries" || len(e.Entries) == 0 {
		return nil // saved entries are announced at the same address
	}
	if err := rc.once(signature, &e); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), acting)
	defer cancel()
	if err := rc.handle(ctx, &e); err != nil {
		rc.mu.Lock()
		delete(rc.seen, signature) // so that it may be sent again
		rc.mu.Unlock()
		return err
	}
	return nil
}

func (rc *Receiver) read(w http.ResponseWriter, r *http.Request) (signature [sha256.Size]byte, body []byte, err error) {
	given, err := hex.DecodeString(r.Header.Get("X-Miniflux-Signature"))
	if err != nil || len(given) != len(signature) {
		return signature, nil, &refusal{http.StatusUnauthorized, "no Miniflux signature"}
	}
	tooLarge := &refusal{http.StatusRequestEntityTooLarge, "the event is too large"}
	if r.ContentLength > maxBody {
		return signature, nil, tooLarge
	}
	body, err = io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if size := (*http.MaxBytesError)(nil); errors.As(err, &size) {
		return signature, nil, tooLarge
	} else if err != nil {
		return signature, nil, &refusal{http.StatusBadRequest, "the event did not arrive complete"}
	}
	mac := hmac.New(sha256.New, rc.secret)
	mac.Write(body)
	copy(signature[:], mac.Sum(nil))
	if !hmac.Equal(signature[:], given) {
		return signature, nil, &refusal{http.StatusUnauthorized, "the signature is wrong; compare the secret with the one in Miniflux's settings"}
	}
	return signature, body, nil
}

// once refuses an event that was accepted before, or may have been before this
// process started.
func (rc *Receiver) once(signature [sha256.Size]byte, e *event) error {
	now := rc.now()
	oldest := now.Add(-window)
	if rc.started.After(oldest) {
		oldest = rc.started
	}
	newest := time.Time{}
	for _, n := range e.Entries {
		if n.Created.Before(oldest) {
			return &refusal{http.StatusConflict, "the entries are not new: they must have been created within the last hour and since this receiver started; compare the clocks"}
		}
		if n.Created.After(newest) {
			newest = n.Created
		}
	}
	rc.mu.Lock()
	defer rc.mu.Unlock()
	for s, until := range rc.seen {
		if now.After(until) {
			delete(rc.seen, s)
		}
	}
	if _, again := rc.seen[signature]; again {
		return &refusal{http.StatusConflict, "the event was accepted before"}
	}
	rc.seen[signature] = newest.Add(window)
	return nil
}

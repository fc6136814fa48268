package server

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

const (
	maxNote   = 2000 // characters
	maxName   = 200  // characters of a source or a moderator
	maxWeight = 100
	maxExport = 1_000_000_000
)

type feedbackRequest struct {
	feedback
	Replaces int64      `json:"replaces"` // id of a verdict to take back
	Verdicts []feedback `json:"verdicts"` // several at once instead of one
}

// feedback is one verdict as a client sends it. What the model says is not
// taken from the client.
type feedback struct {
	Text      string       `json:"text"`
	Label     *model.Label `json:"label"`
	Weight    *float64     `json:"weight"`
	Source    string       `json:"source"`
	Note      string       `json:"note"`
	Moderator string       `json:"moderator"`
}

type feedbackResponse struct {
	Verdicts []store.Verdict `json:"verdicts"`
}

// hasStore is where the answer begins of whatever needs the store.
func (s *Server) hasStore() error {
	if s.cfg.Store == nil {
		return problem(http.StatusServiceUnavailable, "no-store", "this service keeps no feedback; start it with --store FILE")
	}
	return nil
}

// postFeedback answers when the verdicts are on the disk, not before.
func (s *Server) postFeedback(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	var req feedbackRequest
	release, err := s.readJSON(w, r, &req)
	if err != nil {
		return err
	}
	defer release()
	given, err := req.list()
	if err != nil {
		return err
	}
	if err := s.checkBatch("verdicts", len(given)); err != nil {
		return err
	}
	now := s.current.Load()
	rows := make([]store.Verdict, len(given))
	for i, f := range given {
		if rows[i], err = f.verdict(now); err != nil {
			return inList(err, req.Verdicts != nil, i)
		}
	}
	if err := s.cfg.Store.AddVerdicts(r.Context(), rows, req.Replaces); err != nil {
		return s.storeProblem(err)
	}
	for _, v := range rows {
		s.metrics.verdict(v)
	}
	return writeJSON(w, http.StatusCreated, feedbackResponse{rows})
}

func (q *feedbackRequest) list() ([]feedback, error) {
	if q.Verdicts == nil {
		return []feedback{q.feedback}, nil
	}
	if q.feedback != (feedback{}) || q.Replaces != 0 {
		return nil, invalid("verdicts", "give either one verdict or the list, not both")
	}
	return q.Verdicts, nil
}

// inList names the place in the list that a problem speaks of.
func inList(err error, list bool, i int) error {
	var p *Problem
	if list && errors.As(err, &p) {
		p.Field = fmt.Sprintf("verdicts[%d].%s", i, p.Field)
	}
	return err
}

// verdict checks the feedback and adds what the model says.
func (f feedback) verdict(now *loaded) (v store.Verdict, err error) {
	text := oneLine(f.Text)
	if err := checkTitle("text", text); err != nil {
		return v, err
	}
	if f.Label == nil {
		return v, invalid("label", "say neutral or sensational")
	}
	weight := 1.0
	if f.Weight != nil {
		if weight = *f.Weight; !(weight >= 0 && weight <= maxWeight) {
			return v, invalid("weight", "a number from 0 to %d is wanted", maxWeight)
		}
	}
	for _, c := range []struct {
		field, text string
		limit       int
	}{{"source", f.Source, maxName}, {"moderator", f.Moderator, maxName}, {"note", f.Note, maxNote}} {
		if utf8.RuneCountInString(c.text) > c.limit || !printable(c.text) {
			return v, invalid(c.field, "at most %d characters are allowed, and no control characters", c.limit)
		}
	}
	p := now.model.Predict(text)
	return store.Verdict{Text: text, Label: *f.Label, Weight: weight, Source: oneLine(f.Source), Note: f.Note,
		Moderator: oneLine(f.Moderator), Model: now.id, ModelLabel: p.Label, Probability: p.Probability, Threshold: now.model.Threshold()}, nil
}

func checkTitle(field, text string) error {
	switch {
	case text == "":
		return invalid(field, "the headline is empty")
	case len(text) > MaxHeadline:
		return invalid(field, "the headline is longer than %d bytes", MaxHeadline).limit(MaxHeadline)
	case !printable(text):
		return invalid(field, "the headline holds control characters")
	}
	return nil
}

func (s *Server) storeProblem(err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return problem(http.StatusNotFound, "not-found", "there is no verdict with this id")
	case errors.Is(err, store.ErrQueueFull):
		return problem(http.StatusConflict, "queue-full", "%s", store.ErrQueueFull).limit(store.MaxQueue)
	case errors.Is(err, store.ErrFull):
		return problem(http.StatusInsufficientStorage, "disk-full", "the disk is full; nothing was kept of this request").because(err)
	case errors.Is(err, store.ErrReadOnly):
		return problem(http.StatusServiceUnavailable, "read-only", "the store cannot be written; nothing was kept of this request").because(err)
	case errors.Is(err, store.ErrClosed):
		return problem(http.StatusServiceUnavailable, "ending", "the service is ending; nothing was kept of this request").because(err)
	}
	return problem(http.StatusInternalServerError, "store", "the store failed; send the request again").because(err)
}

func verdictID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, invalid("id", "the id of a verdict is a number above 0")
	}
	return id, nil
}

func (s *Server) getVerdict(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	id, err := verdictID(r)
	if err != nil {
		return err
	}
	v, err := s.cfg.Store.Verdict(r.Context(), id)
	if err != nil {
		return s.storeProblem(err)
	}
	return writeJSON(w, http.StatusOK, v)
}

func (s *Server) deleteVerdict(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	id, err := verdictID(r)
	if err != nil {
		return err
	}
	if err := s.cfg.Store.Delete(r.Context(), id); err != nil {
		return s.storeProblem(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// purgeFeedback deletes what is older than a time that must be given.
func (s *Server) purgeFeedback(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	before, err := queryTime(r, "before")
	if err != nil {
		return err
	}
	if before.IsZero() {
		return invalid("before", "say before which time: ?before=2026-01-31")
	}
	n, err := s.cfg.Store.Purge(r.Context(), before)
	if err != nil {
		return s.storeProblem(err)
	}
	return writeJSON(w, http.StatusOK, map[string]int64{"deleted": n})
}

func (s *Server) getStats(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	st, err := s.cfg.Store.Stats(r.Context())
	if err != nil {
		return s.storeProblem(err)
	}
	return writeJSON(w, http.StatusOK, st)
}

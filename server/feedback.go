package server

import (
	"cmp"
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
	Replaces int64      `json:"replaces"` // id of a verdict to replace
	Verdicts []feedback `json:"verdicts"` // several instead of one
}

// feedback is a verdict as a client sends it. What the model says is not taken
// from the client.
type feedback struct {
	Text      string       `json:"text"`
	Label     *model.Label `json:"label"`
	Weight    *float64     `json:"weight"`
	Source    string       `json:"source"`
	Note      string       `json:"note"`
	Moderator string       `json:"moderator"`
}

// postFeedback answers once the verdicts are on disk.
func (s *Server) postFeedback(w http.ResponseWriter, r *http.Request, req *feedbackRequest, _ *lease) error {
	given, err := req.all()
	if err != nil {
		return err
	}
	now := s.current.Load()
	rows := make([]store.Verdict, len(given))
	for i, f := range given {
		if err := r.Context().Err(); err != nil {
			return err
		}
		var p *Problem
		rows[i], err = f.verdict(now)
		if req.Verdicts != nil && errors.As(err, &p) {
			p.Field = fmt.Sprintf("verdicts[%d].%s", i, p.Field)
		}
		if err != nil {
			return err
		}
	}
	if err := s.cfg.Store.AddVerdicts(r.Context(), rows, req.Replaces); errors.Is(err, store.ErrNotFound) {
		return problemOf(err).field("replaces")
	} else if err != nil {
		return err
	}
	for _, v := range rows {
		s.metrics.verdict(v)
	}
	return streamed(w, r, http.StatusCreated, "verdicts", func(yield func(any) bool) {
		for _, v := range rows {
			if !yield(&v) {
				return
			}
		}
	}, struct{}{})
}

func (q *feedbackRequest) all() ([]feedback, error) {
	if q.Verdicts == nil {
		return []feedback{q.feedback}, nil
	}
	if q.feedback != (feedback{}) || q.Replaces != 0 {
		return nil, invalid("verdicts", "send either one verdict or the list, not both")
	}
	return q.Verdicts, filled("verdicts", q.Verdicts)
}

// verdict checks the feedback and adds what the model says.
func (f feedback) verdict(now *loaded) (v store.Verdict, err error) {
	text := oneLine(f.Text)
	if err := checkHeadline("text", text); err != nil {
		return v, err
	}
	if f.Label == nil || *f.Label > model.Sensational {
		return v, invalid("label", "must be neutral or sensational")
	}
	weight := 1.0
	if f.Weight != nil {
		if weight = *f.Weight; !(weight >= 0 && weight <= maxWeight) {
			return v, invalid("weight", "must be a number from 0 to %d", maxWeight)
		}
	}
	err = cmp.Or(checkText("source", f.Source, maxName), checkText("moderator", f.Moderator, maxName), checkText("note", f.Note, maxNote))
	if err != nil {
		return v, err
	}
	p := now.model.Predict(text)
	return store.Verdict{Text: text, Label: *f.Label, Weight: weight, Source: oneLine(f.Source), Note: f.Note,
		Moderator: oneLine(f.Moderator), Model: now.id, ModelLabel: p.Label, Probability: p.Probability, Threshold: p.Threshold}, nil
}

// checkText checks a text beside a headline, of at most limit characters.
func checkText(field, text string, limit int) error {
	if utf8.RuneCountInString(text) > limit || !printable(text) {
		return invalid(field, "must have at most %d characters and no control characters", limit)
	}
	return nil
}

func checkHeadline(field, text string) error {
	switch {
	case text == "":
		return invalid(field, "the headline is empty")
	case len(text) > MaxHeadline:
		return invalid(field, "the headline is longer than %d bytes", MaxHeadline).limit(MaxHeadline)
	case !printable(text):
		return invalid(field, "the headline contains control characters")
	}
	return nil
}

func verdictID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, invalid("id", "must be a whole number above 0")
	}
	return id, nil
}

func (s *Server) getVerdict(w http.ResponseWriter, r *http.Request) error {
	id, err := verdictID(r)
	if err != nil {
		return err
	}
	v, err := s.cfg.Store.Verdict(r.Context(), id)
	return reply(w, v, err)
}

func (s *Server) deleteVerdict(w http.ResponseWriter, r *http.Request) error {
	id, err := verdictID(r)
	if err != nil {
		return err
	}
	return noContent(w, s.cfg.Store.Delete(r.Context(), id))
}

// purgeFeedback deletes what is older than a time, which must be given.
func (s *Server) purgeFeedback(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r)
	before := q.time("before")
	if before.IsZero() {
		q.fail("before", "is required: ?before=2026-01-31")
	}
	if q.err != nil {
		return q.err
	}
	n, err := s.cfg.Store.Purge(r.Context(), before)
	return reply(w, map[string]int64{"deleted": n}, err)
}

func (s *Server) getStats(w http.ResponseWriter, r *http.Request) error {
	st, err := s.cfg.Store.Stats(r.Context())
	return reply(w, st, err)
}

// getFeedback exports verdicts in the form that heboh train --data reads.
func (s *Server) getFeedback(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r)
	f := store.Filter{Since: q.time("since"), Until: q.time("until"),
		After: int64(q.whole("after", 0, 0, 1<<53)), Limit: q.whole("limit", 0, 1, maxExport)}
	if q.err != nil {
		return q.err
	}
	format, write := q.values.Get("format"), store.WriteJSONL
	h := w.Header()
	switch format {
	case "", "jsonl":
		format = "jsonl"
		h.Set("Content-Type", "application/x-ndjson")
	case "csv":
		write = store.WriteCSV
		h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	default:
		return invalid("format", "must be jsonl or csv")
	}
	h.Set("Content-Disposition", `attachment; filename="feedback.`+format+`"`)
	l := s.budget.lease(r.Context(), costExport)
	defer l.release()
	if err := l.grow(costExport); err != nil {
		return err
	}
	lasting(w, maxStream)
	err := write(w, s.cfg.Store.Verdicts(r.Context(), f))
	if err == nil || !sent(w) {
		return err
	}
	s.log.Error("export failed half-way", "error", err)
	panic(http.ErrAbortHandler) // a truncated export must not look complete
}

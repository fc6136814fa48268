package server

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/heboh/heboh/server/store"
)

type queueRequest struct {
	Headlines []string `json:"headlines"`
	Source    string   `json:"source"` // outlet of all of them
}

type queueItem struct {
	result
	Source string    `json:"source,omitempty"`
	Time   time.Time `json:"time"`
}

// queueRest is what follows the items.
type queueRest struct {
	Queued int      `json:"queued"`
	Next   string   `json:"next,omitempty"` // to pass as after; absent at the end
	Model  modelRef `json:"model"`
}

// getQueue returns the headlines to judge first. Labels of those that the model
// is least sure of teach it most (uncertainty sampling, Lewis and Gale 1994).
func (s *Server) getQueue(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r)
	limit, explain := q.whole("limit", 50, 1, 1000), q.bool("explain")
	if q.err != nil {
		return q.err
	}
	a, err := s.ask(r, judging{Explain: explain})
	if err != nil {
		return err
	}
	cost := int64(limit)*MaxHeadline + answerCost(MaxHeadline, explain)
	l := s.budget.lease(r.Context(), cost)
	defer l.release()
	if err := l.grow(cost); err != nil {
		return err
	}
	queued, next, err := s.cfg.Store.Queue(r.Context(), a.ref.Threshold, limit, q.values.Get("after"))
	if errors.Is(err, store.ErrAfter) {
		return invalid("after", "must be next of the answer before")
	} else if err != nil {
		return err
	}
	rest := queueRest{Next: next, Model: a.ref}
	if rest.Queued, err = s.cfg.Store.QueueLen(r.Context()); err != nil {
		return err
	}
	return streamed(w, r, http.StatusOK, "items", func(yield func(any) bool) {
		for _, q := range queued {
			if !yield(queueItem{a.judge(q.Text), q.Source, q.Time}) {
				return
			}
		}
	}, rest)
}

func (s *Server) postQueue(w http.ResponseWriter, r *http.Request, req *queueRequest, _ *lease) error {
	if err := s.checkQueue(req); err != nil {
		return err
	}
	now := s.current.Load()
	rows := make([]store.Queued, len(req.Headlines))
	for i, h := range req.Headlines {
		if err := r.Context().Err(); err != nil {
			return err
		}
		rows[i] = store.Queued{Text: h, Source: oneLine(req.Source), Model: now.id, Probability: now.model.Score(h)}
	}
	n, err := s.cfg.Store.Enqueue(r.Context(), rows)
	if errors.Is(err, store.ErrQueueFull) {
		return problemOf(err).limit(store.MaxQueue)
	}
	return reply(w, map[string]int64{"queued": n}, err)
}

func (s *Server) deleteQueue(w http.ResponseWriter, r *http.Request, req *queueRequest, _ *lease) error {
	if err := s.checkQueue(req); err != nil {
		return err
	}
	return noContent(w, s.cfg.Store.Dequeue(r.Context(), req.Headlines))
}

// checkQueue checks a list of headlines and puts each on one line.
func (s *Server) checkQueue(req *queueRequest) error {
	if err := filled("headlines", req.Headlines); err != nil {
		return err
	}
	if err := checkText("source", req.Source, maxName); err != nil {
		return err
	}
	for i, h := range req.Headlines {
		req.Headlines[i] = oneLine(h)
		if err := checkHeadline(fmt.Sprintf("headlines[%d]", i), req.Headlines[i]); err != nil {
			return err
		}
	}
	return nil
}

package server

import (
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

type queueResponse struct {
	Items  []queueItem `json:"items"` // the least certain first
	Queued int         `json:"queued"`
	Model  modelRef    `json:"model"`
}

// getQueue returns the headlines to judge first. Labels of those that the model
// is least sure of teach it most (uncertainty sampling, Lewis and Gale 1994).
func (s *Server) getQueue(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r)
	limit, explain := q.whole("limit", 50, 1, 1000), q.bool("explain")
	if q.err != nil {
		return q.err
	}
	now := s.current.Load()
	queued, err := s.cfg.Store.Queue(r.Context(), now.model.Threshold(), limit)
	if err != nil {
		return err
	}
	res := queueResponse{Items: make([]queueItem, len(queued)), Model: now.ref(now.model)}
	for i, q := range queued {
		res.Items[i] = queueItem{judge(now.model, q.Text, explain), q.Source, q.Time}
	}
	res.Queued, err = s.cfg.Store.QueueLen(r.Context())
	return reply(w, res, err)
}

func (s *Server) postQueue(w http.ResponseWriter, r *http.Request, req *queueRequest) error {
	if err := s.checkQueue(req); err != nil {
		return err
	}
	now := s.current.Load()
	rows := make([]store.Queued, len(req.Headlines))
	for i, h := range req.Headlines {
		rows[i] = store.Queued{Text: h, Source: oneLine(req.Source), Model: now.id, Probability: now.model.Score(h)}
	}
	n, err := s.cfg.Store.Enqueue(r.Context(), rows)
	return reply(w, map[string]int64{"queued": n}, err)
}

func (s *Server) deleteQueue(w http.ResponseWriter, r *http.Request, req *queueRequest) error {
	if err := s.checkQueue(req); err != nil {
		return err
	}
	return noContent(w, s.cfg.Store.Dequeue(r.Context(), req.Headlines))
}

// checkQueue checks a list of headlines and puts each on one line.
func (s *Server) checkQueue(req *queueRequest) error {
	if err := s.checkBatch("headlines", len(req.Headlines)); err != nil {
		return err
	}
	if len(req.Source) > maxName || !printable(req.Source) {
		return invalid("source", "must have at most %d bytes and no control characters", maxName)
	}
	for i, h := range req.Headlines {
		req.Headlines[i] = oneLine(h)
		if err := checkHeadline(fmt.Sprintf("headlines[%d]", i), req.Headlines[i]); err != nil {
			return err
		}
	}
	return nil
}

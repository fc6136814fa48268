package server

import (
	"fmt"
	"net/http"

	"github.com/heboh/heboh/server/store"
)

type queueRequest struct {
	Headlines []string `json:"headlines"`
	Source    string   `json:"source"` // outlet of them all
}

type queueItem struct {
	verdict
	Source string `json:"source,omitempty"`
	Time   string `json:"time"`
}

type queueResponse struct {
	Items  []queueItem `json:"items"` // the least certain first
	Queued int         `json:"queued"`
	Model  modelRef    `json:"model"`
}

// getQueue gives the titles to judge first: those that the model is least sure
// of teach it most (uncertainty sampling, Lewis and Gale 1994).
func (s *Server) getQueue(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	limit, err := queryInt(r, "limit", 50, 1, 1000)
	if err != nil {
		return err
	}
	explain, err := queryBool(r, "explain")
	if err != nil {
		return err
	}
	now := s.current.Load()
	titles, err := s.cfg.Store.Queue(r.Context(), now.model.Threshold(), limit)
	if err != nil {
		return s.storeProblem(err)
	}
	res := queueResponse{Items: make([]queueItem, len(titles)), Model: now.ref(now.model)}
	for i, q := range titles {
		res.Items[i] = queueItem{judge(now.model, q.Text, explain), q.Source, q.Time.Format("2006-01-02T15:04:05.000Z")}
	}
	if res.Queued, err = s.cfg.Store.QueueLen(r.Context()); err != nil {
		return s.storeProblem(err)
	}
	return writeJSON(w, http.StatusOK, res)
}

func (s *Server) postQueue(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	req, release, err := s.readTitles(w, r)
	if err != nil {
		return err
	}
	defer release()
	now := s.current.Load()
	rows := make([]store.Queued, len(req.Headlines))
	for i, t := range req.Headlines {
		rows[i] = store.Queued{Text: t, Source: oneLine(req.Source), Model: now.id, Probability: now.model.Score(t)}
	}
	n, err := s.cfg.Store.Enqueue(r.Context(), rows)
	if err != nil {
		return s.storeProblem(err)
	}
	return writeJSON(w, http.StatusOK, map[string]int64{"queued": n})
}

func (s *Server) deleteQueue(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	req, release, err := s.readTitles(w, r)
	if err != nil {
		return err
	}
	defer release()
	if err := s.cfg.Store.Dequeue(r.Context(), req.Headlines); err != nil {
		return s.storeProblem(err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// readTitles reads and cleans a list of titles.
func (s *Server) readTitles(w http.ResponseWriter, r *http.Request) (req queueRequest, release func(), err error) {
	if release, err = s.readJSON(w, r, &req); err != nil {
		return req, nil, err
	}
	err = s.checkBatch("headlines", len(req.Headlines))
	if len(req.Source) > maxName || !printable(req.Source) {
		err = invalid("source", "at most %d bytes are allowed, and no control characters", maxName)
	}
	for i, t := range req.Headlines {
		if err != nil {
			break
		}
		req.Headlines[i] = oneLine(t)
		err = checkTitle(fmt.Sprintf("headlines[%d]", i), req.Headlines[i])
	}
	if err != nil {
		release()
		return req, nil, err
	}
	return req, release, nil
}

package server

import (
	_ "embed"
	"errors"
	"net/http"
	"time"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

type modelResponse struct {
	model.Info
	SHA256    string        `json:"sha256"`
	Bytes     int           `json:"bytes"`
	Threshold float64       `json:"threshold"`
	Loaded    time.Time     `json:"loaded"`
	Program   string        `json:"program"`
	Cues      []cueRef      `json:"cues"`
	Curves    *store.Curves `json:"curves,omitempty"` // on data it was not trained on, where the model has them
	Feedback  bool          `json:"feedback"`         // there is a store
	Access    string        `json:"access"`           // to what is privileged: granted, token (send one), closed
	Batch     int           `json:"max_batch"`
	Body      int64         `json:"max_body"`
}

// cueRef describes a cue that reasons may name.
type cueRef struct {
	Name  string `json:"name"`
	Group string `json:"group"` // one of the six devices, or style
	Doc   string `json:"doc"`
}

func (s *Server) getModel(w http.ResponseWriter, r *http.Request) error {
	now := s.current.Load()
	res := modelResponse{Info: now.model.Info(), SHA256: now.sha256, Bytes: now.bytes, Threshold: now.model.Threshold(),
		Loaded: now.since, Program: s.cfg.Version, Cues: catalogue(), Feedback: s.cfg.Store != nil,
		Access: s.access(r), Batch: s.cfg.Limits.Batch, Body: s.cfg.Limits.Body}
	res.Curves, res.Figures = Curves(res.Figures)
	if res.Data == nil {
		res.Data = []model.Source{}
	}
	return writeJSON(w, http.StatusOK, res)
}

// access says whether this client may do what is privileged.
func (s *Server) access(r *http.Request) string {
	switch {
	case s.authorize(r) == nil:
		return "granted"
	case s.cfg.Token != "":
		return "token"
	}
	return "closed"
}

func catalogue() []cueRef {
	var all []cueRef
	for _, c := range features.Catalogue() {
		all = append(all, cueRef{c.Name, string(c.Group), c.Doc})
	}
	return all
}

func (s *Server) postReload(w http.ResponseWriter, _ *http.Request) error {
	if s.cfg.ModelFile == "" {
		return problem(http.StatusConflict, "no-model-file", "the shipped model is in use, which is part of the program; start the service with --model FILE to load another")
	}
	if err := s.Reload(); err != nil {
		kind := "the file could not be read"
		switch {
		case errors.Is(err, model.ErrFormat):
			kind = model.ErrFormat.Error()
		case errors.Is(err, model.ErrVersion):
			kind = model.ErrVersion.Error()
		}
		return problem(http.StatusUnprocessableEntity, "model", "%s; the old model stays in use", kind).because(err)
	}
	now := s.current.Load()
	return writeJSON(w, http.StatusOK, map[string]modelRef{"model": now.ref(now.model)})
}

// getHealth says that the process lives.
func (s *Server) getHealth(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

// getReady says that the service can do its work: the store answers, and it is
// not about to end.
func (s *Server) getReady(w http.ResponseWriter, r *http.Request) error {
	if s.ending.Load() {
		return problem(http.StatusServiceUnavailable, "ending", "the service is ending")
	}
	if s.cfg.Store != nil {
		if err := s.cfg.Store.Check(r.Context()); err != nil {
			return problem(http.StatusServiceUnavailable, "store", "the store does not answer").because(err)
		}
	}
	return writeJSON(w, http.StatusOK, map[string]string{"status": "ok", "model": s.current.Load().id})
}

//go:embed openapi.json
var openAPI []byte

func (s *Server) getOpenAPI(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(openAPI)
	return nil
}

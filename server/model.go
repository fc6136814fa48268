package server

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	trainmetrics "github.com/heboh/heboh/train/metrics"
)

// loaded is a model in use. A request takes it once, so that it finishes on the
// model it began with.
type loaded struct {
	model  *model.Model
	id     string // name, version and the start of the checksum
	sha256 string
	since  time.Time
}

func load(path string) (*loaded, error) {
	m := model.Default()
	if path != "" {
		var err error
		if m, err = model.LoadFile(path); err != nil {
			return nil, err // which names the file
		}
	}
	sum, i := m.Sum(), m.Info()
	l := &loaded{model: m, sha256: hex.EncodeToString(sum[:]), since: time.Now().UTC()}
	l.id = oneLine(fmt.Sprintf("%s %s %s", i.Name, i.Version, l.sha256[:12]))
	return l, nil
}

// Reload loads the model file again. If that fails, the old model stays.
func (s *Server) Reload() error {
	next, err := load(s.cfg.ModelFile)
	if err != nil {
		s.metrics.reloads.WithLabelValues("failed").Inc()
		s.log.Error("model not reloaded; the old one stays in use", "error", err)
		return err
	}
	old := s.current.Swap(next)
	s.metrics.using(next)
	s.metrics.reloads.WithLabelValues("done").Inc()
	s.log.Info("model reloaded", "from", old.id, "to", next.id)
	select {
	case s.tasks <- struct{}{}:
	default: // already awake
	}
	return nil
}

// modelRef names the model that answered.
type modelRef struct {
	Name      string  `json:"name"`
	Version   string  `json:"version"`
	SHA256    string  `json:"sha256"`
	Threshold float64 `json:"threshold"` // as applied
}

func (l *loaded) ref(m *model.Model) modelRef {
	i := m.Info()
	return modelRef{i.Name, i.Version, l.sha256, m.Threshold()}
}

type modelResponse struct {
	model.Info
	SHA256        string               `json:"sha256"`
	Threshold     float64              `json:"threshold"`
	BiasThreshold float64              `json:"bias_threshold"`
	Loaded        time.Time            `json:"loaded"`
	Program       string               `json:"program"`
	Cues          []features.Cue       `json:"cues"`             // that reasons may name
	Curves        *trainmetrics.Curves `json:"curves,omitempty"` // on data not used in training, if the model has them
	Feedback      bool                 `json:"feedback"`         // there is a store
	Access        string               `json:"access"`           // to privileged requests: granted, token (send one), closed
	Batch         int                  `json:"max_batch"`
	Body          int64                `json:"max_body"`
}

func (s *Server) getModel(w http.ResponseWriter, r *http.Request) error {
	now := s.current.Load()
	res := modelResponse{Info: now.model.Info(), SHA256: now.sha256, Threshold: now.model.Threshold(),
		BiasThreshold: now.model.BiasThreshold(), Loaded: now.since, Program: s.cfg.Version, Cues: features.Catalogue(),
		Feedback: s.cfg.Store != nil, Access: s.access(r), Batch: s.cfg.Limits.Batch, Body: s.cfg.Limits.Body}
	res.Curves, res.Figures = trainmetrics.Recorded(res.Figures)
	if res.Data == nil {
		res.Data = []model.Source{}
	}
	return writeJSON(w, http.StatusOK, res)
}

// access says whether this client may make privileged requests.
func (s *Server) access(r *http.Request) string {
	switch {
	case s.authorize(r) == nil:
		return "granted"
	case s.cfg.Token != "":
		return "token"
	}
	return "closed"
}

var errReload = errors.New("model not reloaded")

func (s *Server) postReload(w http.ResponseWriter, _ *http.Request) error {
	if s.cfg.ModelFile == "" {
		return problem(http.StatusConflict, "no-model-file", "the model in use is built into the program; start the service with --model FILE to reload one")
	}
	if err := s.Reload(); err != nil {
		return fmt.Errorf("%w: %w", errReload, err)
	}
	now := s.current.Load()
	return reply(w, map[string]modelRef{"model": now.ref(now.model)}, nil)
}

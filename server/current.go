package server

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/heboh/heboh/model"
)

// loaded is a model in use. Requests take it once and keep it, so that those
// under way finish on the model they began with.
type loaded struct {
	model  *model.Model
	id     string // name, version and the start of the checksum
	sha256 string
	bytes  int
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
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		return nil, err
	}
	l := &loaded{model: m, bytes: b.Len(), since: time.Now().UTC()}
	l.sha256 = hex.EncodeToString(b.Bytes()[b.Len()-32:]) // the file ends with it
	i := m.Info()
	l.id = oneLine(fmt.Sprintf("%s %s %s", i.Name, i.Version, l.sha256[:12]))
	return l, nil
}

// Reload loads the model file again. When that fails the old model stays.
func (s *Server) Reload() error {
	next, err := load(s.cfg.ModelFile)
	if err != nil {
		s.metrics.reloads.WithLabelValues("failed").Inc()
		s.log.Error("model not reloaded; the old one stays", "error", err)
		return err
	}
	old := s.current.Swap(next)
	s.metrics.reloads.WithLabelValues("done").Inc()
	s.log.Info("model reloaded", "from", old.id, "to", next.id)
	select {
	case s.tasks <- struct{}{}:
	default: // already woken
	}
	return nil
}

// modelRef names the model that answered.
type modelRef struct {
	Name      string  `json:"name"`
	Version   string  `json:"version"`
	SHA256    string  `json:"sha256"`
	Threshold float64 `json:"threshold"` // the one applied
}

func (l *loaded) ref(m *model.Model) modelRef {
	i := m.Info()
	return modelRef{i.Name, i.Version, l.sha256, m.Threshold()}
}

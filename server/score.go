package server

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/heboh/heboh/model"
)

type scoreRequest struct {
	Headline  *string  `json:"headline"`
	Headlines []string `json:"headlines"`
	Explain   bool     `json:"explain"`
	Threshold *float64 `json:"threshold"`
}

// verdict is the model's answer to one headline.
type verdict struct {
	Text        string        `json:"text"`
	Label       model.Label   `json:"label"`
	Probability float64       `json:"probability"`
	Threshold   float64       `json:"threshold"`
	Devices     model.Devices `json:"devices"`
	*reasons
}

// reasons are there when they were asked for.
type reasons struct {
	Cues []model.Contribution `json:"cues"`
	Bias float64              `json:"bias_log_odds"`
}

type scoreResponse struct {
	Results []verdict `json:"results"`
	Model   modelRef  `json:"model"`
}

func judge(m *model.Model, text string, explain bool) verdict {
	if !explain {
		p := m.Predict(text)
		return verdict{text, p.Label, p.Probability, m.Threshold(), p.Devices, nil}
	}
	e := m.Explain(text)
	if e.Cues == nil {
		e.Cues = []model.Contribution{}
	}
	return verdict{text, e.Label, e.Probability, m.Threshold(), e.Devices, &reasons{e.Cues, e.Intercept}}
}

func (s *Server) postScore(w http.ResponseWriter, r *http.Request) error {
	if isLines(mediaType(r)) {
		return s.scoreLines(w, r)
	}
	var req scoreRequest
	release, err := s.readJSON(w, r, &req)
	if err != nil {
		return err
	}
	defer release()
	if req.Headline != nil {
		req.Headlines = append(req.Headlines, *req.Headline)
	}
	if err := s.checkBatch("headlines", len(req.Headlines)); err != nil {
		return err
	}
	now := s.current.Load()
	m, err := withThreshold(now.model, req.Threshold)
	if err != nil {
		return err
	}
	res := scoreResponse{make([]verdict, len(req.Headlines)), now.ref(m)}
	for i, h := range req.Headlines {
		if i%256 == 0 && r.Context().Err() != nil {
			return nil // nobody waits for the answer
		}
		res.Results[i] = judge(m, h, req.Explain)
		s.scored(r.Context(), &res.Results[i])
	}
	return writeJSON(w, http.StatusOK, res)
}

func (s *Server) checkBatch(field string, n int) error {
	switch {
	case n == 0:
		return invalid(field, "give one headline or more, as a list of strings")
	case n > s.cfg.Limits.Batch:
		return problem(http.StatusRequestEntityTooLarge, "batch", "%d at once; at most %d are allowed, or any number as JSON Lines to /v1/score", n, s.cfg.Limits.Batch).
			field(field).limit(int64(s.cfg.Limits.Batch))
	}
	return nil
}

func withThreshold(m *model.Model, p *float64) (*model.Model, error) {
	if p == nil {
		return m, nil
	}
	if !(*p >= 0 && *p <= 1) {
		return nil, invalid("threshold", "%v; a probability from 0 to 1 is wanted", *p)
	}
	return m.WithThreshold(model.HeadSensational, *p), nil
}

// scored counts a headline and logs it where that was asked for.
func (s *Server) scored(ctx context.Context, v *verdict) {
	s.metrics.scored(v.Label)
	if s.cfg.LogHeadlines {
		s.log.LogAttrs(ctx, slog.LevelInfo, "scored", slog.String("text", v.Text), slog.String("label", v.Label.String()), slog.Float64("probability", v.Probability))
	}
}

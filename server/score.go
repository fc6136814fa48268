package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

type scoreRequest struct {
	Headline  *string   `json:"headline"`
	Headlines []*string `json:"headlines"` // nil for null, which is refused
	Explain   bool      `json:"explain"`
	Threshold *float64  `json:"threshold"` // of the first verdict
}

// result is the model's answer to one headline.
type result struct {
	Text string `json:"text"`
	verdicts
	Wrapping *[]features.Wrap `json:"wrapping,omitempty"` // nil unless reasons were asked for
}

// verdicts are the first verdict, the second one and the devices.
type verdicts struct {
	verdict
	Bias    verdict       `json:"bias"`
	Devices model.Devices `json:"devices"`
	model.Reading
}

type verdict struct {
	model.Verdict
	*model.Reasons // nil unless asked for
}

type scoreResponse struct {
	Results []result `json:"results"`
	Model   modelRef `json:"model"`
}

func judge(m *model.Model, text string, explain bool) result {
	if !explain {
		p := m.Predict(text)
		return result{text, verdicts{verdict{p.Verdict, nil}, verdict{p.Bias, nil}, p.Devices, p.Reading}, nil}
	}
	e := m.Explain(text)
	return result{text, verdicts{explained(e.ExplainedVerdict), explained(e.Bias), e.Devices, e.Reading}, &e.Wrapping}
}

// explained makes a list of no cues [] in JSON, not null.
func explained(v model.ExplainedVerdict) verdict {
	if v.Cues == nil {
		v.Cues = []model.Contribution{}
	}
	return verdict{v.Verdict, &v.Reasons}
}

// linesOr sends JSON Lines requests to scoreLines, all others to h.
func (s *Server) linesOr(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if slices.Contains([]string{"application/x-ndjson", "application/jsonl", "application/ndjson", "application/json-lines"}, mediaType(r)) {
			return s.scoreLines(w, r)
		}
		return h(w, r)
	}
}

func (s *Server) postScore(w http.ResponseWriter, r *http.Request, req *scoreRequest) error {
	if req.Headline != nil {
		req.Headlines = append(req.Headlines, req.Headline)
	}
	if err := s.checkBatch("headlines", len(req.Headlines)); err != nil {
		return err
	}
	for i, h := range req.Headlines {
		if h == nil || strings.TrimSpace(*h) == "" {
			return invalid(fmt.Sprintf("headlines[%d]", i), "must be a headline, not null or blank")
		}
	}
	q := queryOf(r)
	offsets := q.offsets()
	if q.err != nil {
		return q.err
	}
	now := s.current.Load()
	m, err := withThreshold(now.model, req.Threshold)
	if err != nil {
		return err
	}
	res := scoreResponse{make([]result, len(req.Headlines)), now.ref(m)}
	for i, h := range req.Headlines {
		select {
		case <-r.Context().Done(): // the client has stopped waiting
			return nil
		default:
		}
		res.Results[i] = judge(m, *h, req.Explain)
		offsets.count(&res.Results[i])
		s.scored(r.Context(), &res.Results[i])
	}
	return writeJSON(w, http.StatusOK, res)
}

func (s *Server) checkBatch(field string, n int) error {
	switch {
	case n == 0:
		return invalid(field, "must have at least one entry")
	case n > s.cfg.Limits.Batch:
		return problem(http.StatusRequestEntityTooLarge, "batch", "%d entries; at most %d are allowed, or any number as JSON Lines to /v1/score", n, s.cfg.Limits.Batch).
			field(field).limit(int64(s.cfg.Limits.Batch))
	}
	return nil
}

func withThreshold(m *model.Model, p *float64) (*model.Model, error) {
	if p == nil {
		return m, nil
	}
	if !(*p >= 0 && *p <= 1) {
		return nil, invalid("threshold", "must be a probability from 0 to 1, not %v", *p)
	}
	return m.WithThreshold(model.HeadSensational, *p), nil
}

// scored counts a headline and, if configured, logs it.
func (s *Server) scored(ctx context.Context, v *result) {
	s.metrics.scored(v.Label, v.Bias.Label)
	if s.cfg.LogHeadlines {
		s.log.LogAttrs(ctx, slog.LevelInfo, "scored", slog.String("text", v.Text), slog.String("label", v.Label.String()), slog.Float64("probability", v.Probability),
			slog.String("bias", v.Bias.Label.String()), slog.Float64("bias_probability", v.Bias.Probability))
	}
}

package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

type scoreRequest struct {
	Headline  *string  `json:"headline"`
	Headlines []string `json:"headlines"`
	Calm      bool     `json:"calm"`
	judging
}

// judging says how headlines are judged.
type judging struct {
	Explain     bool     `json:"explain"`
	Threshold   *float64 `json:"threshold"` // of the first verdict
	AnyLanguage bool     `json:"any_language"`
}

// asked judges headlines as a request asks for.
type asked struct {
	model         *model.Model
	ref           modelRef
	explain, calm bool
	offsets       unit
}

// ask checks what a request says about judging. The unit of offsets is in its query.
func (s *Server) ask(r *http.Request, how judging) (*asked, error) {
	q, now := queryOf(r), s.current.Load()
	a := &asked{model: now.model, explain: how.Explain, offsets: q.offsets()}
	if how.AnyLanguage {
		a.model = a.model.AnyLanguage()
	}
	if t := how.Threshold; t != nil && *t >= 0 && *t <= 1 {
		a.model = a.model.WithThreshold(model.HeadSensational, *t)
	} else if t != nil {
		q.fail("threshold", "must be a probability from 0 to 1, not %v", *t)
	}
	a.ref = now.ref(a.model)
	return a, q.err
}

func (a *asked) judge(text string) result {
	v := judge(a.model, text, a.explain)
	if a.calm {
		c := calm.Headline(a.model, text)
		v.Calm = &c
	}
	a.offsets.count(&v)
	return v
}

// result is the model's answer to one headline.
type result struct {
	Text string `json:"text"`
	verdicts
	Calm *calm.Result `json:"calm,omitempty"` // nil unless asked for
}

// verdicts are the first verdict, the second one and the devices.
type verdicts struct {
	verdict
	Bias    verdict       `json:"bias"`
	Devices model.Devices `json:"devices"`
	model.Reading
	Wrapping *[]features.Wrap `json:"wrapping,omitempty"` // nil unless reasons were asked for
	Marks    *[]model.Mark    `json:"marks,omitempty"`    // likewise
}

type verdict struct {
	model.Verdict
	*model.Reasons           // nil unless asked for
	InWords        *[]reason `json:"reasons,omitempty"` // likewise
}

// reason is a reason in plain words.
type reason struct {
	Texts      []string `json:"texts"` // what it rests on; none for the headline as a whole
	English    string   `json:"en"`
	Indonesian string   `json:"id"`
	Strength   int      `json:"strength"` // 1 to 3, negative where it speaks against the positive label
}

func judge(m *model.Model, text string, explain bool) result {
	if !explain {
		p := m.Predict(text)
		return result{text, verdicts{verdict{p.Verdict, nil, nil}, verdict{p.Bias, nil, nil}, p.Devices, p.Reading, nil, nil}, nil}
	}
	e := m.Explain(text)
	return result{text, verdicts{explained(text, e.ExplainedVerdict), explained(text, e.Bias), e.Devices, e.Reading, &e.Wrapping, &e.Marks}, nil}
}

// explained makes a list of no cues [] in JSON, not null.
func explained(headline string, v model.ExplainedVerdict) verdict {
	if v.Cues == nil {
		v.Cues = []model.Contribution{}
	}
	reasons := []reason{}
	for _, c := range v.Main(headline) {
		strength := model.Strength(c.LogOdds)
		if c.LogOdds < 0 {
			strength = -strength
		}
		reasons = append(reasons, reason{append([]string{}, c.Texts...), c.Cue.English, c.Cue.Indonesian, strength})
	}
	return verdict{v.Verdict, &v.Reasons, &reasons}
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

func (s *Server) postScore(w http.ResponseWriter, r *http.Request, req *scoreRequest, l *lease) error {
	headlines := req.Headlines
	if req.Headline != nil {
		headlines = append(headlines, *req.Headline)
	} else if err := filled("headlines", headlines); err != nil {
		return err
	}
	for i, h := range headlines {
		if strings.TrimSpace(h) == "" {
			return invalid(fmt.Sprintf("headlines[%d]", i), "must be a headline, not null or blank")
		}
	}
	a, err := s.ask(r, req.judging)
	if err != nil {
		return err
	}
	a.calm = req.Calm
	if err := s.affordable(l, headlines, req.Explain || req.Calm); err != nil {
		return err
	}
	return streamed(w, r, http.StatusOK, "results", func(yield func(any) bool) {
		for _, h := range headlines {
			v := a.judge(h)
			s.scored(r.Context(), &v)
			if !yield(&v) {
				return
			}
		}
	}, map[string]modelRef{"model": a.ref})
}

// affordable takes what the longest of the headlines costs, and refuses one that
// is longer than a line may be.
func (s *Server) affordable(l *lease, headlines []string, explain bool) error {
	longest := 0
	for i, h := range headlines {
		if len(h) > s.cfg.Limits.Line {
			return problem(http.StatusRequestEntityTooLarge, "too-large", "the headline is longer than %d bytes", s.cfg.Limits.Line).
				field(fmt.Sprintf("headlines[%d]", i)).limit(int64(s.cfg.Limits.Line))
		}
		longest = max(longest, len(h))
	}
	return l.grow(answerCost(longest, explain))
}

// answerCost is what the answer to a headline of n bytes takes.
func answerCost(n int, explain bool) int64 {
	if explain {
		return costAnswer * int64(n)
	}
	return 4 * int64(n)
}

// scored counts a headline and, if configured, logs it.
func (s *Server) scored(ctx context.Context, v *result) {
	s.metrics.scored(v.Label, v.Bias.Label)
	if s.cfg.LogHeadlines {
		s.log.LogAttrs(ctx, slog.LevelInfo, "scored", slog.String("text", v.Text), slog.String("label", v.Label.String()), slog.Float64("probability", v.Probability),
			slog.String("bias", v.Bias.Label.String()), slog.Float64("bias_probability", v.Bias.Probability))
	}
}

// unit is what offsets into a text are counted in: the length of a text.
type unit func(string) int

// units are the units by name. Scripts of a browser count in UTF-16, Python in
// code points.
var units = map[string]unit{
	"": nil, "bytes": nil,
	"codepoints": utf8.RuneCountInString,
	"utf16":      func(s string) int { return len(utf16.Encode([]rune(s))) },
}

// offsets reads the unit that offsets are asked for in.
func (q *query) offsets() unit {
	u, known := units[q.values.Get("offsets")]
	if !known {
		q.fail("offsets", "must be bytes, codepoints or utf16")
	}
	return u
}

// count counts the offsets of a result in this unit instead of bytes.
func (u unit) count(v *result) {
	if u == nil {
		return
	}
	span := func(s *features.Span) {
		s.Start, s.End = u(v.Text[:s.Start]), u(v.Text[:s.End])
	}
	for _, d := range []*verdict{&v.verdict, &v.Bias} {
		if d.Reasons == nil {
			continue
		}
		for i := range d.Cues {
			span(&d.Cues[i].Span)
		}
	}
	if v.Calm != nil {
		for i := range v.Calm.Edits {
			span(&v.Calm.Edits[i].Span)
		}
	}
	if v.Wrapping != nil {
		for i := range *v.Wrapping {
			span(&(*v.Wrapping)[i].Span)
		}
		for i := range *v.Marks {
			span(&(*v.Marks)[i].Span)
		}
	}
}

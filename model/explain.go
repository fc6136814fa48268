package model

import (
	"cmp"
	"math"
	"slices"

	"github.com/heboh/heboh/features"
)

// Contribution is one reason for a verdict: what fired, where, and how many
// log-odds it added (positive: towards sensational).
type Contribution struct {
	Cue string `json:"cue"` // name of a cue, or "wording" for what was learnt of words and their order
	features.Span
	Text    string  `json:"text"` // the bytes of the headline it speaks of
	LogOdds float64 `json:"log_odds"`
}

// WordsCue names the contributions of learnt n-grams and of the net.
const WordsCue = "wording"

// Explanation is a verdict with its reasons. Bias is the log-odds of a headline
// of ordinary length with nothing in it that speaks either way; Bias plus the sum of all
// Contributions is LogOdds, the log-odds before calibration.
type Explanation struct {
	Prediction
	Bias          float64        `json:"bias_log_odds"`
	LogOdds       float64        `json:"log_odds"`
	Contributions []Contribution `json:"cues"` // the strongest first
}

// Explain returns the verdict with its reasons. A cue that fired in several
// places is shared out by how much each place added; n-grams are summed over
// the words they cover.
func (m *Model) Explain(title string) Explanation {
	s := scratches.Get().(*scratch)
	defer func() {
		s.h.RecordHits(false)
		scratches.Put(s)
	}()
	s.h.RecordHits(true)
	z := m.logOdds(s, title)
	p := sigmoid(m.slope*z + m.offset)
	e := Explanation{Prediction: Prediction{m.label(p), p, m.devices(s)}, Bias: m.bias, LogOdds: z}
	for _, t := range typical {
		e.Bias += m.cues[t.cue] * t.value
	}
	e.Contributions = m.gramReasons(s, m.cueReasons(s))
	for i := range e.Contributions {
		c := &e.Contributions[i]
		c.Text = title[c.Start:c.End]
	}
	slices.SortStableFunc(e.Contributions, func(a, b Contribution) int {
		return cmp.Compare(math.Abs(b.LogOdds), math.Abs(a.LogOdds))
	})
	return e
}

// typical are the values, in an ordinary headline, of the cues that every
// headline has: what counts as a reason is the distance from them, so that
// having words is none.
var typical = [...]struct {
	cue   features.CueID
	value float64
}{{features.Words, .5}, {features.WordLength, .5}, {features.LongWords, .25}, {features.FunctionShare, .15}}

func isTypical(id features.CueID) bool {
	for _, t := range typical {
		if t.cue == id {
			return true
		}
	}
	return false
}

func (m *Model) cueReasons(s *scratch) []Contribution {
	hits := s.h.Hits()
	var total [features.NumCues]float32
	for _, h := range hits {
		total[h.Cue] += h.Amount
	}
	out := make([]Contribution, 0, len(hits)+s.h.Len())
	for _, t := range typical {
		if w := m.cues[t.cue] * (float64(s.cues[t.cue]) - t.value); w != 0 {
			out = append(out, Contribution{Cue: t.cue.String(), Span: s.h.Span(0, 0), LogOdds: w})
		}
	}
	for _, h := range hits {
		if isTypical(h.Cue) {
			continue
		}
		w := m.cues[h.Cue] * float64(s.cues[h.Cue]) * float64(h.Amount) / float64(total[h.Cue])
		if w != 0 {
			out = append(out, Contribution{Cue: h.Cue.String(), Span: s.h.Span(h.From, h.To), LogOdds: w})
		}
	}
	return out
}

// gramReasons shares each n-gram's weight, and what each filter of the net
// gives, equally among the tokens it covers and appends one contribution a token.
func (m *Model) gramReasons(s *scratch, out []Contribution) []Contribution {
	n := s.h.Len()
	if n == 0 {
		n = 1 // the boundary marks alone
	}
	share := slices.Grow(s.share[:0], n)[:n]
	clear(share)
	s.share = share
	unit := m.grams.scale * features.Scale(len(s.grams))
	s.ranges = s.h.NGramRanges(s.ranges[:0])
	for i, r := range s.ranges {
		w := m.grams.get(s.grams[i])
		if w == 0 {
			continue
		}
		from, to := int(r.From), max(int(r.To), int(r.From)+1)
		for t := from; t < to && t < n; t++ {
			share[t] += unit * float64(w) / float64(min(to, n)-from)
		}
	}
	if m.net != nil {
		m.net.shares(s, share)
	}
	for t, w := range share {
		if w != 0 {
			out = append(out, Contribution{Cue: WordsCue, Span: s.h.Span(t, t+1), LogOdds: w})
		}
	}
	return out
}

package model

import (
	"cmp"
	"math"
	"slices"

	"github.com/heboh/heboh/features"
)

// Contribution is one reason: what fired, where, and how many log-odds it added
// (positive: towards sensational, biased or the device).
type Contribution struct {
	Cue           string  `json:"cue"` // name of a cue, or "wording" for what was learnt of words and their order
	features.Span         // bytes of the headline
	Text          string  `json:"text"` // what the span covers
	LogOdds       float64 `json:"log_odds"`
}

// WordsCue names the contributions of learnt n-grams.
const WordsCue = "wording"

// Reasons say how a head came to its log-odds: Intercept plus the sum of all
// Cues is LogOdds, before calibration. Intercept is the log-odds of a headline
// of ordinary length in which nothing speaks either way.
type Reasons struct {
	Intercept float64        `json:"intercept_log_odds"`
	LogOdds   float64        `json:"log_odds"`
	Cues      []Contribution `json:"cues"` // the strongest first
}

// ExplainedVerdict is a verdict with its reasons.
type ExplainedVerdict struct {
	Verdict
	Reasons
}

// Explanation is a Prediction with the reasons of both verdicts.
type Explanation struct {
	ExplainedVerdict
	Bias    ExplainedVerdict `json:"bias"`
	Devices Devices          `json:"devices"`
	Reading
	Wrapping []features.Wrap `json:"wrapping"` // what stands around the headline and was not weighed
	Marks    []Mark          `json:"marks"`    // in the order of the headline; they do not overlap
}

// Prediction returns the explanation without its reasons.
func (e *Explanation) Prediction() Prediction {
	return Prediction{e.Verdict, e.Bias.Verdict, e.Devices, e.Reading}
}

// Explain returns both verdicts with their reasons. A cue that fired in several
// places is shared out by how much each place added; n-grams are summed over
// the words they cover.
func (m *Model) Explain(headline string) Explanation {
	s := scratches.Get().(*scratch)
	defer release(s)
	var z [NumHeads]float64
	var p Prediction
	read := m.record(s, headline)
	if read {
		m.allLogOdds(s, &z)
		p = m.prediction(s, &z)
	} else {
		p = m.abstention(s, &z)
	}
	explain := func(h Head, v Verdict) ExplainedVerdict {
		return ExplainedVerdict{v, m.reasons(s, h, headline, z[h], read)}
	}
	e := Explanation{explain(HeadSensational, p.Verdict), explain(HeadBiased, p.Bias), p.Devices, p.Reading,
		append([]features.Wrap{}, s.h.Wrapping()...), []Mark{}}
	if read {
		e.Marks = m.marks(s, headline, &p)
	}
	return e
}

// Reasons returns the reasons of any head.
func (m *Model) Reasons(headline string, h Head) Reasons {
	s := scratches.Get().(*scratch)
	defer release(s)
	var z [NumHeads]float64
	read := m.record(s, headline)
	if read {
		m.allLogOdds(s, &z)
	} else {
		m.abstention(s, &z)
	}
	return m.reasons(s, h, headline, z[h], read)
}

// record reads the headline and keeps where its cues fired.
func (m *Model) record(s *scratch, headline string) (read bool) {
	s.h.RecordHits(true)
	if read = m.read(s, headline); read {
		s.ranges = s.h.NGramRanges(s.ranges[:0], m.classes)
	}
	return read
}

func release(s *scratch) {
	s.h.RecordHits(false)
	scratches.Put(s)
}

func (m *Model) reasons(s *scratch, h Head, headline string, z float64, read bool) Reasons {
	head := &m.heads[h]
	r := Reasons{Intercept: head.start(), LogOdds: z, Cues: []Contribution{}}
	if !read {
		return r
	}
	r.Cues = m.wordReasons(s, h, head.cueReasons(s))
	for i := range r.Cues {
		c := &r.Cues[i]
		c.Text = headline[c.Start:c.End]
	}
	slices.SortStableFunc(r.Cues, func(a, b Contribution) int {
		return cmp.Compare(math.Abs(b.LogOdds), math.Abs(a.LogOdds))
	})
	return r
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

func (h *head) cueReasons(s *scratch) []Contribution {
	out := make([]Contribution, 0, len(s.h.Hits())+s.h.Len())
	for _, t := range typical {
		if w := h.cues[t.cue] * (float64(s.cues[t.cue]) - t.value); w != 0 {
			out = append(out, Contribution{Cue: t.cue.String(), Span: s.h.Span(0, 0), LogOdds: w})
		}
	}
	h.eachHit(s, func(hit features.Hit, w float64) {
		out = append(out, Contribution{Cue: hit.Cue.String(), Span: s.h.Span(hit.From, hit.To), LogOdds: w})
	})
	return out
}

// eachHit calls yield for every place where a cue fired that the head weighs, with
// the log-odds that the place added.
func (h *head) eachHit(s *scratch, yield func(hit features.Hit, logOdds float64)) {
	var total [features.NumCues]float32
	for _, hit := range s.h.Hits() {
		total[hit.Cue] += hit.Amount
	}
	for _, hit := range s.h.Hits() {
		if isTypical(hit.Cue) {
			continue
		}
		if w := h.cues[hit.Cue] * float64(s.cues[hit.Cue]) * float64(hit.Amount) / float64(total[hit.Cue]); w != 0 {
			yield(hit, w)
		}
	}
}

// wordReasons appends one contribution per token that learnt wording gives log-odds.
func (m *Model) wordReasons(s *scratch, h Head, out []Contribution) []Contribution {
	for t, w := range m.wordShares(s, h) {
		if w != 0 {
			out = append(out, Contribution{Cue: WordsCue, Span: s.h.Span(t, t+1), LogOdds: w})
		}
	}
	return out
}

// wordShares shares each n-gram's weight equally among the tokens it covers. The
// next call overwrites the result.
func (m *Model) wordShares(s *scratch, h Head) []float64 {
	n := max(s.h.Len(), 1) // without tokens the boundary marks alone
	share := slices.Grow(s.share[:0], n)[:n]
	clear(share)
	s.share = share
	for i, r := range s.ranges {
		w := s.scale * m.gramWeight(h, s.grams[i])
		if w == 0 {
			continue
		}
		from, to := int(r.From), max(int(r.To), int(r.From)+1)
		for t := from; t < to && t < n; t++ {
			share[t] += w / float64(min(to, n)-from)
		}
	}
	return share
}

// gramWeight is the weight of an n-gram for a head, 0 when it is not listed.
func (m *Model) gramWeight(h Head, gram uint64) float64 {
	grams := [...]uint64{gram}
	if h < numVerdicts {
		t := &m.grams[h]
		return t.scale * float64(t.sum(grams[:]))
	}
	sums := m.shared.sum(grams[:])
	return sums[h-numVerdicts]
}

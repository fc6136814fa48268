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
	shown    []string        // devices
}

// Prediction returns the explanation without its reasons.
func (e *Explanation) Prediction() Prediction {
	return Prediction{e.Verdict, e.Bias.Verdict, e.Devices, e.Reading}
}

// Explain returns both verdicts with their reasons. A cue that fired in several
// places is shared out by how much each place added; n-grams are summed over
// the words they cover.
func (m *Model) Explain(headline string) Explanation {
	r := m.record(headline)
	defer r.release()
	p := &r.Prediction
	e := Explanation{ExplainedVerdict{p.Verdict, r.reasons(HeadSensational)}, ExplainedVerdict{p.Bias, r.reasons(HeadBiased)},
		p.Devices, p.Reading, append([]features.Wrap{}, r.h.Wrapping()...), []Mark{}, nil}
	if !p.Abstained {
		e.Marks, e.shown = r.marks()
	}
	return e
}

// Reasons returns the reasons of any head.
func (m *Model) Reasons(headline string, h Head) Reasons {
	r := m.record(headline)
	defer r.release()
	return r.reasons(h)
}

// A recording is one headline as a model read it, with all that explains it.
type recording struct {
	*scratch
	Prediction
	m        *Model
	headline string
	logOdds  [NumHeads]float64
}

// record reads the headline and keeps where its cues and n-grams are.
func (m *Model) record(headline string) *recording {
	r := &recording{scratch: scratches.Get().(*scratch), m: m, headline: headline}
	r.h.RecordHits(true)
	if r.Prediction = m.predict(r.scratch, headline, &r.logOdds); !r.Abstained {
		r.ranges = r.h.NGramRanges(r.ranges[:0], m.classes)
	}
	return r
}

func (r *recording) release() {
	r.h.RecordHits(false)
	scratches.Put(r.scratch)
}

func (r *recording) reasons(h Head) Reasons {
	out := Reasons{Intercept: r.m.heads[h].start(), LogOdds: r.logOdds[h], Cues: []Contribution{}}
	if r.Abstained {
		return out
	}
	add := func(cue string, from, to int, logOdds float64) {
		if logOdds != 0 {
			at := r.h.Span(from, to)
			out.Cues = append(out.Cues, Contribution{cue, at, r.headline[at.Start:at.End], logOdds})
		}
	}
	for _, t := range typical {
		add(t.cue.String(), 0, 0, r.m.heads[h].Cues[t.cue]*(float64(r.cues[t.cue])-t.value))
	}
	r.eachHit(h, func(hit features.Hit, w float64) { add(hit.Cue.String(), hit.From, hit.To, w) })
	for t, w := range r.wordShares(h) {
		add(WordsCue, t, t+1, w)
	}
	sortByWeight(out.Cues)
	return out
}

// sortByWeight puts the strongest first.
func sortByWeight(list []Contribution) {
	slices.SortStableFunc(list, func(a, b Contribution) int { return cmp.Compare(math.Abs(b.LogOdds), math.Abs(a.LogOdds)) })
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

// eachHit calls yield for every place where a cue fired, with the log-odds that the
// place added to a head.
func (r *recording) eachHit(h Head, yield func(hit features.Hit, logOdds float64)) {
	var total [features.NumCues]float32
	for _, hit := range r.h.Hits() {
		total[hit.Cue] += hit.Amount
	}
	for _, hit := range r.h.Hits() {
		if !isTypical(hit.Cue) {
			yield(hit, r.m.heads[h].Cues[hit.Cue]*float64(r.cues[hit.Cue])*float64(hit.Amount)/float64(total[hit.Cue]))
		}
	}
}

// wordShares shares each n-gram's weight equally among the tokens it covers. The
// next call overwrites the result.
func (r *recording) wordShares(h Head) []float64 {
	n := max(r.h.Len(), 1) // without tokens the boundary marks alone
	share := slices.Grow(r.share[:0], n)[:n]
	clear(share)
	r.share = share
	for i, g := range r.ranges {
		w := r.scale * r.m.gramWeight(h, r.grams[i])
		if w == 0 {
			continue
		}
		from, to := int(g.From), max(int(g.To), int(g.From)+1)
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

package model

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/heboh/heboh/features"
)

// Mark is a stretch of a headline that makes it sensational or biased.
type Mark struct {
	features.Span
	// Device is the shown device that the stretch serves. If it serves none, Device is
	// "" and Verdict is the verdict that it speaks for: "sensational" or "biased".
	Device   string   `json:"device,omitempty"`
	Verdict  string   `json:"verdict,omitempty"`
	Strength int      `json:"strength"`       // 1 to 3
	Cues     []string `json:"cues,omitempty"` // the strongest at each of its words; none for learnt wording
}

// Name is the device or the verdict.
func (m *Mark) Name() string { return cmp.Or(m.Device, m.Verdict) }

// ShownDevices names the devices that the headline is said to use: those with a
// probability of at least one half that some word or mark carries, where a verdict is
// positive. A headline that is neutral and unbiased shows none.
func (e *Explanation) ShownDevices() []string { return e.shown }

// Strength is 1, 2 or 3 for a reason of so many log-odds, for or against.
func Strength(logOdds float64) int {
	switch v := max(logOdds, -logOdds); {
	case v >= 1.5:
		return 3
	case v >= .6:
		return 2
	}
	return 1
}

// The least log-odds at which a token is marked: by cues of a device, by cues that
// speak for a verdict, by learnt wording alone. Learnt wording gives nearly every
// word a little, so its bar is the highest.
const (
	tellingDevice  = .05
	tellingVerdict = .25
	tellingWording = .8
)

// evidence is what each token adds to a head.
type evidence struct {
	head    Head
	cues    []float64 // from the cues that count there
	wording []float64 // learnt
	top     []topCue  // the strongest of the cues
	whole   float64   // from the cues that count and fire for the headline as a whole
}

type topCue struct {
	id      features.CueID
	logOdds float64
}

// evidence collects what each token adds to a head. For a verdict, the cues of all
// devices count; for a device, only its own, so that a head that learnt which devices
// go together does not mark one for another. Cues of style never count.
func (r *recording) evidence(h Head) evidence {
	n := r.h.Len()
	e := evidence{h, make([]float64, n), slices.Clone(r.wordShares(h)), make([]topCue, n), 0}
	r.eachHit(h, func(hit features.Hit, w float64) {
		switch {
		case !e.counts(hit.Cue):
		case hit.From == hit.To:
			e.whole += w
		default:
			for t := hit.From; t < hit.To; t++ {
				e.cues[t] += w / float64(hit.To-hit.From)
				if w > e.top[t].logOdds {
					e.top[t] = topCue{hit.Cue, w}
				}
			}
		}
	})
	return e
}

// groups are those of the cues; the catalogue is copied at each call.
var groups = func() (all [features.NumCues]features.Group) {
	for id, c := range features.Catalogue() {
		all[id] = c.Group
	}
	return all
}()

func (e *evidence) counts(id features.CueID) bool {
	group := groups[id]
	return e.head < numVerdicts && group != features.Style || string(group) == e.head.String()
}

// cued reports whether cues mark token t.
func (e *evidence) cued(t int) bool {
	least := tellingDevice
	if e.head < numVerdicts {
		least = tellingVerdict
	}
	return e.cues[t] >= least && e.cues[t]+e.wording[t] >= least
}

// at is what token t adds, 0 if that is too little for a mark. Learnt wording alone
// marks only words, and never as emphasis, which is a matter of form.
func (e *evidence) at(t int, word bool) float64 {
	if e.cued(t) || word && e.wording[t] >= tellingWording && e.head.String() != string(features.Emphasis) {
		return e.cues[t] + e.wording[t]
	}
	return 0
}

// marks decides what is marked, for what, and how strongly, and which devices are
// shown. A token goes to the shown device that it adds most to, or else to the positive
// verdict that it adds most to.
func (r *recording) marks() (marks []Mark, shown []string) {
	var devices, verdicts []evidence
	for h, v := range [...]Verdict{r.Verdict, r.Bias} {
		if v.Label.Positive() {
			verdicts = append(verdicts, r.evidence(Head(h)))
		}
	}
	owner, word := make([]*evidence, r.h.Len()), make([]bool, r.h.Len())
	for t := range word {
		first, _ := utf8.DecodeRuneInString(r.headline[r.h.Span(t, t+1).Start:])
		word[t] = unicode.IsLetter(first)
	}
	for d, p := range r.Devices.Values() {
		if p < .5 || verdicts == nil {
			continue
		}
		// A head can be sure of a device by many words of which none says it.
		if e := r.evidence(Head(numVerdicts + d)); e.carried(word) {
			devices, shown = append(devices, e), append(shown, DeviceNames[d])
		}
	}
	for t := range owner {
		if owner[t] = strongest(devices, t, word[t]); owner[t] == nil {
			owner[t] = strongest(verdicts, t, word[t])
		}
	}
	for i := range devices {
		devices[i].claim(owner)
	}
	marks = []Mark{}
	for from, to := 0, 0; from < len(owner); from = to {
		for to = from + 1; to < len(owner) && owner[to] == owner[from]; to++ {
		}
		if owner[from] != nil {
			marks = append(marks, owner[from].mark(r.h.Span(from, to), from, to))
		}
	}
	return marks, shown
}

// carried reports whether some token, or the headline as a whole, carries the device.
func (e *evidence) carried(word []bool) bool {
	for t := range word {
		if e.at(t, word[t]) > 0 {
			return true
		}
	}
	return e.whole >= tellingDevice
}

// strongest is the evidence that token t adds most to, nil if it is marked for none.
func strongest(all []evidence, t int, word bool) (best *evidence) {
	most := 0.
	for i := range all {
		if v := all[i].at(t, word); v > most {
			best, most = &all[i], v
		}
	}
	return best
}

// claim gives a device that owns no token at which its cues fire such tokens of
// others, as long as it leaves each of them one: so a loaded word shows in a shouted
// line. It begins where its cues add most beyond the other's.
func (e *evidence) claim(owner []*evidence) {
	left := map[*evidence]int{}
	var cued []int
	for t, o := range owner {
		if e.cued(t) {
			if o == e {
				return
			}
			cued = append(cued, t)
		}
		left[o]++
	}
	beyond := func(t int) float64 {
		if o := owner[t]; o != nil {
			return e.cues[t] - o.cues[t]
		}
		return e.cues[t]
	}
	slices.SortStableFunc(cued, func(a, b int) int { return cmp.Compare(beyond(b), beyond(a)) })
	for _, t := range cued {
		if o := owner[t]; o == nil || left[o] > 1 {
			left[o]--
			owner[t] = e
		}
	}
}

// mark is the mark of tokens [from, to).
func (e *evidence) mark(at features.Span, from, to int) Mark {
	k := Mark{Span: at}
	sum := 0.
	for t := from; t < to; t++ {
		sum += e.cues[t] + e.wording[t]
		if name := e.top[t].id.String(); e.top[t].logOdds >= tellingDevice && !slices.Contains(k.Cues, name) {
			k.Cues = append(k.Cues, name)
		}
	}
	k.Strength = Strength(sum)
	if e.head < numVerdicts {
		k.Verdict = e.head.String()
	} else {
		k.Device = e.head.String()
	}
	return k
}

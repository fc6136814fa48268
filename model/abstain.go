package model

import "github.com/heboh/heboh/features"

// Reading says in which language a headline is and whether it was judged.
type Reading struct {
	Language features.Language `json:"language"`
	// Abstained means that the headline has no words or is in neither language, and
	// was not judged: the labels are neutral and unbiased, the probabilities are
	// those of a headline in which nothing speaks either way, the devices are 0.
	Abstained bool `json:"abstained,omitempty"`
}

// AnyLanguage returns the same model, which judges headlines in any language and
// those without words.
func (m *Model) AnyLanguage() *Model {
	c := *m
	c.any = true
	return &c
}

// abstention is the answer to a headline that is not judged. It sets z to the
// log-odds.
func (m *Model) abstention(s *scratch, z *[NumHeads]float64) (p Prediction) {
	for h := range z {
		z[h] = m.heads[h].start()
	}
	p = m.prediction(s, z)
	p.Label, p.Bias.Label, p.Devices, p.Abstained = Neutral, Unbiased, Devices{}, true
	return p
}

// start is the log-odds of a headline of ordinary length in which nothing speaks
// either way.
func (h *HeadParts) start() float64 {
	z := h.Intercept
	for _, t := range typical {
		z += h.Cues[t.cue] * t.value
	}
	return z
}

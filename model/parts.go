package model

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/heboh/heboh/features"
)

// Info describes a model: what it is, what it learnt from, how well it did.
type Info struct {
	Name          string             `json:"name"`
	Version       string             `json:"version"`
	Description   string             `json:"description,omitempty"`
	Algorithm     string             `json:"algorithm"`
	Languages     []string           `json:"languages,omitempty"`
	ThresholdRule string             `json:"threshold_rule"`
	Seed          uint64             `json:"seed"`
	Data          []Source           `json:"data"`
	Figures       map[string]float64 `json:"figures,omitempty"` // by cross-validation on the training data
}

// Source is a set of examples the model learnt from.
type Source struct {
	Name    string `json:"name"`
	Rows    int    `json:"rows"`
	SHA256  string `json:"sha256,omitempty"` // of the examples as read
	License string `json:"license,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Use     string `json:"use,omitempty"`
}

// HeadParts are a head's own numbers: a logistic model over cues and n-grams,
// calibrated by Platt scaling (Platt 1999). A verdict has n-grams of its own, the
// devices share one table.
type HeadParts struct {
	Intercept     float64
	Cues          []float64 // one weight per cue, in the order of features.Catalogue
	NGrams        NGrams    // of a verdict; the devices' are in Parts.Shared
	Slope, Offset float64   // calibration: probability = σ(Slope·logOdds + Offset)
	Threshold     float64   // of a verdict, in [0, 1]
}

// Parts are what training hands over to be compiled into a Model.
type Parts struct {
	Info    Info
	Heads   [NumHeads]HeadParts
	Shared  SharedNGrams
	Classes *features.Classes // of words, whose n-grams the heads weigh; nil for none
}

// Limits on the tables, in powers of two; they also bound what Load accepts.
const (
	minLog, maxLogBuckets, maxLogSlots = 4, 18, 17
)

// Compile makes a Model. Weights of n-grams are rounded to 8 bits; all else is
// kept as given. It reports sizes that do not fit and numbers that are not
// finite.
func Compile(p Parts) (*Model, error) {
	info, err := json.Marshal(p.Info)
	if err != nil {
		return nil, fmt.Errorf("compiling: description: %w", err)
	}
	m := &Model{info: info}
	if err := m.compile(&p); err != nil {
		return nil, fmt.Errorf("compiling: %w", err)
	}
	return m, nil
}

func (m *Model) compile(p *Parts) (err error) {
	m.classes = p.Classes
	for h, head := range p.Heads {
		if h < numVerdicts {
			if m.grams[h], err = head.NGrams.pack(); err != nil {
				return fmt.Errorf("%s: %w", Head(h), err)
			}
		}
		head.Cues, head.NGrams = slices.Clone(head.Cues), NGrams{}
		m.heads[h] = head
	}
	if m.shared, err = p.Shared.pack(); err != nil {
		return err
	}
	return m.check()
}

// check refuses what would break or poison a score.
func (m *Model) check() error {
	if m.classes != nil {
		if err := m.classes.Check(); err != nil {
			return err
		}
	}
	for h := range m.heads {
		err := m.heads[h].check()
		if h < numVerdicts {
			err = cmp.Or(err, m.grams[h].check())
		}
		if err != nil {
			return fmt.Errorf("%s: %w", Head(h), err)
		}
	}
	return m.shared.check()
}

// Parts takes the model apart: compiled again, they make the same file. Hashes
// of n-grams differ from those it was compiled from but lead to the
// same slots (see NGrams.Key). Slices may be the model's own: replace them, do
// not write to them.
func (m *Model) Parts() Parts {
	p := Parts{Info: m.Info(), Heads: m.heads, Shared: m.shared.parts(), Classes: m.classes}
	for h := range m.grams {
		p.Heads[h].NGrams = m.grams[h].parts()
	}
	return p
}

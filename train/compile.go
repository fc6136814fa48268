package train

import (
	"fmt"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Sizes of the compiled tables, as powers of two: 256 KiB of n-grams for
// sensational, 64 KiB each for biased and for the devices together. Twice as
// many n-grams of sensational move log-odds by .07 (root mean square) and one
// label in 2,500; the words of the net make more of the room.
const (
	logBuckets     = 15
	logBiasBuckets = 13
	logDeviceSlots = 13
)

// curvePoints is the most points of the precision-recall curve that a model
// records about itself.
const curvePoints = 20

// compile turns the fitted heads into a model. Heads that could not be learnt
// are taken from the shipped one.
func (t *trainer) compile(heads []*fittedHead, figures map[string]float64) (*model.Model, error) {
	var p model.Parts
	if len(heads) < model.NumHeads {
		p = model.Default().Parts()
		p.Net = nil
	}
	var devices []compiled
	fitted := [model.NumHeads]bool{}
	for _, f := range heads {
		c := f.compile()
		h := model.HeadParts{
			Intercept: f.bias, Cues: f.weights[:features.NumCues], Output: c.output,
			Slope: f.slope, Offset: f.offset, Threshold: f.threshold,
		}
		switch f.id {
		case model.HeadSensational:
			h.NGrams = model.NGrams{List: c.ngrams(), LogBuckets: logBuckets}
		case model.HeadBiased:
			h.NGrams = model.NGrams{List: c.ngrams(), LogBuckets: logBiasBuckets}
		default:
			devices = append(devices, c)
		}
		if c.net != nil {
			p.Net = c.net
		}
		p.Heads[f.id], fitted[f.id] = h, true
	}
	if len(devices) > 0 {
		p.Shared = model.SharedNGrams{List: sharedNGrams(devices), LogSlots: logDeviceSlots}
	}
	for id, h := range p.Heads {
		if !fitted[id] && h.Output != nil {
			return nil, fmt.Errorf("training: no example teaches the head %s, and that of the shipped model needs its net", model.Head(id))
		}
	}
	p.Info = t.opt.Info
	p.Info.ThresholdRule = t.opt.Rule.String()
	p.Info.Seed = t.opt.Seed
	p.Info.Algorithm = DefaultAlgorithm
	p.Info.Figures = figures
	return model.Compile(p)
}

// addFigures adds a head's figures under their names behind a prefix.
func addFigures(figures map[string]float64, prefix string, m *metrics.Figures) {
	figures[prefix+"n"] = float64(m.N)
	for k, v := range m.Values() {
		if name := metrics.Names[k]; name != "macro_f1" && name != "brier" {
			figures[prefix+name] = v
		}
	}
}

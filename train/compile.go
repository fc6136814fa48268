package train

import (
	"errors"
	"reflect"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Sizes of the compiled tables, as powers of two: 256 KiB of n-grams for each
// verdict, 128 KiB for the devices together.
const (
	logBuckets     = 15
	logBiasBuckets = 15
	logDeviceSlots = 14
)

// curvePoints is the most points of the precision-recall curve that a model
// records about itself.
const curvePoints = 20

// compile turns the fitted heads into a model. Heads that could not be learnt
// are taken from the shipped one.
func (t *trainer) compile(heads []*fittedHead, figures map[string]float64) (*model.Model, error) {
	p := model.Parts{Classes: t.corpus.classes}
	if len(heads) < model.NumHeads {
		shipped := model.Default().Parts()
		if p.Classes != nil && !reflect.DeepEqual(p.Classes, shipped.Classes) {
			return nil, errors.New("training: the examples cannot teach every head, and those of the shipped model need its word classes; train with the shipped word vectors or without any")
		}
		p = shipped
	}
	var devices []compiled
	for _, f := range heads {
		c := f.compile()
		h := model.HeadParts{
			Intercept: f.bias, Cues: f.weights[:features.NumCues],
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
		p.Heads[f.id] = h
	}
	if len(devices) > 0 {
		p.Shared = model.SharedNGrams{List: sharedNGrams(devices), LogSlots: logDeviceSlots}
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

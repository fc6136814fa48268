package train

import (
	"errors"
	"reflect"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// A stage learns from labelled texts to turn a text into a number: a column that
// the labeller reads beside the cues. The labeller learns from numbers of texts
// that the stage did not see, or it would trust what the stage memorised. Stages
// are deterministic and may be fitted by several goroutines at once.
type stage interface {
	// name of the column.
	name() string
	// sign that the labeller must give the column: +1, -1, or 0 for any.
	sign() int
	fit(l *lesson) column
}

// A column is a fitted stage.
type column interface {
	// value is the log-odds of a text, without the intercept.
	value(text int) float64
	// compile adds the column, times its weight in the labeller's log-odds, to
	// the compiled head.
	compile(weight float64, to *compiled)
}

// lesson is what a stage learns from: numbers of texts, and by text the targets,
// in [0, 1], and the weights.
type lesson struct {
	rows           []int
	target, weight []float64
	beat           pulse
}

// compiled collects what the stages of a head contribute to the model. All
// n-gram stages of a head have one vocabulary.
type compiled struct {
	vocab *vocabulary
	grams []float64 // weight of each n-gram, in log-odds
}

// addGrams adds weights, times a factor, to those of the n-grams.
func (c *compiled) addGrams(v *vocabulary, weights []float64, factor float64) {
	if c.vocab == nil {
		c.vocab, c.grams = v, make([]float64, len(v.hashes))
	}
	for k := range c.grams {
		c.grams[k] += factor * weights[k]
	}
}

// falling numbers the n-grams of heads on one vocabulary by their importance to all
// of them: the size of the weight times the root of how many texts hold the n-gram.
func falling(heads ...compiled) []int {
	v := heads[0].vocab
	importance := make([]float64, len(v.hashes))
	for k := range importance {
		for _, h := range heads {
			importance[k] += h.grams[k] * h.grams[k] * float64(v.counts[k])
		}
	}
	return metrics.Falling(importance)
}

func (c *compiled) ngrams() []model.NGram {
	list := make([]model.NGram, 0, len(c.grams))
	for _, k := range falling(*c) {
		list = append(list, model.NGram{Hash: c.vocab.hashes[k], Weight: c.grams[k]})
	}
	return list
}

// sharedNGrams are those of heads whose only stage is on one vocabulary.
func sharedNGrams(heads []compiled) []model.SharedNGram {
	list := make([]model.SharedNGram, len(heads[0].grams))
	for to, k := range falling(heads...) {
		list[to].Hash = heads[0].vocab.hashes[k]
		for n, h := range heads {
			list[to].Weights[n] = h.grams[k]
		}
	}
	return list
}

// Strengths of the n-gram stages, chosen on publishers held out.
const (
	gramL2         = 24.0    // penalty
	minTexts       = 2       // texts that must hold an n-gram,
	textsMore      = 200_000 // and one more per so many texts: the table is small
	gramIterations = 60
)

// ngrams is the stage of a logistic regression over n-grams.
type ngrams struct {
	vocab *vocabulary
	rows  *sparseRows
	based *sparseRows // the rows to fit, with the columns of base rates
}

func (*ngrams) name() string { return "ngrams" }
func (*ngrams) sign() int    { return 1 }

func (s *ngrams) fit(l *lesson) column {
	return &fittedNGrams{s, fitSparse(s.based, l.rows, l.target, l.weight, gramL2, gramIterations, l.beat)}
}

// among is the stage restricted to the n-grams that occur at least twice in the
// given texts, without base rates.
func (s *ngrams) among(texts []int) *ngrams {
	columns := s.rows.held(texts, minTexts)
	rows := s.rows.pick(texts, columns)
	return &ngrams{s.vocab.pick(columns), rows, rows}
}

type fittedNGrams struct {
	*ngrams
	*linear
}

func (f *fittedNGrams) score(i int) float64 { return f.logOdds(f.rows.row(i), f.rows.scale[i]) }

func (f *fittedNGrams) value(i int) float64 { return f.score(i) - f.bias }

func (f *fittedNGrams) compile(weight float64, to *compiled) {
	to.addGrams(f.vocab, f.weights, weight)
}

// Sizes of the compiled tables, as powers of two: 256 KiB of n-grams for each
// verdict, 128 KiB for the devices together.
const (
	logBuckets     = 15
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
		case model.HeadSensational, model.HeadBiased:
			h.NGrams = model.NGrams{List: c.ngrams(), LogBuckets: logBuckets}
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

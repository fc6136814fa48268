package train

import (
	"errors"
	"strings"
	"sync"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// deviceParts are the fitted heads of the six devices.
type deviceParts struct {
	heads    [model.NumDevices]model.HeadParts
	features []model.SharedNGram
	from     *model.Model              // where no example carries devices
	figures  [model.NumDevices]Metrics // out of fold
}

// deviceL2 is the penalty of a device's n-gram stage: the devices are rarer
// than the label, so they want a stronger one.
const deviceL2 = 8.0

// fitDevices fits one head a device, n-gram stage and labeller as for the
// label, on the examples whose devices were judged. Where a device has too few
// examples to learn from, the shipped model's heads are taken.
func (t *trainer) fitDevices() (*deviceParts, error) {
	var idx []int
	for i, e := range t.examples {
		if e.HasDevices {
			idx = append(idx, i)
		}
	}
	idx = every(idx, step(len(idx)))
	d := &deviceParts{}
	target := make([][]float64, model.NumDevices)
	for k := range target {
		target[k] = make([]float64, len(idx))
		count := 0
		for n, i := range idx {
			if strings.IndexByte(t.examples[i].Devices, datasets.DeviceLetters[k]) >= 0 {
				target[k][n] = 1
				count++
			}
		}
		if count < 4*t.opt.folds() || len(idx)-count < 4*t.opt.folds() {
			if d.from = t.opt.Devices; d.from == nil {
				d.from = model.Default()
			}
			return d, nil
		}
	}
	columns := t.rows.held(idx, minTexts)
	weights, err := t.fitHeads(d, idx, t.rows.pick(idx, columns), target)
	if err != nil {
		return nil, err
	}
	d.features = deviceFeatures(t.vocab, columns, weights)
	return d, nil
}

// every returns one in so many of a list.
func every(list []int, step int) []int {
	var some []int
	for i := 0; i < len(list); i += step {
		some = append(some, list[i])
	}
	return some
}

// fitHeads fits the heads on the examples idx, of which rows and targets are
// given, two at a time, and returns the columns' weights in the log-odds of each.
func (t *trainer) fitHeads(d *deviceParts, idx []int, rows *sparseRows, target [][]float64) ([][]float64, error) {
	weights := make([][]float64, model.NumDevices)
	errs := make([]error, model.NumDevices)
	turn := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for k := range target {
		turn <- struct{}{}
		t.opt.report("devices", k, model.NumDevices)
		wg.Go(func() {
			defer func() { <-turn }()
			if errs[k] = t.ctx.Err(); errs[k] == nil {
				weights[k], errs[k] = t.fitDevice(d, k, idx, rows, target[k])
			}
		})
	}
	wg.Wait()
	t.opt.report("devices", model.NumDevices, model.NumDevices)
	return weights, errors.Join(errs...)
}

// fitDevice fits device k and returns the columns' weights in its log-odds.
func (t *trainer) fitDevice(d *deviceParts, k int, idx []int, rows *sparseRows, target []float64) ([]float64, error) {
	score := make([]float64, len(idx))
	data := &labellerData{
		row:    func(n int) []float64 { return t.corpus.row(idx[n], score[n]) },
		target: target,
	}
	for n, i := range idx {
		data.labels = append(data.labels, int(target[n]))
		data.weight = append(data.weight, 1)
		data.fold = append(data.fold, t.fold[i])
	}
	for f := range t.opt.folds() {
		var rest []int
		for n, g := range data.fold {
			if g != f {
				rest = append(rest, n)
			}
		}
		g, err := fitSparse(rows, rest, target, data.weight, deviceL2, gramIterations)
		if err != nil {
			return nil, err
		}
		for n := range idx {
			if data.fold[n] == f {
				score[n] = g.logOdds(rows.row(n), rows.scale[n]) - g.bias
			}
		}
	}
	names := append(t.columnNames()[:features.NumCues:features.NumCues], ngramColumn)
	f, z, err := fitLabeller(names, data)
	if err != nil {
		return nil, err
	}
	slope, offset := platt(z, data.target, data.weight)
	p := make([]float64, len(z))
	for i := range z {
		p[i] = sigmoid(slope*z[i] + offset)
	}
	d.figures[k] = Measure(p, data.labels, .5)
	d.heads[k] = model.HeadParts{Intercept: f.bias, Cues: f.weights[:features.NumCues], Slope: slope, Offset: offset}
	g, err := fitSparse(rows, all(len(idx)), target, data.weight, deviceL2, gramIterations)
	if err != nil {
		return nil, err
	}
	w := f.weights[features.NumCues]
	for c := range g.weights {
		g.weights[c] *= w
	}
	return g.weights, nil
}

// deviceFeatures orders the n-grams by how much they say of any device, given
// the column of each in the vocabulary.
func deviceFeatures(v *vocabulary, columns []int32, weights [][]float64) []model.SharedNGram {
	fs := make([]model.SharedNGram, len(columns))
	importance := make([]float64, len(fs))
	for n, c := range columns {
		fs[n].Hash = v.hashes[c]
		for k := range weights {
			w := weights[k][n]
			fs[n].Weights[k] = w
			importance[n] += w * w * float64(v.counts[c])
		}
	}
	out := make([]model.SharedNGram, len(fs))
	for to, from := range descending(importance) {
		out[to] = fs[from]
	}
	return out
}

// fill adds the device heads; biased stands on the device loaded.
func (d *deviceParts) fill(p *model.Parts) {
	if d.from != nil {
		from := d.from.Parts()
		copy(p.Heads[1:], from.Heads[1:])
		p.Shared = from.Shared
		return
	}
	copy(p.Heads[model.NumHeads-model.NumDevices:], d.heads[:])
	p.Shared = model.SharedNGrams{List: d.features, LogSlots: logDeviceSlots}
	biased := &p.Heads[model.HeadBiased]
	*biased = d.heads[loaded]
	biased.Threshold = biasThreshold
	biased.NGrams.LogBuckets = logDeviceSlots
	for _, f := range d.features {
		biased.NGrams.List = append(biased.NGrams.List, model.NGram{Hash: f.Hash, Weight: f.Weights[loaded]})
	}
}

// loaded is the place of that device, and biasThreshold where it counts as bias.
const (
	loaded        = 3
	biasThreshold = .3
)

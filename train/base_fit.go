package train

import (
	"cmp"
	"math"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// The strength with which a corrected model is held to its base: penalties of
// cues, n-grams and the intercept.
const (
	cuePrior  = 10.0
	gramPrior = 32.0
	biasPrior = 10.0
)

// shiftIterations bound a fit, which usually stops well before.
const shiftIterations = 100

// shiftRows are headlines to fit a shift of a model's log-odds on. A shift has
// one number per column: those of the cues, of the n-grams, and the intercept.
type shiftRows struct {
	cellRows
	base   []float64 // calibrated log-odds of the base
	target []float64 // in [0, 1]
	weight []float64
	keys   []uint64 // of the n-gram columns, as model.NGrams names them
	slope  float64  // of a unit of shift in the calibrated log-odds
	beat   pulse    // of the fits
}

// newShiftRows computes the rows of the examples. N-grams that occur in none of
// the first, the corrections, are no columns: nothing asks for them to move.
func newShiftRows(base *model.Model, examples []datasets.Example, corrections int) *shiftRows {
	base = base.AnyLanguage() // learn from every headline, whether it would be judged or not
	parts := base.Parts()
	head := &parts.Heads[model.HeadSensational]
	r := &shiftRows{cellRows: cellRows{start: make([]int, 1, len(examples)+1)}, slope: head.Slope}
	var texts []string
	for _, e := range examples {
		texts = append(texts, e.Text)
		r.base = append(r.base, head.Slope*base.LogOdds(e.Text)+head.Offset)
		r.target = append(r.target, e.Soft)
		r.weight = append(r.weight, e.Weight)
	}
	c := extract(texts, parts.Classes)
	number := map[uint64]int32{}
	c.eachGrams(func(i int, grams []uint64) {
		for _, f := range c.cues[i] {
			r.cells = append(r.cells, cell{int32(f.id), float64(f.value)})
		}
		scale := features.Scale(c.tokens[i])
		for _, g := range grams {
			key := head.NGrams.Key(g)
			col, ok := number[key]
			if !ok && g != 0 && i < corrections {
				col, ok = int32(features.NumCues+len(r.keys)), true
				number[key] = col
				r.keys = append(r.keys, key)
			}
			if ok {
				r.cells = append(r.cells, cell{col, scale})
			}
		}
		r.start = append(r.start, len(r.cells))
	})
	return r
}

// columns is the number of columns, the intercept the last.
func (r *shiftRows) columns() int { return features.NumCues + len(r.keys) + 1 }

// logOdds are those of row i under a shift, calibrated.
func (r *shiftRows) logOdds(i int, shift []float64) float64 {
	return r.base[i] + r.slope*r.cellRows.logOdds(i, shift, shift[len(shift)-1])
}

// fitSigned fits a shift that leaves the base's cues with the sign that the
// catalogue gives them: shouting must not come to calm a headline. A cue that
// would turn is brought to 0 and the rest fitted again, until none turns.
func (r *shiftRows) fitSigned(idx []int, cues []float64) []float64 {
	fixed := map[int]float64{}
	for {
		shift := r.fit(idx, fixed)
		turned := false
		for i, c := range features.Catalogue() {
			if float64(c.Sign)*(cues[i]+shift[i]) < 0 {
				fixed[i] = -cues[i]
				turned = true
			}
		}
		if !turned {
			return shift
		}
	}
}

// fit minimises the loss of the rows idx plus the penalty of the shift. The
// fixed columns keep their value.
func (r *shiftRows) fit(idx []int, fixed map[int]float64) []float64 {
	start := make([]float64, r.columns())
	for c, w := range fixed {
		start[c] = w
	}
	return minimise(start, shiftIterations, r.beat, func(x, grad []float64) float64 {
		value := r.eval(idx, x, grad)
		for c := range fixed {
			grad[c] = 0
		}
		return value
	})
}

// eval returns the objective at a shift per unit of weight, and writes its
// gradient.
func (r *shiftRows) eval(idx []int, shift, grad []float64) (value float64) {
	clear(grad)
	last := len(grad) - 1
	var total float64
	for _, i := range idx {
		z, w := r.logOdds(i, shift), r.weight[i]
		value += w * crossEntropy(r.target[i], z)
		e := w * r.slope * (sigmoid(z) - r.target[i])
		grad[last] += e
		r.addTo(grad, i, e)
		total += w
	}
	for c, v := range shift {
		l2 := gramPrior
		switch {
		case c < features.NumCues:
			l2 = cuePrior
		case c == last:
			l2 = biasPrior
		}
		value += l2 / 2 * v * v
		grad[c] = (grad[c] + l2*v) / total
	}
	return value / total
}

func (r *shiftRows) apply(shift []float64, head *model.HeadParts) {
	head.Intercept += shift[len(shift)-1]
	head.Cues = slices.Clone(head.Cues)
	for c := range head.Cues {
		head.Cues[c] += shift[c]
	}
	grams := &head.NGrams
	list, at := slices.Clone(grams.List), make(map[uint64]int, len(grams.List))
	for i, g := range list {
		at[grams.Key(g.Hash)] = i
	}
	for k, key := range r.keys {
		if grams.Scale == 0 {
			break // the model has no n-grams
		}
		w := float64(dither(shift[features.NumCues+k]/grams.Scale, key)) * grams.Scale
		if i, ok := at[key]; ok {
			list[i].Weight += w
		} else {
			list = append(list, model.NGram{Hash: key, Weight: w})
		}
	}
	// Where a bucket is full, the weakest give way.
	slices.SortStableFunc(list, func(a, b model.NGram) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	grams.List = list
}

// dither rounds to a whole number up or down so that the error is 0 on average
// (Roberts 1962), by a draw that follows from the key. Shifts are often less
// than half a unit; rounded to the nearest, all of them would be lost.
func dither(v float64, key uint64) int {
	key *= 0x9e3779b97f4a7c15
	key ^= key >> 32
	draw := float64(key*0xbf58476d1ce4e5b9>>11) / (1 << 53)
	return int(math.Floor(v + draw))
}

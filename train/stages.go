package train

import (
	"errors"
	"sync"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/convnet"
)

// Strengths of the stages, chosen by cross-validation on CLICK-ID and gold.
const (
	gramL2         = 8.0     // penalty of the n-gram stage
	minTexts       = 2       // texts that must hold an n-gram,
	textsMore      = 200_000 // and one more for so many texts: the table has room for a few
	gramIterations = 60
)

// Names of the stage columns in the labeller's grid.
const (
	ngramColumn   = "ngrams"
	relatedColumn = "related"
	netColumn     = "net"
)

// stages are the fitted parts whose scores become columns of the grid.
type stages struct {
	t     *trainer
	grams *linear            // of the task itself
	net   *convnet.Quantized // nil without word vectors
}

// studentWeight is the weight of a title that the teacher labelled, beside
// that of the mean example judged by.
const studentWeight = 0.5

// fitStages fits the stages on the examples idx. With word vectors, the n-gram
// stage is a student: a teacher, the mean of itself and the nets, labels the
// titles that have no label, and it learns from those too.
func (t *trainer) fitStages(idx []int) (*stages, error) {
	g, err := fitSparse(t.based, idx, t.target, t.weight, gramL2, gramIterations)
	if err != nil || t.opt.Words == nil {
		return &stages{t: t, grams: g}, err
	}
	target := append([]float64(nil), t.target...)
	weight := append([]float64(nil), t.weight...)
	rows := append([]int(nil), idx...)
	if t.hasTeacher() {
		net, err := t.teach(idx)
		if err != nil {
			return nil, err
		}
		rows = append(rows, t.pseudoLabel(g, net, target, weight)...)
	}
	s := &stages{t: t}
	var errNet error
	var wg sync.WaitGroup
	wg.Go(func() { s.net, errNet = t.fitSmall(rows, target, weight) })
	s.grams, err = fitSparse(t.based, rows, target, weight, gramL2, gramIterations)
	wg.Wait()
	return s, errors.Join(err, errNet)
}

// pseudoLabel gives every title without a label the teacher's: the mean of the
// log-odds of the n-gram stage and of the nets. It returns their rows.
func (t *trainer) pseudoLabel(g *linear, net, target, weight []float64) (rows []int) {
	var mean float64
	for _, w := range t.weight[:t.own] {
		mean += w / float64(t.own)
	}
	for _, list := range [][]int{t.unlabelled, t.related} {
		for _, i := range list {
			target[i] = sigmoid((net[i] + g.logOdds(t.rows.row(i), t.rows.scale[i])) / 2)
			weight[i] = studentWeight * mean
			rows = append(rows, i)
		}
	}
	return rows
}

// fitRelated fits the stage of the related label. Related examples share no
// title with the examples, so one fit serves all folds.
func (t *trainer) fitRelated() (err error) {
	if len(t.related) == 0 {
		return nil
	}
	t.opt.report("related label", 0, 1)
	if t.rel, err = fitSparse(t.rows, t.related, t.target, t.weight, gramL2, gramIterations); err != nil {
		return err
	}
	if t.opt.Words != nil {
		err = t.fitRelatedNet()
	}
	t.opt.report("related label", 1, 1)
	return err
}

// stageNames are the names of the stages' columns.
func (t *trainer) stageNames() []string {
	names := []string{ngramColumn}
	if len(t.related) > 0 {
		names = append(names, relatedColumn)
	}
	if t.opt.Words != nil {
		names = append(names, netColumn)
	}
	return names
}

// columns are the stages' log-odds, without intercepts, for a row.
func (s *stages) columns(i int) []float64 {
	row, scale := s.t.rows.row(i), s.t.rows.scale[i]
	out := []float64{s.grams.logOdds(row, scale) - s.grams.bias}
	if s.t.rel != nil {
		out = append(out, s.t.rel.logOdds(row, scale)-s.t.rel.bias)
	}
	if s.net != nil {
		out = append(out, s.net.Score(s.t.smallIDs[i])[0]-float64(s.net.Intercept[0]))
	}
	return out
}

// merged are the n-grams' weights in the labeller's log-odds: each stage's,
// times the labeller's weight of its column. Sorted by importance: the size
// of the weight times the root of how many texts hold the n-gram.
func (s *stages) merged(weights []float64) []model.NGram {
	fs := make([]model.NGram, len(s.t.vocab.hashes))
	importance := make([]float64, len(fs))
	for c, h := range s.t.vocab.hashes {
		w := weights[0] * s.grams.weights[c]
		if s.t.rel != nil {
			w += weights[1] * s.t.rel.weights[c]
		}
		fs[c] = model.NGram{Hash: h, Weight: w}
		importance[c] = w * w * float64(s.t.vocab.counts[c])
	}
	out := make([]model.NGram, len(fs))
	for to, from := range descending(importance) {
		out[to] = fs[from]
	}
	return out
}

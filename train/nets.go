package train

import (
	"slices"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/convnet"
	"github.com/heboh/heboh/train/metrics"
)

// Sizes of the compiled net, which must fit a model of one megabyte.
const (
	smallWords   = 4200
	smallFilters = 24
	smallWidths  = 3
)

// nets is the stage of the compiled net, and what the teacher's nets share with
// it: the texts as numbers of words.
type nets struct {
	words    *Words
	seed     uint64
	ids      [][]int32    // the texts in all words
	small    []int32      // the compiled net's words, as numbered in words
	smallIDs [][]int32    // the texts in those
	taught   bool         // a teacher labels more headlines
	related  *convnet.Net // knows the related label; nil for none
}

func (*nets) name() string { return "net" }
func (*nets) sign() int    { return 1 }

// newNets looks up the tokens of every text, in all words and in those of the
// compiled net: the unknown word, the opening marks and the words that most
// texts hold. The mark before a text tells its length, which no window sees.
func newNets(words *Words, seed uint64, c *corpus, taught bool) *nets {
	n := &nets{words: words, seed: seed, taught: taught, ids: make([][]int32, len(c.texts)), smallIDs: make([][]int32, len(c.texts))}
	count := make([]float64, words.len())
	for i, text := range c.texts {
		tokens := netTokens(text)
		for k, w := range tokens {
			if sides[w] {
				tokens[k] = "" // the unknown word
			}
		}
		mark := words.len() + model.NetMark(c.row(i))
		n.ids[i] = append([]int32{int32(mark)}, words.ids(tokens)...)
		for _, id := range n.ids[i][1:] {
			count[id]++
		}
	}
	n.small = []int32{unknown}
	for m := range model.NetMarks {
		n.small = append(n.small, int32(words.len()+m))
	}
	for _, id := range metrics.Falling(count) {
		if int32(id) != unknown && len(n.small) < smallWords && count[id] > 0 {
			n.small = append(n.small, int32(id))
		}
	}
	number := make([]int32, words.len()+model.NetMarks)
	for k, id := range n.small {
		number[id] = int32(k)
	}
	for i, ids := range n.ids {
		n.smallIDs[i] = make([]int32, len(ids))
		for k, id := range ids {
			n.smallIDs[i][k] = number[id]
		}
	}
	return n
}

// startVectors are the word vectors, then zeros for the opening marks.
func (n *nets) startVectors() []float32 {
	return append(slices.Clone(n.words.data), make([]float32, model.NetMarks*n.words.dim)...)
}

// teacherConfig is the recipe of a teacher's net, chosen by cross-validation on
// CLICK-ID.
func (n *nets) teacherConfig(seed uint64) convnet.Config {
	return convnet.Config{Dim: n.words.dim, Widths: []int{1, 2, 3}, Filters: 100, Epochs: 6, Batch: 50, LearnRate: 2e-3, Dropout: .5, Seed: seed}
}

// smallConfig is the compiled net's recipe: with a teacher's labels it sees so
// many headlines that fewer epochs and less dropout do.
func (n *nets) smallConfig() convnet.Config {
	c := n.teacherConfig(n.seed*1000 + 999)
	c.Filters, c.Batch, c.Dropout = smallFilters, 100, .3
	if n.taught {
		c.Epochs, c.Dropout = 4, .1
	}
	return c
}

// netRows is the most examples that nets see in all epochs; one epoch they
// always see whole.
const netRows = 600_000

// epochs is how often nets see each example, at most so often.
func epochs(most, examples int) int { return max(1, min(most, netRows/max(1, examples))) }

// netExamples are the texts of a lesson to train a net on; nil weights are 1.
func netExamples(ids [][]int32, l *lesson) []convnet.Example {
	ex := make([]convnet.Example, len(l.rows))
	for k, i := range l.rows {
		ex[k] = convnet.Example{Tokens: ids[i], Target: float32(l.target[i]), Weight: 1}
		if l.weight != nil {
			ex[k].Weight = float32(l.weight[i])
		}
	}
	return ex
}

// relatedEpochs are enough to start from; after more, a net adapts less.
const relatedEpochs = 3

// fitRelated trains the net that the teacher's nets start from.
func (n *nets) fitRelated(l *lesson) {
	cfg := n.teacherConfig(n.seed)
	cfg.Epochs = relatedEpochs
	n.related = convnet.Train(netExamples(n.ids, &lesson{l.rows, l.target, nil}), n.startVectors(), cfg)
}

// fit trains the net to be compiled.
func (n *nets) fit(l *lesson) column {
	dim := n.words.dim
	start := n.startVectors()
	var init []float32
	for _, id := range n.small {
		init = append(init, start[int(id)*dim:int(id+1)*dim]...)
	}
	cfg := n.smallConfig()
	cfg.Epochs = epochs(cfg.Epochs, len(l.rows))
	return &fittedNet{n, convnet.Train(netExamples(n.smallIDs, l), init, cfg).Projections().Quantize()}
}

// fittedNet is the column of the compiled net.
type fittedNet struct {
	*nets
	*convnet.Quantized
}

func (f *fittedNet) value(i int) float64 {
	return f.Score(f.smallIDs[i]) - float64(f.Intercept)
}

func (f *fittedNet) compile(weight float64, to *compiled) {
	p := &model.NetParts{Widths: smallWidths, Filters: smallFilters, Projections: f.Projections}
	for _, id := range f.small[1+model.NetMarks:] {
		p.Words = append(p.Words, features.HashWord(f.words.words[id]))
	}
	for k := range f.Scale {
		p.Scale = append(p.Scale, float64(f.Scale[k]))
		p.Bias = append(p.Bias, float64(f.Bias[k]))
		to.output = append(to.output, weight*float64(f.Output[k]))
	}
	to.net = p
}

// teacher labels headlines that have no label by the mean of the n-gram stage
// and of two large nets: too slow to compile, but a fast student learns from it
// (Hinton, Vinyals & Dean 2015).
type teacher struct {
	nets   *nets
	grams  *ngrams
	texts  []int   // those it labels
	weight float64 // of one of them
}

const (
	// teacherSeeds is the number of nets whose log-odds are averaged.
	teacherSeeds = 2
	// studentWeight is the weight of a headline that the teacher labelled,
	// beside that of the mean example judged by.
	studentWeight = 0.5
)

// newTeacher returns nil where there is nothing to label.
func newTeacher(t *trainer, texts []int) *teacher {
	if len(texts) == 0 {
		return nil
	}
	var mean float64
	for _, e := range t.examples[:t.own] {
		mean += e.Weight / float64(t.own)
	}
	return &teacher{t.nets, t.ngrams, texts, studentWeight * mean}
}

// extend learns a lesson and adds the teacher's own labels to it.
func (t *teacher) extend(l *lesson) *lesson {
	grams := t.grams.fit(l).(*fittedNGrams)
	ex := netExamples(t.nets.ids, l)
	z := make([][]float64, teacherSeeds)
	_ = each(teacherSeeds, func(s int) error {
		table := t.train(ex, t.nets.teacherConfig(t.nets.seed*1000+uint64(s))).Projections()
		for _, i := range t.texts {
			z[s] = append(z[s], table.Score(t.nets.ids[i]))
		}
		return nil
	})
	out := &lesson{slices.Concat(l.rows, t.texts), slices.Clone(l.target), slices.Clone(l.weight)}
	for k, i := range t.texts {
		var mean float64
		for s := range z {
			mean += z[s][k] / teacherSeeds
		}
		out.target[i] = sigmoid((mean + grams.score(i)) / 2)
		out.weight[i] = t.weight
	}
	return out
}

// train trains a net from the one that knows the related label, or else from
// the word vectors.
func (t *teacher) train(ex []convnet.Example, cfg convnet.Config) *convnet.Net {
	cfg.Epochs = epochs(cfg.Epochs, len(ex))
	if t.nets.related != nil {
		return convnet.Refine(t.nets.related, ex, cfg)
	}
	return convnet.Train(ex, t.nets.startVectors(), cfg)
}

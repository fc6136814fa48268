package train

import (
	"fmt"
	"slices"
	"sync"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/convnet"
	"github.com/heboh/heboh/train/vectors"
)

// Words are the word vectors that nets start from.
type Words struct {
	Vocabulary *vectors.Vocabulary
	Vectors    *vectors.Vectors
}

// NetTokens are the tokens of a title as the nets and word vectors see them:
// folded and repaired words, figures by their shape, marks.
func NetTokens(text string) []string {
	toks := features.Tokenize(text)
	out := make([]string, len(toks))
	for i, t := range toks {
		out[i] = t.Shape()
	}
	return out
}

// LearnWords trains word vectors on texts (titles and running text): skip-gram
// with negative sampling (Mikolov et al. 2013), the words that occur at least
// five times, at most max of them.
func LearnWords(texts []string, max int, seed uint64) (*Words, error) {
	toks := make([][]string, len(texts))
	for i, t := range texts {
		toks[i] = NetTokens(t)
	}
	vocab := vectors.NewVocabulary(toks, 5, max)
	ids := make([][]int32, len(toks))
	for i, t := range toks {
		ids[i] = vocab.IDs(t)
	}
	v, err := vectors.Train(ids, vocab, vectors.Config{Dim: 64, Window: 5, Epochs: 5, Seed: seed})
	if err != nil {
		return nil, fmt.Errorf("word vectors: %w", err)
	}
	return &Words{vocab, v}, nil
}

// teacherSeeds is the number of nets whose log-odds are averaged.
const teacherSeeds = 2

// teacherConfig is the nets' recipe, chosen by cross-validation on CLICK-ID.
func teacherConfig(dim int, seed uint64) convnet.Config {
	return convnet.Config{Dim: dim, Widths: []int{1, 2, 3}, Filters: 100, Epochs: 6, Batch: 50, LearnRate: 2e-3, Dropout: .5, Seed: seed}
}

// hasTeacher reports whether there are titles for a teacher to label.
func (t *trainer) hasTeacher() bool { return len(t.unlabelled)+len(t.related) > 0 }

// teach trains the nets on the examples idx and returns the mean log-odds of
// every text of the corpus. The nets train side by side, each on its own.
func (t *trainer) teach(idx []int) ([]float64, error) {
	ex := netExamples(t.ids, idx, t.target, t.weight)
	z := make([][]float64, teacherSeeds)
	errs := make([]error, teacherSeeds)
	var wg sync.WaitGroup
	for s := range teacherSeeds {
		wg.Go(func() {
			cfg := teacherConfig(t.opt.Words.Vectors.Dim(), t.opt.Seed*1000+uint64(s))
			net, err := t.startNet(ex, cfg)
			if err != nil {
				errs[s] = err
				return
			}
			table := net.Projections()
			z[s] = make([]float64, len(t.ids))
			for i, ids := range t.ids {
				z[s][i] = table.Score(ids)[0]
			}
		})
	}
	wg.Wait()
	mean := make([]float64, len(t.ids))
	for s := range z {
		if errs[s] != nil {
			return nil, fmt.Errorf("teacher net: %w", errs[s])
		}
		for i, v := range z[s] {
			mean[i] += v / teacherSeeds
		}
	}
	return mean, nil
}

// netExamples are the texts idx to train a net on; nil weights are 1.
func netExamples(ids [][]int32, idx []int, target, weight []float64) []convnet.Example {
	ex := make([]convnet.Example, len(idx))
	targets := make([]float32, len(idx))
	for k, i := range idx {
		targets[k] = float32(target[i])
		ex[k] = convnet.Example{Tokens: ids[i], Targets: targets[k : k+1], Weight: 1}
		if weight != nil {
			ex[k].Weight = float32(weight[i])
		}
	}
	return ex
}

// netRows is the most examples that nets see in all epochs; one epoch they
// always see whole.
const netRows = 600_000

// epochs is how often nets see each of so many examples.
func epochs(most, examples int) int { return max(1, min(most, netRows/max(1, examples))) }

// startNet trains a net from the one that knows the related label, or else
// from the word vectors.
func (t *trainer) startNet(ex []convnet.Example, cfg convnet.Config) (*convnet.Net, error) {
	cfg.Epochs = epochs(cfg.Epochs, len(ex))
	if t.relNet != nil {
		return convnet.Refine(t.relNet, ex, cfg)
	}
	return convnet.Train(ex, t.startVectors(), cfg)
}

// relatedEpochs are enough to start from; more would settle too firmly.
const relatedEpochs = 3

// fitRelatedNet trains the net that the teachers start from.
func (t *trainer) fitRelatedNet() error {
	ex := netExamples(t.ids, t.related, t.target, nil)
	cfg := teacherConfig(t.opt.Words.Vectors.Dim(), t.opt.Seed)
	cfg.Epochs = relatedEpochs
	var err error
	if t.relNet, err = convnet.Train(ex, t.startVectors(), cfg); err != nil {
		return fmt.Errorf("net of the related label: %w", err)
	}
	return nil
}

// The compiled net: small enough for a model of one megabyte, learnt from the
// same labels and the teacher's.
const (
	smallWords   = 4200
	smallFilters = 24
	smallWidths  = 3
)

// smallConfig is the compiled net's recipe: with a teacher's labels it sees so
// many titles that fewer epochs and less dropout do.
func smallConfig(dim int, seed uint64, taught bool) convnet.Config {
	c := teacherConfig(dim, seed)
	c.Filters, c.Batch, c.Dropout = smallFilters, 100, .3
	if taught {
		c.Epochs, c.Dropout = 4, .1
	}
	return c
}

// readIDs looks the tokens of every text up, in all words and in the words of
// the compiled net: the unknown word, the opening marks and the words that most
// texts hold. The mark before a text tells its length, which no window sees.
func (t *trainer) readIDs(texts []string) {
	vocab := t.opt.Words.Vocabulary
	t.ids = make([][]int32, len(texts))
	count := make([]float64, vocab.Len())
	for i, text := range texts {
		mark := vocab.Len() + model.NetMark(t.corpus.row(i))
		words := NetTokens(text)
		for k, w := range words {
			if isSide(w) {
				words[k] = "" // the unknown word
			}
		}
		t.ids[i] = append([]int32{int32(mark)}, vocab.IDs(words)...)
		for _, id := range t.ids[i][1:] {
			count[id]++
		}
	}
	number := make([]int32, vocab.Len()+model.NetMarks)
	t.small = []int32{vectors.Unknown}
	keep := func(id int) {
		number[id] = int32(len(t.small))
		t.small = append(t.small, int32(id))
	}
	for m := range model.NetMarks {
		keep(vocab.Len() + m)
	}
	for _, id := range descending(count) {
		if int32(id) != vectors.Unknown && len(t.small) < smallWords && count[id] > 0 {
			keep(id)
		}
	}
	t.smallIDs = make([][]int32, len(texts))
	taught := t.hasTeacher()
	for i, ids := range t.ids {
		if taught {
			ids = slices.Clone(ids)
		}
		for k, id := range ids {
			ids[k] = number[id]
		}
		t.smallIDs[i] = ids
	}
	if !taught {
		t.ids = nil // only teachers know all words
	}
}

// startVectors are the word vectors, then zeros for the opening marks.
func (t *trainer) startVectors() []float32 {
	v := t.opt.Words.Vectors
	return append(slices.Clone(v.Data()), make([]float32, model.NetMarks*v.Dim())...)
}

// fitSmall trains the net to be compiled on the given rows.
func (t *trainer) fitSmall(idx []int, target, weight []float64) (*convnet.Quantized, error) {
	dim := t.opt.Words.Vectors.Dim()
	start := t.startVectors()
	ex := netExamples(t.smallIDs, idx, target, weight)
	var init []float32
	for _, id := range t.small {
		init = append(init, start[int(id)*dim:int(id+1)*dim]...)
	}
	cfg := smallConfig(dim, t.opt.Seed*1000+999, t.hasTeacher())
	cfg.Epochs = epochs(cfg.Epochs, len(ex))
	net, err := convnet.Train(ex, init, cfg)
	if err != nil {
		return nil, fmt.Errorf("compiled net: %w", err)
	}
	return net.Projections().Quantize(), nil
}

// netParts are the compiled net with its outputs in the labeller's log-odds.
func (t *trainer) netParts(q *convnet.Quantized, weight float64) (p *model.NetParts, output []float64) {
	p = &model.NetParts{Widths: smallWidths, Filters: smallFilters, Projections: q.Projections}
	for _, id := range t.small[1+model.NetMarks:] {
		p.Words = append(p.Words, features.HashWord(t.opt.Words.Vocabulary.Word(id)))
	}
	for f := range q.Scale {
		p.Scale = append(p.Scale, float64(q.Scale[f]))
		p.Bias = append(p.Bias, float64(q.Bias[f]))
		output = append(output, weight*float64(q.Output[0][f]))
	}
	return p, output
}

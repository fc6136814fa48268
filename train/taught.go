package train

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// Taught is a headline with the probability of each verdict that a teacher gives it: a
// larger model, too slow to ship.
type Taught struct {
	Text                string
	Sensational, Biased float64
}

// Recipe of the taught words, chosen on fresh headlines.
const (
	taughtEpochs  = 3
	taughtBatch   = 256
	taughtRate    = 4e-3 // Adam's step,
	vectorsRate   = 2e-3 // and that of the words' vectors
	taughtWarmup  = 200  // steps in which the rate rises
	taughtDropout = 0.2  // share of a headline's numbers left out of a step
	taughtShare   = 0.5  // of the teacher in the target of a labelled headline
)

// taughtWords is a stage that learns one weight for each word, as the n-gram stage
// does, but from many more headlines: it imitates a teacher (Hinton, Vinyals & Dean
// 2015). A weight is the product of the word's vector and one vector for all words;
// both are trained by small steps, as in fastText (Joulin et al. 2017), so that what
// is learnt of a word holds for its like. Compiled, the weights are added to those of
// unigrams, and cost nothing in scoring.
type taughtWords struct {
	*taughtTexts
	vocab       *vocabulary
	words       *Words // with vectors of unit length
	seed        uint64
	probability []float64 // of each text, by the teacher; NaN for none
	unread      []int32   // texts that the teacher alone labels
}

// taughtTexts are the examples, then the teacher's other headlines, as the stage of
// either verdict sees them.
type taughtTexts struct {
	ids   [][]int32 // of the words that have a vector, names of sides left out
	scale []float64
	says  []*Taught // nil for a text that the teacher does not know
}

// newTaughtTexts puts together what the examples and the teacher hold.
func (t *trainer) newTaughtTexts() *taughtTexts {
	s := &taughtTexts{}
	add := func(text string) {
		shapes := shapes(text)
		var ids []int32
		for _, w := range shapes {
			if id := t.opt.Words.index[w]; id != unknown && !sides[w] {
				ids = append(ids, id)
			}
		}
		s.ids, s.scale, s.says = append(s.ids, ids), append(s.scale, features.Scale(len(shapes))), append(s.says, nil)
	}
	at := make(map[string]int, len(t.examples)+len(t.opt.Teacher))
	for i, e := range t.examples {
		at[datasets.Key(e.Text)] = i
		add(e.Text)
	}
	for k := range t.opt.Teacher {
		e := &t.opt.Teacher[k]
		key := datasets.Key(e.Text)
		i, known := at[key]
		if !known {
			i = len(s.says)
			at[key] = i
			add(e.Text)
		}
		s.says[i] = e
	}
	return s
}

// newTaughtWords is the stage of a verdict.
func (t *trainer) newTaughtWords(h *head) *taughtWords {
	vocab := t.ngrams.vocab
	s := &taughtWords{taughtTexts: t.taught, vocab: vocab, words: vocab.tied.words, seed: t.opt.Seed}
	answered := make([]bool, len(s.says))
	for _, i := range h.rows {
		answered[i] = true
	}
	for i, said := range s.says {
		p := math.NaN()
		if said != nil {
			p = [...]float64{model.HeadSensational: said.Sensational, model.HeadBiased: said.Biased}[h.id]
			if !answered[i] {
				s.unread = append(s.unread, int32(i))
			}
		}
		s.probability = append(s.probability, p)
	}
	return s
}

func (*taughtWords) name() string { return "taught words" }
func (*taughtWords) sign() int    { return 1 }

// fit learns from the lesson's rows and from all headlines that the teacher alone
// labels.
func (s *taughtWords) fit(l *lesson) column {
	rows := slices.Clone(s.unread)
	target := make([]float64, len(s.ids))
	for _, i := range rows {
		target[i] = s.probability[i]
	}
	for _, i := range l.rows {
		rows = append(rows, int32(i))
		target[i] = l.target[i]
		if p := s.probability[i]; !math.IsNaN(p) {
			target[i] += taughtShare * (p - target[i])
		}
	}
	random := rand.New(rand.NewPCG(s.seed, 0x746175676874))
	n := newWordNet(s.words, random)
	steps := taughtEpochs * ((len(rows) + taughtBatch - 1) / taughtBatch)
	for range taughtEpochs {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		for batch := range slices.Chunk(rows, taughtBatch) {
			for _, i := range batch {
				n.learn(s.ids[i], s.scale[i], target[i], 1/float64(len(batch)))
			}
			n.step(steps)
		}
		if l.beat.check() != nil {
			break
		}
	}
	return &fittedWords{s, n.weights()}
}

// fittedWords is the column of taught words.
type fittedWords struct {
	*taughtWords
	weights []float64 // of each word
}

func (f *fittedWords) value(i int) (z float64) {
	for _, id := range f.ids[i] {
		z += f.weights[id]
	}
	return z * f.scale[i]
}

func (f *fittedWords) compile(weight float64, to *compiled) {
	grams := make([]float64, len(f.vocab.hashes))
	for id, word := range f.words.words {
		if c, ok := f.vocab.column[features.HashUnigram(word)]; ok && id != int(unknown) {
			grams[c] = f.weights[id]
		}
	}
	to.addGrams(f.vocab, grams, weight)
}

// wordNet is a logistic regression on the scaled sum of a headline's word vectors,
// which are trained too.
type wordNet struct {
	dim     int
	vectors adam // one vector per word
	shared  adam // the vector for all words, and the bias
	random  *rand.Rand
	number  int     // of steps so far
	held    []int32 // words of the batch
	isHeld  []bool

	sum, mask []float32 // of one headline
}

func newWordNet(words *Words, random *rand.Rand) *wordNet {
	return &wordNet{
		dim: words.dim, vectors: newAdam(slices.Clone(words.data)), shared: newAdam(make([]float32, words.dim+1)), random: random,
		isHeld: make([]bool, words.len()), sum: make([]float32, words.dim), mask: make([]float32, words.dim),
	}
}

// learn adds the gradient of one headline.
func (n *wordNet) learn(ids []int32, scale, target, weight float64) {
	clear(n.sum)
	for _, id := range ids {
		for k, v := range n.vectors.x[int(id)*n.dim:][:n.dim] {
			n.sum[k] += v
		}
	}
	shared, bias := n.shared.x[:n.dim], n.shared.x[n.dim]
	kept := float32(scale / (1 - taughtDropout))
	z := bias
	for k, v := range n.sum {
		n.mask[k] = 0
		if n.random.Float64() >= taughtDropout {
			n.mask[k] = kept
			z += shared[k] * v * kept
		}
	}
	g := float32(weight * (sigmoid(float64(z)) - target))
	n.shared.gradient[n.dim] += g
	for k, m := range n.mask {
		n.shared.gradient[k] += g * n.sum[k] * m
		n.mask[k] = g * shared[k] * m // the gradient of each word's vector
	}
	for _, id := range ids {
		if !n.isHeld[id] {
			n.isHeld[id] = true
			n.held = append(n.held, id)
		}
		for k, v := range n.mask {
			n.vectors.gradient[int(id)*n.dim+k] += v
		}
	}
}

// step moves against the gradient, at a rate that rises for a while and then falls
// linearly over all steps. Vectors of words that the batch did not hold stay.
func (n *wordNet) step(steps int) {
	rate := max(0.02, 1-float64(n.number)/float64(steps)) * min(1, float64(n.number+1)/taughtWarmup)
	n.number++
	n.shared.step(n.number, taughtRate*rate, 0, n.dim+1)
	for _, id := range n.held {
		n.vectors.step(n.number, vectorsRate*rate, int(id)*n.dim, int(id+1)*n.dim)
		n.isHeld[id] = false
	}
	n.held = n.held[:0]
}

// weights are those of words, in log-odds.
func (n *wordNet) weights() []float64 {
	w := make([]float64, len(n.isHeld))
	for id := range w {
		w[id] = float64(dot(n.vectors.x[id*n.dim:(id+1)*n.dim], n.shared.x[:n.dim]))
	}
	return w
}

// adam is the optimiser of Kingma & Ba (2015) and the numbers that it moves.
type adam struct{ x, gradient, mean, square []float32 }

func newAdam(x []float32) adam {
	return adam{x, make([]float32, len(x)), make([]float32, len(x)), make([]float32, len(x))}
}

// step moves the numbers [from, to) in the step of that number, from 1, and clears
// their gradient.
func (a *adam) step(number int, rate float64, from, to int) {
	const decay, squareDecay, floor = 0.9, 0.999, 1e-8
	scale := float32(rate / (1 - math.Pow(decay, float64(number))))
	root := float32(1 / (1 - math.Pow(squareDecay, float64(number))))
	for i := from; i < to; i++ {
		g := a.gradient[i]
		a.mean[i] = decay*a.mean[i] + (1-decay)*g
		a.square[i] = squareDecay*a.square[i] + (1-squareDecay)*g*g
		a.x[i] -= scale * a.mean[i] / (float32(math.Sqrt(float64(a.square[i]*root))) + floor)
		a.gradient[i] = 0
	}
}

// Package vectors learns word vectors from running text: skip-gram with
// negative sampling (Mikolov et al. 2013, "Distributed Representations of
// Words and Phrases and their Compositionality").
//
// Words that occur in the same surroundings get nearby vectors, so that a
// classifier which has seen "bikin geger" a few times also knows what to make
// of "bikin heboh". No labels are needed: article bodies and unlabelled titles
// will do.
//
// Training runs on one goroutine in a fixed order, so that a corpus, a
// configuration and a seed always give the same bytes on amd64. (Other
// architectures sum float32 products in another order.)
package vectors

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/gonum"
)

// Config says how to train.
type Config struct {
	Dim    int    // numbers per vector
	Window int    // most words on either side that count as surroundings
	Epochs int    // passes over the texts
	Seed   uint64 // of every random choice
}

// Settings of word2vec.
const (
	negatives = 5     // words drawn at random for each centre
	learnRate = 0.025 // of the first update, falling linearly to a ten-thousandth of it
	subsample = 1e-3  // share of the text above which a frequent word is thinned out
)

// ErrConfig reports an invalid configuration; the text names the field.
var ErrConfig = errors.New("vectors: bad configuration")

// ErrText reports a text that cannot be trained on.
var ErrText = errors.New("vectors: bad text")

// Vectors holds one vector per word. Reading is safe for concurrent use.
type Vectors struct {
	dim  int
	data []float32
}

// Dim returns the numbers per vector.
func (v *Vectors) Dim() int { return v.dim }

// Data returns all vectors in a row, word after word; not a copy.
func (v *Vectors) Data() []float32 { return v.data }

// row returns the vector of one word; not a copy.
func (v *Vectors) row(id int32) []float32 { return v.data[int(id)*v.dim : (int(id)+1)*v.dim] }

// Train learns one vector per word of the vocabulary from texts given as word
// identifiers (see [Vocabulary.IDs]). Neighbours are sought within a text, not
// across texts. [Unknown] keeps the zero vector.
func Train(texts [][]int32, vocab *Vocabulary, cfg Config) (*Vectors, error) {
	if cfg.Dim < 1 || cfg.Window < 1 || cfg.Epochs < 1 {
		return nil, fmt.Errorf("%w: Dim %d, Window %d and Epochs %d must be at least 1", ErrConfig, cfg.Dim, cfg.Window, cfg.Epochs)
	}
	words := 0
	for i, text := range texts {
		for j, id := range text {
			if id < 0 || int(id) >= vocab.Len() {
				return nil, fmt.Errorf("%w: word %d of text %d has identifier %d, outside the vocabulary of %d",
					ErrText, j, i, id, vocab.Len())
			}
		}
		words += len(text)
	}
	if vocab.Len() < 2 || words == 0 {
		return nil, fmt.Errorf("%w: no known word in %d texts", ErrText, len(texts))
	}
	t := newTrainer(vocab, cfg)
	t.run(texts, words)
	return t.in, nil
}

// trainer holds what one run of Train works with.
type trainer struct {
	cfg     Config
	random  *rand.Rand
	in, out *Vectors // of each word as neighbour and as centre
	noise   []int32
	keep    []float64
	drawn   []int32   // the centre, then the words drawn at random
	change  []float32 // of one neighbour's vector
	thinned []int32
	blas    gonum.Implementation
}

func newTrainer(vocab *Vocabulary, cfg Config) *trainer {
	t := &trainer{
		cfg:    cfg,
		random: rand.New(rand.NewPCG(cfg.Seed, 0x766563746f7273)),
		in:     &Vectors{cfg.Dim, make([]float32, vocab.Len()*cfg.Dim)},
		out:    &Vectors{cfg.Dim, make([]float32, vocab.Len()*cfg.Dim)},
		noise:  noiseTable(vocab),
		keep:   keepChances(vocab),
		change: make([]float32, cfg.Dim),
	}
	for i := cfg.Dim; i < len(t.in.data); i++ {
		t.in.data[i] = (t.random.Float32() - 0.5) / float32(cfg.Dim)
	}
	return t
}

func (t *trainer) run(texts [][]int32, words int) {
	seen, total := 0, words*t.cfg.Epochs
	for range t.cfg.Epochs {
		for _, text := range texts {
			left := max(1e-4, 1-float64(seen)/float64(total))
			t.text(text, float32(learnRate*left))
			seen += len(text)
		}
	}
}

// text trains on one text; nearer neighbours count more, as each centre draws
// the reach of its own window. The words drawn at random are the same for all
// neighbours of a centre: their vectors are then at hand (Ji et al. 2016,
// "Parallelizing Word2Vec in Shared and Distributed Memory").
func (t *trainer) text(text []int32, rate float32) {
	t.thin(text)
	for i, centre := range t.thinned {
		t.draw(centre)
		reach := 1 + t.random.IntN(t.cfg.Window)
		for j := max(0, i-reach); j <= min(len(t.thinned)-1, i+reach); j++ {
			if j != i {
				t.neighbour(t.in.row(t.thinned[j]), rate)
			}
		}
	}
}

// draw sets the words to tell apart: the centre, first, and random others.
func (t *trainer) draw(centre int32) {
	t.drawn = append(t.drawn[:0], centre)
	var bits uint64
	for k := range negatives {
		if k%(64/noiseBits) == 0 {
			bits = t.random.Uint64()
		}
		if word := t.noise[bits&(1<<noiseBits-1)]; word != centre {
			t.drawn = append(t.drawn, word)
		}
		bits >>= noiseBits
	}
}

// neighbour moves the vector of a neighbour towards the centre and away from
// the random words, and them likewise: one step of gradient ascent on
// log sigmoid(in·centre) + sum log sigmoid(-in·random).
func (t *trainer) neighbour(in []float32, rate float32) {
	clear(t.change)
	target := float32(1)
	for _, word := range t.drawn {
		out := t.out.row(word)
		g := rate * (target - sigmoid(t.blas.Sdot(t.cfg.Dim, in, 1, out, 1)))
		t.blas.Saxpy(t.cfg.Dim, g, out, 1, t.change, 1)
		t.blas.Saxpy(t.cfg.Dim, g, in, 1, out, 1)
		target = 0
	}
	t.blas.Saxpy(t.cfg.Dim, 1, t.change, 1, in, 1)
}

// thin copies the words of a text that are used this time.
func (t *trainer) thin(text []int32) {
	t.thinned = t.thinned[:0]
	for _, id := range text {
		if k := t.keep[id]; k >= 1 || k > 0 && t.random.Float64() < k {
			t.thinned = append(t.thinned, id)
		}
	}
}

// sigmoidSteps and sigmoidReach set the table's resolution: 1/128 over ±8,
// beyond which the logistic function is 0 or 1 within 4e-4.
const (
	sigmoidSteps = 128
	sigmoidReach = 8
)

var sigmoidTable = func() (table [2*sigmoidReach*sigmoidSteps + 1]float32) {
	for i := range table {
		x := float64(i)/sigmoidSteps - sigmoidReach
		table[i] = float32(1 / (1 + math.Exp(-x)))
	}
	return table
}()

func sigmoid(x float32) float32 {
	switch {
	case x >= sigmoidReach:
		return 1
	case x <= -sigmoidReach:
		return 0
	}
	return sigmoidTable[int((x+sigmoidReach)*sigmoidSteps)]
}

// noiseBits sets the size of the table negatives are drawn from: 2^20 slots
// give even a rare word of a 30,000-word vocabulary a few of them.
const noiseBits = 20

// noiseTable holds each word in proportion to its count to the power 3/4, the
// noise distribution of Mikolov et al. (2013). Unknown is never drawn.
func noiseTable(vocab *Vocabulary) []int32 {
	var total float64
	for _, n := range vocab.counts[1:] {
		total += math.Pow(float64(n), 0.75)
	}
	table := make([]int32, 1<<noiseBits)
	id, sum := 1, math.Pow(float64(vocab.counts[1]), 0.75)
	for i := range table {
		for float64(i) >= sum/total*float64(len(table)) && id < vocab.Len()-1 {
			id++
			sum += math.Pow(float64(vocab.counts[id]), 0.75)
		}
		table[i] = int32(id)
	}
	return table
}

// keepChances returns for each word the chance that one occurrence of it is
// used, by word2vec's formula: (sqrt(f/t) + 1) * t/f for a word that makes up
// the share f of the text. Unknown is never used: it stands for no one word.
func keepChances(vocab *Vocabulary) []float64 {
	total := 0
	for _, n := range vocab.counts[1:] {
		total += n
	}
	keep := make([]float64, vocab.Len())
	for id := 1; id < vocab.Len(); id++ {
		keep[id] = 1
		if f := float64(vocab.counts[id]) / float64(total); f > 0 {
			keep[id] = min(1, (math.Sqrt(f/subsample)+1)*subsample/f)
		}
	}
	return keep
}

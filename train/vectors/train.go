package vectors

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/gonum"
)

// ErrText tells that a text cannot be trained on.
var ErrText = errors.New("vectors: bad text")

// Train learns one vector a word of the vocabulary from texts given as word
// identifiers (see [Vocabulary.IDs]). Neighbours are sought within a text, not
// across texts. [Unknown] keeps the zero vector.
func Train(texts [][]int32, vocab *Vocabulary, cfg Config) (*Vectors, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
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
	return &Vectors{dim: cfg.Dim, data: t.in}, nil
}

// trainer holds what one run of Train works with.
type trainer struct {
	cfg     Config
	random  *rand.Rand
	in, out []float32 // a vector a word as centre and as neighbour
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
		in:     make([]float32, vocab.Len()*cfg.Dim),
		out:    make([]float32, vocab.Len()*cfg.Dim),
		noise:  noiseTable(vocab),
		keep:   keepChances(vocab, cfg.Subsample),
		change: make([]float32, cfg.Dim),
	}
	for i := cfg.Dim; i < len(t.in); i++ {
		t.in[i] = (t.random.Float32() - 0.5) / float32(cfg.Dim)
	}
	return t
}

func (t *trainer) run(texts [][]int32, words int) {
	seen, total := 0, words*t.cfg.Epochs
	for range t.cfg.Epochs {
		for _, text := range texts {
			left := max(1e-4, 1-float64(seen)/float64(total))
			t.text(text, float32(t.cfg.LearnRate*left))
			seen += len(text)
		}
	}
}

// text trains on one text; nearer neighbours count more, as each centre draws
// the reach of its own window. The words drawn at random are the same for all
// neighbours of a centre: their vectors are then at hand (Ji et al. 2016,
// "Parallelizing Word2Vec in Shared and Distributed Memory").
func (t *trainer) text(text []int32, rate float32) {
	t.thinned = thin(t.thinned, text, t.keep, t.random)
	for i, centre := range t.thinned {
		t.draw(centre)
		reach := 1 + t.random.IntN(t.cfg.Window)
		for j := max(0, i-reach); j <= min(len(t.thinned)-1, i+reach); j++ {
			if j != i {
				t.neighbour(t.row(t.in, t.thinned[j]), rate)
			}
		}
	}
}

// draw sets the words to tell apart: the centre, first, and random others.
func (t *trainer) draw(centre int32) {
	t.drawn = append(t.drawn[:0], centre)
	var bits uint64
	for k := range t.cfg.Negatives {
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
		out := t.row(t.out, word)
		g := rate * (target - sigmoid(t.blas.Sdot(t.cfg.Dim, in, 1, out, 1)))
		t.blas.Saxpy(t.cfg.Dim, g, out, 1, t.change, 1)
		t.blas.Saxpy(t.cfg.Dim, g, in, 1, out, 1)
		target = 0
	}
	t.blas.Saxpy(t.cfg.Dim, 1, t.change, 1, in, 1)
}

func (t *trainer) row(data []float32, id int32) []float32 {
	start := int(id) * t.cfg.Dim
	return data[start : start+t.cfg.Dim]
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

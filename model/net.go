package model

import (
	"fmt"
	"slices"

	"github.com/heboh/heboh/features"
)

// netTable is a convolutional net over words, compiled to look-ups. A filter
// of width w is linear before its maximum over the places of the headline, so
// what a word adds to a filter at each place of the window is computed once
// and stored in a byte. Scoring adds w bytes per window and keeps the maximum,
// as chess engines do with NNUE networks, eight filters at a time.
type netTable struct {
	// slots map words to rows by open addressing: part of the hash in the high
	// half, the row in the low one; 0 is empty.
	slots  []uint64
	shift  uint
	widths int // filters have widths 1 to this
	blocks int // filters of each width / 8
	// rows hold one 64-bit word of eight projections, each plus 128, for each
	// width, place in the window and block. Row 0 is for unknown words; then come
	// the opening marks and the words. The last row stands for no word: zeros.
	rows        []uint64
	scale, bias []float64 // of each filter, width after width
	relu        []float64 // max(0, bias): what a filter gives to a headline without words
}

// NetParts is a quantised convolutional net as package train/convnet makes it.
type NetParts struct {
	Words   []uint64 // features.HashWord of each word
	Widths  int      // filters have widths 1 to Widths
	Filters int      // of each width, a multiple of 8
	// Projections hold, for the unknown word, each of the NetMarks opening marks
	// and each word, one number per width, place and filter; times the filter's
	// Scale it is what the word adds to the filter there.
	Projections []int8
	Scale, Bias []float64 // of each filter, width after width
}

// Limits on nets, which also bound what Load accepts.
const maxNetWords, maxNetWidths, maxNetFilters = 1 << 15, 5, 128

func (p *NetParts) columns() int { return p.Filters * p.Widths * (p.Widths + 1) / 2 }

func (p *NetParts) check() error {
	filters := p.Widths * p.Filters
	switch {
	case len(p.Words) > maxNetWords:
		return fmt.Errorf("net of %d words", len(p.Words))
	case p.Widths < 1 || p.Widths > maxNetWidths || p.Filters < 8 || p.Filters > maxNetFilters || p.Filters%8 != 0:
		return fmt.Errorf("net of %d filters of widths 1 to %d", p.Filters, p.Widths)
	case len(p.Projections) != (1+NetMarks+len(p.Words))*p.columns() || len(p.Scale) != filters || len(p.Bias) != filters:
		return fmt.Errorf("net: lengths do not agree")
	}
	return nil
}

// newNet compiles a net.
func newNet(p *NetParts) (*netTable, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	n := &netTable{widths: p.Widths, blocks: p.Filters / 8, scale: p.Scale, bias: p.Bias}
	for i := 0; i < len(p.Projections); i += 8 {
		var w uint64
		for j := range 8 {
			w |= uint64(uint8(int(p.Projections[i+j])+128)) << (8 * j)
		}
		n.rows = append(n.rows, w)
	}
	for range n.stride() {
		n.rows = append(n.rows, noWord)
	}
	log := 4
	for 1<<log < 2*len(p.Words) {
		log++
	}
	n.slots, n.shift = make([]uint64, 1<<log), uint(64-log)
	for i, h := range p.Words {
		n.add(h, uint16(1+NetMarks+i))
	}
	return n, n.finish()
}

// finish checks the filters' numbers and computes relu.
func (n *netTable) finish() error {
	for f, b := range n.bias {
		if !sane(b) || !sane(n.scale[f]) {
			return fmt.Errorf("net: filter %d: a number is not finite", f)
		}
		n.relu = append(n.relu, max(0, b))
	}
	return nil
}

// parts is the inverse of newNet, with hashes that lead to the same slots.
func (n *netTable) parts() *NetParts {
	p := &NetParts{Words: make([]uint64, n.words()-1-NetMarks), Widths: n.widths, Filters: 8 * n.blocks, Scale: n.scale, Bias: n.bias}
	for i, s := range n.slots {
		if s != 0 {
			p.Words[s&0xFFFF-1-NetMarks] = uint64(i)<<n.shift | s>>32
		}
	}
	for _, w := range n.rows[:n.words()*n.stride()] {
		for j := range 8 {
			p.Projections = append(p.Projections, int8(int(w>>(8*j)&0xFF)-128))
		}
	}
	return p
}

// filters is the number of filters of all widths.
func (n *netTable) filters() int { return len(n.bias) }

// words is the number of rows that stand for words, the unknown one and the
// marks included.
func (n *netTable) words() int { return len(n.rows)/n.stride() - 1 }

// rest is what the net gives to a headline without words.
func (n *netTable) rest(out []float64) (z float64) {
	for f, r := range n.relu {
		z += out[f] * r
	}
	return z
}

// stride is the number of 64-bit words per row.
func (n *netTable) stride() int { return n.blocks * n.widths * (n.widths + 1) / 2 }

func (n *netTable) add(h uint64, id uint16) {
	mask := uint64(len(n.slots) - 1)
	for i := h >> n.shift; ; i++ {
		if s := &n.slots[i&mask]; *s == 0 {
			*s = wordTag(h)<<32 | uint64(id)
			return
		}
	}
}

// wordTag is the part of a hash that a slot stores; never 0.
func wordTag(h uint64) uint64 { return h&0xFFFF_FFFF | 1 }

// offsets sets at[i] to the offset of the row of words[i], 0 for an unknown
// word.
func (n *netTable) offsets(at []int32, words []uint64, stride int32) {
	slots, shift := n.slots, n.shift&63
	at = at[:len(words)]
	for i, h := range words {
		s := slots[h>>shift]
		if one(s != 0)&one(s>>32 != wordTag(h)) != 0 { // one branch, rarely taken
			s = n.probe(h)
		}
		at[i] = int32(s&0xFFFF) * stride
	}
}

// probe continues the search past the first slot; it returns 0 for an unknown
// word.
func (n *netTable) probe(h uint64) uint64 {
	mask := uint64(len(n.slots) - 1)
	for i := h>>n.shift + 1; ; i++ {
		if s := n.slots[i&mask]; s == 0 || s>>32 == wordTag(h) {
			return s
		}
	}
}

// one is 1 for true, without a branch.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// NetMarks is the number of opening marks, which tell the net how long the
// headline is.
const NetMarks = 15

// NetMark is the opening mark of a headline with these cues, in [0, NetMarks):
// of four words or fewer, five, …, eighteen or more.
func NetMark[T float32 | float64](cues []T) int {
	words := int(cues[features.Words]*T(features.Words.Max()) + .5)
	return min(max(words-4, 0), NetMarks-1)
}

// places fills s.at with the row offsets of a headline: the opening mark, the
// words, and widths-1 empty rows at either end.
func (n *netTable) places(s *scratch) {
	s.words = s.h.WordHashes(s.words[:0])
	size := len(s.words) + 2*n.widths - 1
	at := slices.Grow(s.at[:0], size)[:size]
	s.at = at
	stride := int32(n.stride())
	for i := range n.widths {
		at[i], at[size-1-i] = int32(len(n.rows))-stride, int32(len(n.rows))-stride
	}
	at[n.widths-1] = stride * int32(1+NetMark(s.cues[:]))
	n.offsets(at[n.widths:], s.words, stride)
}

// noWord is eight projections of zero, each plus 128.
const noWord = 0x8080_8080_8080_8080

// read computes the filters' sums. It needs the cues, which tell the length.
func (n *netTable) read(s *scratch) {
	n.places(s)
	s.best = slices.Grow(s.best[:0], n.filters())[:n.filters()]
	convolve(s.best, n.rows, s.at, n.blocks, n.widths)
}

// output returns the net's log-odds for the head whose weights are out.
func (n *netTable) output(s *scratch, out []float64) float64 {
	return output(s.best, n.scale, n.bias, out)
}

// shares adds each filter's log-odds, beyond what it gives to a headline without
// words, to the words of its winning window in equal parts, after read; what
// falls on the opening mark goes to the first word. share has one entry per token.
func (n *netTable) shares(s *scratch, out, share []float64) {
	column, filter := 0, 0
	for w := 1; w <= n.widths; w++ {
		// Only the windows that cover a word.
		places := s.at[n.widths-w : len(s.at)-n.widths+w]
		for j := range 8 * n.blocks {
			best := int(s.best[filter])
			z := out[filter] * (positive(float64(best)*n.scale[filter]+n.bias[filter]) - n.relu[filter])
			filter++
			if z == 0 {
				continue
			}
			start := n.first(places, w, column+j/8, uint(j%8*8), best+128*w) - w
			from := max(0, start) // the opening mark counts as the first token
			to := min(len(share), start+w)
			if to <= from {
				to = from + 1
			}
			for t := from; t < to; t++ {
				share[t] += z / float64(to-from)
			}
		}
		column += w * n.blocks
	}
}

// first finds the window of w places that won: the first whose sum, in the byte
// at shift, is sum.
func (n *netTable) first(places []int32, w, column int, shift uint, sum int) int {
	for i := 0; i+w < len(places); i++ {
		s := 0
		for p, at := range places[i : i+w] {
			s += int(n.rows[int(at)+column+p*n.blocks] >> shift & 0xFF)
		}
		if s == sum {
			return i
		}
	}
	return len(places) - w
}

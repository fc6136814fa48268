package features

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// bitmap is a set of bytes of the folded text, with one bit per byte.
type bitmap []uint64

const (
	lsb = 0x0101_0101_0101_0101
	msb = 0x80 * lsb
)

// scanStep is how many bytes scanText takes at a time.
const scanStep = 16

// scan fills h.norm with the folded text in lower case (the fold has lowered what
// is not ASCII) and maps its ASCII letters and capitals. It returns seenRun if a
// letter comes three times in a row.
func (h *Headline) scan() (signs uint8) {
	n := len(h.fold.b)
	src := append(h.fold.b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	h.fold.b = src[:n]
	whole := (n + scanStep - 1) &^ (scanStep - 1)
	h.norm = slices.Grow(h.norm[:0], n+64)[:whole]
	blocks := n/64 + 1
	h.alpha = slices.Grow(h.alpha[:0], blocks)[:blocks]
	h.upper = slices.Grow(h.upper[:0], blocks)[:blocks]
	clear(h.alpha)
	clear(h.upper)
	if scanText(h.norm, src[:whole], h.alpha, h.upper) {
		signs = seenRun
	}
	h.norm = h.norm[:n]
	return signs
}

// scanTextGo is scanText in Go, eight bytes at a time.
func scanTextGo(norm, src []byte, alpha, upper bitmap) (run bool) {
	var last, same, runs uint64 // the byte before; which bytes equal the one before
	for i := 0; i < len(src); i += 8 {
		x := binary.LittleEndian.Uint64(src[i:])
		letters := inRange(x|0x20*lsb, 'a', 'z')
		up := letters &^ (x << 2) // bit 5 is set in small letters
		x |= up >> 2
		binary.LittleEndian.PutUint64(norm[i:], x)
		k := i & 63
		alpha[i>>6] |= gather(letters) << k
		upper[i>>6] |= gather(up) << k
		same = same>>8 | gather(zeroBytes(x^(x<<8|last)))<<8
		runs |= same & (same << 1) & (gather(letters) << 8)
		last = x >> 56
	}
	return runs != 0
}

// inRange sets the top bit of each byte of x that lies in [lo, hi], both ASCII.
func inRange(x uint64, lo, hi uint64) uint64 {
	low := x &^ msb
	return (low + (0x80-lo)*lsb) &^ (low + (0x7F-hi)*lsb) &^ x & msb
}

// zeroBytes sets the top bit of each byte of x that is 0.
func zeroBytes(x uint64) uint64 {
	return ^((x&^msb + 0x7F*lsb) | x) & msb
}

// gather turns the top bits of the bytes of x into a number of eight bits.
func gather(x uint64) uint64 { return x >> 7 * 0x0102_0408_1020_4080 >> 56 }

// runEnd returns the end of the run of ASCII letters from byte i.
func (h *Headline) runEnd(i int) int {
	block := i >> 6
	rest := ^h.alpha[block] >> (i & 63)
	for rest == 0 {
		block++
		if block == len(h.alpha) {
			return len(h.fold.b)
		}
		i = block << 6
		rest = ^h.alpha[block]
	}
	return min(i+bits.TrailingZeros64(rest), len(h.fold.b))
}

// capitals counts the ASCII capitals in bytes [i, j).
func (h *Headline) capitals(i, j int) (n int) {
	for block := i >> 6; block<<6 < j; block++ {
		set := h.upper[block]
		if from := i - block<<6; from > 0 {
			set &= ^uint64(0) << from
		}
		if to := j - block<<6; to < 64 {
			set &= 1<<to - 1
		}
		n += bits.OnesCount64(set)
	}
	return n
}

// Package hash hashes words, and combines hashes into those of phrases and
// n-grams. The multipliers are those of wyhash (Wang Yi, 2019, public domain);
// changing any of this changes the feature fingerprint.
package hash

import (
	"encoding/binary"
	"math/bits"
)

// The multipliers: numbers with well-spread bits.
const (
	K0 = 0xa0761d6478bd642f
	K1 = 0xe7037ed1a0b428db
	K2 = 0x8ebc6af09c88c6e3
)

// Mix multiplies a and b to 128 bits and folds the halves together.
func Mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// Pair combines two hashes; the order matters.
func Pair(a, b uint64) uint64 { return Mix(a^K0, b^K1) }

// At hashes b[i:j]. Eight readable bytes must follow j.
func At(b []byte, i, j int) uint64 {
	n := j - i
	h := uint64(n) ^ K2
	for n > 8 {
		h = Mix(h^K0, binary.LittleEndian.Uint64(b[i:])^K1)
		i += 8
		n -= 8
	}
	w := binary.LittleEndian.Uint64(b[i:])
	w &= ^uint64(0) >> (8 * uint(8-n))
	return Mix(h^K0, w^K1)
}

// Three hashes b[i:i+3] as At does, under the same condition.
func Three(b []byte, i int32) uint64 {
	j := uint(uint32(i))
	w := uint64(binary.LittleEndian.Uint32(b[j:j+4:j+4])) & 0xFF_FFFF
	return Mix(3^K2^K0, w^K1)
}

// String hashes s as At does.
func String(s string) uint64 {
	b := make([]byte, len(s)+8)
	copy(b, s)
	return At(b, 0, len(s))
}

// Hashes of the shapes of figures.
var small, Year, big = String("#"), String("####"), String("##")

// Number hashes a figure by its shape.
func Number(b []byte) uint64 {
	switch Shape(b) {
	case "#":
		return small
	case "####":
		return Year
	}
	return big
}

// Shape returns "#" for a figure of one or two digits, "####" for a year from 1900
// to 2099 and "##" for any other, so that no number carries a verdict of its own.
func Shape(b []byte) string {
	switch {
	case len(b) <= 2:
		return "#"
	case len(b) == 4 && (b[0] == '1' && b[1] == '9' || b[0] == '2' && b[1] == '0') && b[2] != '.' && b[2] != ',':
		return "####"
	}
	return "##"
}

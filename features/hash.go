package features

import (
	"encoding/binary"
	"math/bits"
)

// Multipliers with well-spread bits (those of wyhash, Wang Yi 2019, public
// domain). Changing any changes the feature fingerprint.
const (
	k0 = 0xa0761d6478bd642f
	k1 = 0xe7037ed1a0b428db
	k2 = 0x8ebc6af09c88c6e3
)

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// pair combines two hashes; the order matters.
func pair(a, b uint64) uint64 { return mix(a^k0, b^k1) }

// hashAt hashes b[i:j]. Eight readable bytes must follow j.
func hashAt(b []byte, i, j int) uint64 {
	n := j - i
	h := uint64(n) ^ k2
	for n > 8 {
		h = mix(h^k0, binary.LittleEndian.Uint64(b[i:])^k1)
		i += 8
		n -= 8
	}
	w := binary.LittleEndian.Uint64(b[i:])
	w &= ^uint64(0) >> (8 * uint(8-n))
	return mix(h^k0, w^k1)
}

// hashThree hashes b[i:i+3] as hashAt does, under the same condition.
func hashThree(b []byte, i int32) uint64 {
	j := uint(uint32(i))
	w := uint64(binary.LittleEndian.Uint32(b[j:j+4:j+4])) & 0xFF_FFFF
	return mix(3^k2^k0, w^k1)
}

// hashString hashes s as hashAt does.
func hashString(s string) uint64 {
	b := make([]byte, len(s)+8)
	copy(b, s)
	return hashAt(b, 0, len(s))
}

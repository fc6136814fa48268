package lexicon

import (
	"fmt"

	"github.com/heboh/heboh/features/internal/hash"
)

// Table maps the hash of a word or phrase to its mask. The top bits of a hash
// pick a bucket, one 64-bit word, little-endian, of two slots of 32 bits. A slot
// holds the number of a mask, 0 when free, and above it a tag of the hash
// against false hits (2^-20 for a word that is not listed and meets a slot in
// use). A word whose bucket is full goes on to the next one and leaves WentOn in
// the top bit, so that looking up takes no branch that headlines often take.
// The buckets are followed by the masks, number 0 being that of no word; the digest
// of all words; and a checksum of everything before it.
type Table string

// The layout of a Table.
const (
	BucketBits  = 16 // of the hash; a power of two buckets, with room to spare
	BucketShift = 64 - BucketBits
	Buckets     = 1 << BucketBits
	NumberBits  = 10 // of a mask's number
	Numbers     = 1<<NumberBits - 1
	TagMask     = 1<<(31-NumberBits) - 1 // of a hash
	WentOn      = 1 << 63

	digestAt   = Buckets + Numbers + 1
	checksumAt = digestAt + 1
	tableSize  = 8 * (checksumAt + 1)
)

// Open returns data as a table, or an error when it is damaged.
func Open(data string) (Table, error) {
	t := Table(data)
	if len(data) != tableSize {
		return t, fmt.Errorf("table of words has %d bytes, must have %d", len(data), tableSize)
	}
	if t.Checksum() != t.at(checksumAt) {
		return t, fmt.Errorf("table of words is damaged: wrong checksum")
	}
	return t, nil
}

// Checksum computes the checksum over all but the last word.
func (t Table) Checksum() (sum uint64) {
	for i := range uint64(checksumAt) {
		sum += hash.Pair(i, t.at(i))
	}
	return sum
}

// Masks returns the masks by their numbers.
func (t Table) Masks() *[Numbers + 1]Mask {
	m := new([Numbers + 1]Mask)
	for i := range m {
		m[i] = Mask(t.at(Buckets + uint64(i)))
	}
	return m
}

// Digest covers all words and their classes, in whatever order they were added.
func (t Table) Digest() uint64 { return t.at(digestAt) }

// Home returns the bucket that has h unless it was full.
func (t Table) Home(h uint64) uint64 { return t.at(h >> BucketShift) }

// Number returns the number of h's mask in a bucket, 0 where it is not there,
// without branches.
func Number(bucket, h uint64) uint64 {
	const tags = TagMask << NumberBits
	other := h << NumberBits
	low := int64((bucket^other)&tags-1) >> 63 // -1 where the tags agree
	high := int64((bucket>>32^other)&tags-1) >> 63
	return (bucket&uint64(low) | bucket>>32&uint64(high)) & Numbers
}

// Elsewhere reports whether a word for which a bucket gave the number n may be in a
// later one.
func Elsewhere(n, bucket uint64) bool { return (n-1)&bucket&WentOn != 0 } // n of 0: n-1 has all bits

// Beyond returns the number of the mask of h, which is not in its bucket.
func (t Table) Beyond(h uint64) uint64 {
	for i := h>>BucketShift + 1; ; i++ {
		bucket := t.at(i & (Buckets - 1))
		if n := Number(bucket, h); !Elsewhere(n, bucket) {
			return n
		}
	}
}

// Find returns the number of the mask of h, 0 for a word that is not listed.
func (t Table) Find(h uint64) uint64 {
	bucket := t.Home(h)
	n := Number(bucket, h)
	if Elsewhere(n, bucket) {
		n = t.Beyond(h)
	}
	return n & Numbers
}

func (t Table) at(i uint64) uint64 {
	b := t[8*i : 8*i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56 // one load
}

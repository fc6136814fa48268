package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"github.com/heboh/heboh/features"
)

// coder goes through the fields of a model file in their order, so that what Save
// writes and what Load reads is said once. After the first error it does nothing.
type coder struct {
	b       []byte // what was written, or what is left to read
	reading bool
	err     error
}

var errShort = errors.New("it ends too early")

// field codes a number, given by its address, or a slice of numbers.
func (c *coder) field(v any) {
	if c.err != nil {
		return
	}
	if !c.reading {
		c.b, c.err = binary.Append(c.b, binary.LittleEndian, v)
		return
	}
	n := binary.Size(v)
	if n > len(c.b) {
		c.err = errShort
		return
	}
	if words, ok := v.([]uint64); ok { // in a third of the time that Decode takes
		for i := range words {
			words[i] = binary.LittleEndian.Uint64(c.b[8*i:])
		}
	} else {
		_, c.err = binary.Decode(c.b, binary.LittleEndian, v)
	}
	c.b = c.b[n:]
}

// slice codes a slice of n numbers, which it makes when it is read. A size beyond the
// limit is an error about what.
func slice[T any](c *coder, s *[]T, n, limit int, what string) {
	if c.err == nil && n > limit {
		c.err = fmt.Errorf(what, n)
	}
	if c.reading && c.err == nil {
		*s = make([]T, n)
	}
	c.field(*s)
}

// model codes what is between the fingerprint and the checksum.
func (c *coder) model(m *Model) {
	size := uint32(len(m.info))
	c.field(&size)
	slice(c, &m.info, int(size), maxInfo, "description of %d bytes")
	c.classes(m)
	for i := range m.heads {
		h := &m.heads[i]
		for _, v := range []*float64{&h.Intercept, &h.Slope, &h.Offset, &h.Threshold} {
			c.field(v)
		}
		if c.reading {
			h.Cues = make([]float64, features.NumCues)
		}
		c.field(h.Cues)
	}
	for i := range m.grams {
		t := &m.grams[i]
		c.table(&t.table, &t.scale, maxLogBuckets)
	}
	c.table(&m.shared.table, m.shared.scale[:], maxLogSlots)
}

// classes codes the table of word classes, if there is one.
func (c *coder) classes(m *Model) {
	t := features.Classes{Slots: []uint32{0}}
	if m.classes != nil {
		t = *m.classes
	}
	n, log := uint32(len(t.Coarse)), uint8(bits.Len(uint(len(t.Slots)))-1)
	c.field(&n)
	if n == 0 {
		return
	}
	slice(c, &t.Coarse, int(n), features.MaxClasses+1, "%d word classes")
	c.field(&log)
	slice(c, &t.Slots, 1<<min(log, 30), features.MaxClassSlots, "word classes in %d slots")
	if c.reading {
		m.classes = &t
	}
}

// table codes the size of a table as a logarithm, its scale and its slots.
func (c *coder) table(t *table, scale any, most int) {
	log := uint8(t.log())
	c.field(&log)
	c.field(scale)
	if c.reading && c.err == nil {
		*t, c.err = newTable(int(log), most)
	}
	c.field(t.slots)
}

package model

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/heboh/heboh/features"
)

// decoder reads fields from b. Once a field is cut off it is short, and every
// later read gives zeros, so callers check once at the end.
type decoder struct {
	b     []byte
	short bool
}

func (d *decoder) bytes(n int) []byte {
	if d.short || n > len(d.b) {
		d.short = true
		return nil
	}
	v := d.b[:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) float() float64 {
	if v := d.bytes(8); v != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(v))
	}
	return 0
}

func (d *decoder) floats(dst []float64) {
	for i := range dst {
		dst[i] = d.float()
	}
}

// words reads 2^n 64-bit words, n in [minLog, most].
func (d *decoder) words(n byte, most int) ([]uint64, error) {
	if int(n) < minLog || int(n) > most {
		return nil, fmt.Errorf("table of 2^%d entries", n)
	}
	raw := d.bytes(8 << n)
	if raw == nil {
		return nil, errShort
	}
	w := make([]uint64, 1<<n)
	for i := range w {
		w[i] = binary.LittleEndian.Uint64(raw[8*i:])
	}
	return w, nil
}

var errShort = errors.New("it ends too early")

func (d *decoder) byte() byte {
	if v := d.bytes(1); v != nil {
		return v[0]
	}
	return 0
}

func (d *decoder) model(m *Model) error {
	n := d.uint32()
	if n > maxInfo {
		return fmt.Errorf("description of %d bytes", n)
	}
	m.info = bytes.Clone(d.bytes(int(n))) // does not keep the file
	var err error
	if m.classes, err = d.classes(); err != nil {
		return err
	}
	for h := range m.heads {
		d.head(&m.heads[h])
	}
	if err := d.tables(m); err != nil {
		return err
	}
	if d.short || len(d.b) > 0 {
		return errShort
	}
	return m.checkHeads()
}

func (d *decoder) head(h *head) {
	for _, v := range []*float64{&h.intercept, &h.slope, &h.offset, &h.threshold} {
		*v = d.float()
	}
	d.floats(h.cues[:])
}

// tables reads the n-gram tables.
func (d *decoder) tables(m *Model) (err error) {
	for i := range m.grams {
		t := &m.grams[i]
		logBuckets := d.byte()
		t.scale = d.float()
		if t.buckets, err = d.words(logBuckets, maxLogBuckets); err != nil {
			return err
		}
		t.shift = 64 - uint(logBuckets)
		if err := t.check(); err != nil {
			return err
		}
	}
	logSlots := d.byte()
	d.floats(m.shared.scale[:])
	if m.shared.slots, err = d.words(logSlots, maxLogSlots); err != nil {
		return err
	}
	m.shared.shift = 64 - uint(logSlots)
	return m.shared.check()
}

func (d *decoder) uint32() uint32 {
	if v := d.bytes(4); v != nil {
		return binary.LittleEndian.Uint32(v)
	}
	return 0
}

// classes reads the table of word classes, nil for none.
func (d *decoder) classes() (*features.Classes, error) {
	n := d.uint32()
	if n == 0 {
		return nil, nil
	}
	if n > features.MaxClasses+1 {
		return nil, fmt.Errorf("%d word classes", n)
	}
	c := &features.Classes{Coarse: make([]uint16, n)}
	raw := d.bytes(2 * int(n))
	logSlots := d.byte()
	if d.short || 1<<min(logSlots, 31) > features.MaxClassSlots {
		return nil, fmt.Errorf("word classes in 2^%d slots", logSlots)
	}
	for i := range c.Coarse {
		c.Coarse[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	c.Slots = make([]uint32, 1<<logSlots)
	raw = d.bytes(4 << logSlots)
	if raw == nil {
		return nil, errShort
	}
	for i := range c.Slots {
		c.Slots[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return c, c.Check()
}

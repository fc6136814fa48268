package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
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

// flag reads a byte that says whether what follows.
func (d *decoder) flag(what string) (bool, error) {
	f := d.byte()
	if f > 1 {
		return false, fmt.Errorf("%s flag %d: must be 0 or 1", what, f)
	}
	return f == 1, nil
}

func (d *decoder) model(m *Model) error {
	n := d.uint32()
	if n > maxInfo {
		return fmt.Errorf("description of %d bytes", n)
	}
	if err := json.Unmarshal(d.bytes(int(n)), &m.info); err != nil {
		return fmt.Errorf("description: %w", err)
	}
	hasNet, err := d.flag("net")
	if err != nil {
		return err
	}
	if hasNet {
		if m.net, err = d.net(); err != nil {
			return err
		}
	}
	for h := range m.heads {
		if err := d.head(&m.heads[h], m.net); err != nil {
			return fmt.Errorf("%s: %w", Head(h), err)
		}
	}
	if err := d.tables(m); err != nil {
		return err
	}
	if d.short || len(d.b) > 0 {
		return errShort
	}
	return m.finish()
}

func (d *decoder) head(h *head, net *netTable) error {
	for _, v := range []*float64{&h.intercept, &h.slope, &h.offset, &h.threshold} {
		*v = d.float()
	}
	d.floats(h.cues[:])
	uses, err := d.flag("filters")
	switch {
	case err != nil:
		return err
	case uses && net == nil:
		return errors.New("weights of filters, but no net")
	case uses:
		h.out = make([]float64, net.filters())
		d.floats(h.out)
	}
	return nil
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

// net reads a netTable. Every identifier and size is checked here, so that
// scoring need not.
func (d *decoder) net() (*netTable, error) {
	n := &netTable{widths: int(d.byte()), blocks: int(d.byte())}
	words, slots := int(d.uint32()), int(d.uint32()) // the unknown word and the marks included
	filters := n.widths * n.blocks * 8
	if n.widths < 1 || n.widths > maxNetWidths || n.blocks < 1 || n.blocks > maxNetFilters/8 || words < 1+NetMarks || words > 1+NetMarks+maxNetWords ||
		slots < 2*(words-1-NetMarks) || slots < 16 || slots > 4*maxNetWords || slots&(slots-1) != 0 {
		return nil, fmt.Errorf("net of %d words, %d filters of widths up to %d, %d slots", words, filters, n.widths, slots)
	}
	tags, ids, rows := d.bytes(4*slots), d.bytes(2*slots), d.bytes(8*n.stride()*words)
	if d.short {
		return nil, errShort
	}
	n.slots, n.shift = make([]uint64, slots), uint(64-bits.TrailingZeros(uint(slots)))
	used := 0
	for i := range n.slots {
		tag, id := binary.LittleEndian.Uint32(tags[4*i:]), binary.LittleEndian.Uint16(ids[2*i:])
		if int(id) >= words || (tag == 0) != (id == 0) || tag != 0 && int(id) <= NetMarks {
			return nil, fmt.Errorf("net: word %d of %d", id, words)
		}
		n.slots[i] = uint64(tag)<<32 | uint64(id)
		if tag != 0 {
			used++
		}
	}
	if used > slots/2 { // probing a full table would never end
		return nil, fmt.Errorf("net: %d of %d slots used", used, slots)
	}
	n.rows = make([]uint64, 0, n.stride()*(words+1))
	for i := 0; i < len(rows); i += 8 {
		n.rows = append(n.rows, binary.LittleEndian.Uint64(rows[i:]))
	}
	for range n.stride() {
		n.rows = append(n.rows, noWord)
	}
	n.scale, n.bias = make([]float64, filters), make([]float64, filters)
	d.floats(n.scale)
	d.floats(n.bias)
	return n, n.finish()
}

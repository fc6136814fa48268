package model

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// decoder reads fields off b; after the first field that is not all there it
// is short, and reads zeros.
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

// words reads 2^n 64-bit words for the n that the next byte gives, n in
// [minLog, most].
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

func (d *decoder) size() byte {
	if v := d.bytes(1); v != nil {
		return v[0]
	}
	return 0
}

func (d *decoder) model(m *Model) (err error) {
	n := d.uint32()
	if n > maxInfo {
		return fmt.Errorf("description of %d bytes", n)
	}
	if err := json.Unmarshal(d.bytes(int(n)), &m.info); err != nil {
		return fmt.Errorf("description: %w", err)
	}
	for _, v := range []*float64{&m.bias, &m.slope, &m.offset, &m.threshold} {
		*v = d.float()
	}
	d.floats(m.cues[:])
	logBuckets := d.size()
	m.grams.scale = d.float()
	if m.grams.buckets, err = d.words(logBuckets, maxLogBuckets); err != nil {
		return err
	}
	m.grams.shift = 64 - uint(logBuckets)
	for i := range m.heads {
		h := &m.heads[i]
		h.bias, h.slope, h.offset = d.float(), d.float(), d.float()
		d.floats(h.cues[:])
		m.deviceGrams.scale[i] = d.float()
	}
	logSlots := d.size()
	if m.deviceGrams.slots, err = d.words(logSlots, maxLogSlots); err != nil {
		return err
	}
	m.deviceGrams.shift = 64 - uint(logSlots)
	switch d.size() {
	case 0:
	case 1:
		if m.net, err = d.net(); err != nil {
			return err
		}
	default:
		return errors.New("neither a net nor none")
	}
	if d.short || len(d.b) > 0 {
		return errShort
	}
	return nil
}

func (d *decoder) uint32() uint32 {
	if v := d.bytes(4); v != nil {
		return binary.LittleEndian.Uint32(v)
	}
	return 0
}

// net reads a netTable. Every identifier and size is checked, so that scoring
// need not.
func (d *decoder) net() (*netTable, error) {
	n := &netTable{widths: int(d.size()), blocks: int(d.size())}
	words, slots := int(d.uint32()), int(d.uint32()) // words with the unknown one and the marks
	filters := n.widths * n.blocks * 8
	if n.widths < 1 || n.widths > maxNetWidths || n.blocks < 1 || n.blocks > maxNetFilters/8 || words < 1+NetMarks || words > 1+NetMarks+maxNetWords ||
		slots < 2*(words-1-NetMarks) || slots < 16 || slots > 4*maxNetWords || slots&(slots-1) != 0 {
		return nil, fmt.Errorf("net of %d words, %d filters of widths to %d, %d slots", words, filters, n.widths, slots)
	}
	tags, ids, rows := d.bytes(4*slots), d.bytes(2*slots), d.bytes(8*n.stride()*words)
	if d.short {
		return nil, errShort
	}
	n.slots, n.shift = make([]uint64, slots), uint(64-bits.TrailingZeros(uint(slots)))
	used := 0
	for i := range n.slots {
		tag, id := binary.LittleEndian.Uint32(tags[4*i:]), binary.LittleEndian.Uint16(ids[2*i:])
		if int(id) >= words {
			return nil, fmt.Errorf("net: word %d of %d", id, words)
		}
		n.slots[i] = uint64(tag)<<32 | uint64(id)
		if tag != 0 {
			used++
		}
	}
	if used > slots/2 { // a full table would search for ever
		return nil, fmt.Errorf("net: %d of %d slots used", used, slots)
	}
	n.rows = make([]uint64, 0, n.stride()*(words+1))
	for i := 0; i < len(rows); i += 8 {
		n.rows = append(n.rows, binary.LittleEndian.Uint64(rows[i:]))
	}
	for range n.stride() {
		n.rows = append(n.rows, noWord)
	}
	n.scale, n.bias, n.out = make([]float64, filters), make([]float64, filters), make([]float64, filters)
	for _, v := range [][]float64{n.scale, n.bias, n.out} {
		d.floats(v)
	}
	for f := range filters {
		for _, v := range [...]float64{n.scale[f], n.bias[f], n.out[f]} {
			if math.IsNaN(v) || math.Abs(v) > 1e6 {
				return nil, fmt.Errorf("net: filter %d: a number is not finite", f)
			}
		}
	}
	n.setRest()
	return n, nil
}

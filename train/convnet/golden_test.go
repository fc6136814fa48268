package convnet

import (
	"encoding/binary"
	"hash/fnv"
	"runtime"
	"testing"
)

// TestGolden pins the bytes that training gives: a change of them changes every
// model trained with a net.
func TestGolden(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other architectures sum float32 products in another order")
	}
	cfg := Config{Dim: dim, Widths: []int{1, 2, 3}, Filters: 16, Epochs: 2, Batch: 50, LearnRate: 5e-3, Dropout: .3, Seed: 7}
	examples := task(500, 1)
	for i := range examples {
		examples[i].Weight = float32(i%3) / 2
	}
	first := Train(examples, start(), cfg)
	cfg.Epochs, cfg.Seed = 1, 8
	second := Refine(first, examples[:250], cfg)
	for _, c := range []struct {
		net  *Net
		want uint64
	}{{first, 0x4de35e86b139817c}, {second, 0xb75826ea4efecf0a}} {
		table, h := c.net.Projections(), fnv.New64a()
		for _, numbers := range [][]float32{table.Projections, table.Bias, table.Output, {table.Intercept}} {
			_ = binary.Write(h, binary.LittleEndian, numbers)
		}
		q := table.Quantize()
		_ = binary.Write(h, binary.LittleEndian, q.Projections)
		_ = binary.Write(h, binary.LittleEndian, q.Scale)
		_ = binary.Write(h, binary.LittleEndian, q.Score([]int32{1, 2, 9, 4}))
		_ = binary.Write(h, binary.LittleEndian, table.Score([]int32{1, 2, 9, 4}))
		if got := h.Sum64(); got != c.want {
			t.Errorf("%#x, want %#x", got, c.want)
		}
	}
}

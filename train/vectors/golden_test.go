package vectors

import (
	"encoding/binary"
	"hash/fnv"
	"runtime"
	"testing"
)

// TestGolden pins the bytes that training gives.
func TestGolden(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("other architectures sum float32 products in another order")
	}
	_, v := train(t, Config{Dim: 24, Window: 5, Epochs: 5, Seed: 7})
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, v.Data())
	if got, want := h.Sum64(), uint64(0x7709e25eb6615071); got != want {
		t.Errorf("%#x, want %#x", got, want)
	}
}

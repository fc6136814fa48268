package train

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPlattRecoversACalibration(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var z, y, w []float64
	for range 20000 {
		v := r.NormFloat64() * 2
		z, w = append(z, v), append(w, 1)
		y = append(y, sigmoid(.7*v-.4)) // soft targets: the exact probabilities
	}
	slope, offset := platt(z, y, w)
	if math.Abs(slope-.7) > 1e-6 || math.Abs(offset+.4) > 1e-6 {
		t.Errorf("slope %v offset %v, want .7 and -.4", slope, offset)
	}
}

func TestPlattKeepsTheOrder(t *testing.T) {
	slope, _ := platt([]float64{-1, 0, 1}, []float64{1, .5, 0}, []float64{1, 1, 1})
	if slope <= 0 {
		t.Errorf("slope %v turns the order around", slope)
	}
}

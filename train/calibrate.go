package train

import "math"

// platt fits probability = σ(slope·z + offset) to out-of-fold log-odds z and
// targets in [0, 1] by Newton's method (Platt 1999; Lin, Lin & Weng 2007
// without their target smoothing: the targets here are many and already soft).
// The slope is kept positive: calibration never turns the order around.
func platt(z, target, weight []float64) (slope, offset float64) {
	slope = 1
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		for i, v := range z {
			p := sigmoid(slope*v + offset)
			e := weight[i] * (p - target[i])
			h := weight[i] * p * (1 - p)
			ga += e * v
			gb += e
			haa += h * v * v
			hab += h * v
			hbb += h
		}
		haa += 1e-9
		hbb += 1e-9
		det := haa*hbb - hab*hab
		if det <= 0 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		for slope-da <= 1e-3 && math.Abs(da) > 1e-12 {
			da, db = da/2, db/2
		}
		slope -= da
		offset -= db
		if math.Abs(da)+math.Abs(db) < 1e-10 {
			break
		}
	}
	return slope, offset
}

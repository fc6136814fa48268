package active

import "math"

// Point is a curve's mean over the trials and its spread (the standard
// deviation between trials) at one number of labels.
type Point struct {
	Labels                     int
	F1, F1Spread               float64
	Precision, PrecisionSpread float64 // average precision
}

// Points sums a curve up.
func (r *Report) Points(c *Curve) []Point {
	out := make([]Point, len(r.Labels))
	for k, n := range r.Labels {
		out[k].Labels = n
		out[k].F1, out[k].F1Spread = spread(c.Trials, func(t []Scores) float64 { return t[k].F1 })
		out[k].Precision, out[k].PrecisionSpread = spread(c.Trials, func(t []Scores) float64 { return t[k].AveragePrecision })
	}
	return out
}

func spread(trials [][]Scores, value func([]Scores) float64) (mean, sd float64) {
	n := float64(len(trials))
	for _, t := range trials {
		mean += value(t) / n
	}
	for _, t := range trials {
		sd += (value(t) - mean) * (value(t) - mean)
	}
	if n > 1 {
		sd = math.Sqrt(sd / (n - 1))
	}
	return mean, sd
}

// Needed is the number of labels at which a curve's mean reaches a value: where
// the rising curve that is closest to it (isotonic regression, Barlow et al.
// 1972) does, so that one lucky round does not count. It interpolates between
// rounds; NaN where the curve never gets there.
func (r *Report) Needed(c *Curve, score func(Scores) float64, value float64) float64 {
	y := make([]float64, len(r.Labels))
	for k := range y {
		y[k], _ = spread(c.Trials, func(t []Scores) float64 { return score(t[k]) })
	}
	y = isotonic(y)
	for k, v := range y {
		switch {
		case v < value:
			continue
		case k == 0:
			return float64(r.Labels[0])
		}
		share := (value - y[k-1]) / (v - y[k-1])
		return float64(r.Labels[k-1]) + share*float64(r.Labels[k]-r.Labels[k-1])
	}
	return math.NaN()
}

// isotonic is the closest rising sequence: neighbours that fall are pooled.
func isotonic(y []float64) []float64 {
	type block struct {
		mean float64
		n    int
	}
	var blocks []block
	for _, v := range y {
		blocks = append(blocks, block{v, 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.mean <= b.mean {
				break
			}
			n := a.n + b.n
			blocks = append(blocks[:len(blocks)-2], block{(a.mean*float64(a.n) + b.mean*float64(b.n)) / float64(n), n})
		}
	}
	var out []float64
	for _, b := range blocks {
		for range b.n {
			out = append(out, b.mean)
		}
	}
	return out
}

package model

import "math"

// convolveGo is convolve in portable Go. It adds in the 16-bit lanes of two
// 64-bit words, one for the even and one for the odd bytes.
func convolveGo(best []int16, rows []uint64, at []int32, blocks, widths int) {
	const lanes = 0x00FF_00FF_00FF_00FF
	column := 0
	for w := 1; w <= widths; w++ {
		// Only the windows that cover a word.
		places := at[widths-w : len(at)-widths+w]
		for b := range blocks {
			var even, odd uint64
			for i := 0; i <= len(places)-w; i++ {
				var e, o uint64
				for p, place := range places[i : i+w] {
					x := rows[int(place)+column+p*blocks+b]
					e += x & lanes
					o += x >> 8 & lanes
				}
				even, odd = maxLanes(even, e), maxLanes(odd, o)
			}
			for j := range 4 {
				best[2*j] = int16(even>>(16*j)) - int16(128*w)
				best[2*j+1] = int16(odd>>(16*j)) - int16(128*w)
			}
			best = best[8:]
		}
		column += w * blocks
	}
}

// maxLanes returns the greater of each pair of 16-bit lanes, which must be below
// 2^15.
func maxLanes(a, b uint64) uint64 {
	const tops = 0x8000_8000_8000_8000
	m := ((a | tops) - b) & tops
	m -= m >> 15 // all bits but the top where a is not less
	return b ^ (a^b)&m
}

// outputGo is output in portable Go, equal to the bit: eight sums side by side
// and no fused multiplications.
func outputGo(best []int16, scale, bias, out []float64) float64 {
	var z [8]float64
	for len(best) >= 8 && len(scale) >= 8 && len(bias) >= 8 && len(out) >= 8 {
		for j := range z {
			z[j] += float64(out[j] * positive(float64(float64(best[j])*scale[j])+bias[j]))
		}
		best, scale, bias, out = best[8:], scale[8:], bias[8:], out[8:]
	}
	return ((z[0] + z[2]) + (z[4] + z[6])) + ((z[1] + z[3]) + (z[5] + z[7]))
}

// positive returns max(0, v) without a branch.
func positive(v float64) float64 {
	b := math.Float64bits(v)
	return math.Float64frombits(b &^ uint64(int64(b)>>63))
}

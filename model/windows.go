package model

// maxWindowsGo is maxWindows in Go. It adds in the 16-bit lanes of two 64-bit
// words: the even and the odd bytes.
func maxWindowsGo(best *[8]uint16, rows []uint64, at []int32, column, step, w int) {
	const lanes = 0x00FF_00FF_00FF_00FF
	var even, odd uint64
	for i := 0; i <= len(at)-w; i++ {
		var e, o uint64
		for p, place := range at[i : i+w] {
			x := rows[int(place)+column+p*step]
			e += x & lanes
			o += x >> 8 & lanes
		}
		even, odd = maxLanes(even, e), maxLanes(odd, o)
	}
	for j := range 4 {
		best[2*j], best[2*j+1] = uint16(even>>(16*j)), uint16(odd>>(16*j))
	}
}

// maxLanes is the greater of each pair of 16-bit lanes, all below 2^15.
func maxLanes(a, b uint64) uint64 {
	const tops = 0x8000_8000_8000_8000
	m := ((a | tops) - b) & tops
	m -= m >> 15 // all bits but the top where a is not less
	return b ^ (a^b)&m
}

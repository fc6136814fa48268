package render

import (
	"math"
	"strconv"
)

// appendFloat appends a finite number as JSON, with the fewest digits that
// give the same number back.
func appendFloat(dst []byte, v float64) []byte {
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(dst, v, format, -1, 64)
}

// appendShare appends a number in [0, 1] rounded to six decimals. Device scores
// are not surer than that, and six of them a headline cost more to write in
// full than to compute.
func appendShare(dst []byte, v float64) []byte {
	n := int(v*1e6 + .5)
	switch {
	case n <= 0 || v != v:
		return append(dst, '0')
	case n >= 1e6:
		return append(dst, '1')
	}
	var digits [6]byte
	for i := 5; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	end := 6
	for digits[end-1] == '0' {
		end--
	}
	return append(append(dst, '0', '.'), digits[:end]...)
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

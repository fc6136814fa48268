package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/heboh/heboh/bench/internal/measure"
)

// Number is v with three significant digits, or its whole part where that has
// more, with commas between thousands: 0.0123, 4.56, 12,300.
func Number(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case v == 0:
		return "0"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	return Thousands(strconv.FormatFloat(v, 'f', digits, 64))
}

// Thousands puts commas between the thousands of a decimal number.
func Thousands(s string) string {
	whole, rest, point := strings.Cut(s, ".")
	first := 0
	if strings.HasPrefix(whole, "-") {
		first = 1
	}
	for i := len(whole) - 3; i > first; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		return whole + "." + rest
	}
	return whole
}

// Count is a number of things.
func Count(n int) string { return Thousands(strconv.Itoa(n)) }

// Spread is a sample times scale: its median with the least and the greatest.
func Spread(s measure.Sample, scale float64) string {
	return fmt.Sprintf("%s (%s–%s)", Number(s.Median()*scale), Number(s.Min()*scale), Number(s.Max()*scale))
}

// Bytes is a size in a unit of 1,000 or 1,000,000 bytes.
func Bytes(n int64) string {
	if n < 1e6 {
		return Number(float64(n)/1e3) + " kB"
	}
	return Number(float64(n)/1e6) + " MB"
}

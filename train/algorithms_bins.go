package train

import (
	"slices"
	"sort"
)

// cuts are the places at which a column is cut into bins: the bin of a value is
// the number of cuts below it.
type cuts []float64

func (c cuts) bin(v float64) int {
	return sort.SearchFloat64s(c, v) // cuts < v
}

// quantileCuts cuts each column at up to bins-1 of its quantiles. A quantile
// that is the greatest value gives way to the value before it, so that a column
// of mostly ones is cut too; a constant column has no cut.
func quantileCuts(rows [][]float64, width, bins int) []cuts {
	out := make([]cuts, width)
	column := make([]float64, len(rows))
	for c := range out {
		for r, row := range rows {
			column[r] = row[c]
		}
		sort.Float64s(column)
		last := len(column) - 1
		below := sort.SearchFloat64s(column, column[last]) - 1 // the greatest value below the greatest
		if below < 0 {
			continue
		}
		for b := 1; b < bins; b++ {
			out[c] = append(out[c], column[min(b*last/bins, below)])
		}
		out[c] = slices.Compact(out[c])
	}
	return out
}

// binned replaces every value by its bin.
func binned(rows [][]float64, by []cuts) [][]float64 {
	out := make([][]float64, len(rows))
	for r, row := range rows {
		out[r] = make([]float64, len(row))
		for c, v := range row {
			out[r][c] = float64(by[c].bin(v))
		}
	}
	return out
}

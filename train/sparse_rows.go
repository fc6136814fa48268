package train

import "slices"

// sparseRows holds one row per text: the columns that are 1 in it, end to end in
// cols; row i is cols[start[i]:start[i+1]]. Scale multiplies a row.
type sparseRows struct {
	start []int
	cols  []int32
	scale []float64
	width int
	tied  tie
}

func (r *sparseRows) row(i int) []int32 { return r.cols[r.start[i]:r.start[i+1]] }

// narrow leaves out the columns that none of the rows idx has, whose weights
// would stay 0, if there are enough of them for the copy to pay. It returns the
// old number of each column, or nil for the rows themselves.
func (r *sparseRows) narrow(idx []int) (n *sparseRows, columns []int32) {
	columns = r.held(idx, 1)
	if len(columns) > r.width*3/4 {
		return r, nil
	}
	return r.pick(idx, columns), columns
}

// held lists the columns that occur at least so often in the rows idx, in order
// of first appearance.
func (r *sparseRows) held(idx []int, least int32) (columns []int32) {
	count := make([]int32, r.width)
	for _, i := range idx {
		for _, c := range r.row(i) {
			count[c]++
		}
	}
	for _, i := range idx {
		for _, c := range r.row(i) {
			if count[c] >= least {
				columns = append(columns, c)
				count[c] = 0
			}
		}
	}
	return columns
}

// pick copies the given columns of the rows idx, renumbering the columns. The
// other rows are empty.
func (r *sparseRows) pick(idx []int, columns []int32) *sparseRows {
	number := make([]int32, r.width) // from 1
	for k, c := range columns {
		number[c] = int32(k + 1)
	}
	wanted := make([]bool, len(r.scale))
	for _, i := range idx {
		wanted[i] = true
	}
	n := &sparseRows{start: make([]int, 1, len(r.start)), scale: r.scale, width: len(columns), tied: r.tied.renumbered(number)}
	for i := range r.scale {
		if wanted[i] {
			for _, c := range r.row(i) {
				if number[c] > 0 {
					n.cols = append(n.cols, number[c]-1)
				}
			}
		}
		n.start = append(n.start, len(n.cols))
	}
	return n
}

// withRates returns the rows with one more column per group except group 0: an
// intercept of its own. Fitted on these, a group's base rate is not attributed
// to its words; scoring leaves the columns out.
func (r *sparseRows) withRates(groups []int) *sparseRows {
	if slices.Max(groups) == 0 {
		return r
	}
	out := &sparseRows{start: make([]int, 1, len(r.start)), scale: r.scale, width: r.width, tied: r.tied}
	for i, g := range groups {
		out.cols = append(out.cols, r.row(i)...)
		if g > 0 {
			out.cols = append(out.cols, int32(r.width+g-1))
			out.width = max(out.width, r.width+g)
		}
		out.start = append(out.start, len(out.cols))
	}
	return out
}

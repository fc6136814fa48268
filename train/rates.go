package train

import "slices"

// rateGroups numbers, from 1 in order of appearance, the groups of extra
// examples that share a base rate: those of one file and language, sensational
// far more often, or less, than the examples. All other texts are in group 0.
func (t *trainer) rateGroups() []int {
	groups := make([]int, len(t.corpus.cues))
	number := make(map[[2]string]int)
	for i, e := range t.examples[t.own:] {
		key := [2]string{e.File, e.Lang}
		if number[key] == 0 {
			number[key] = len(number) + 1
		}
		groups[t.own+i] = number[key]
	}
	return groups
}

// withRates returns the rows with one column more a group but group 0: an
// intercept of its own. Fitted on these, what sets a group's base rate off is
// not put down to its words; scoring leaves the columns out.
func (r *sparseRows) withRates(groups []int) *sparseRows {
	if slices.Max(groups) == 0 {
		return r
	}
	out := &sparseRows{start: make([]int, 1, len(r.start)), scale: r.scale, width: r.width}
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

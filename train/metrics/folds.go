package metrics

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
)

// labelNames are the labels in messages.
var labelNames = [2]string{"neutral", "sensational"}

// Folds deals rows into k folds and returns the fold, 0 to k-1, of each row.
// Every fold gets an equal share of each label, and rows of the same non-empty
// group stay together; groups may be nil. Without groups the folds' sizes, and
// their counts of each label, differ by at most one; with groups, larger groups
// are dealt first so that the shares come as close as the groups allow. The same
// arguments give the same folds.
//
// It refuses k < 2 and a label that has fewer rows, or occurs in fewer groups,
// than there are folds.
func Folds(labels []int, groups []string, k int, seed uint64) ([]int, error) {
	units, err := foldUnits(labels, groups)
	if err != nil {
		return nil, err
	}
	total, err := checkFolds(labels, units, k)
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 0xf01d5))
	rng.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
	slices.SortStableFunc(units, func(a, b foldUnit) int {
		return cmp.Or(cmp.Compare(len(b.rows), len(a.rows)), cmp.Compare(b.count[1], a.count[1]))
	})
	fold := make([]int, len(labels))
	dealt := make([][2]int, k)
	for _, u := range units {
		f := u.bestFold(dealt, total)
		for y, n := range u.count {
			dealt[f][y] += n
		}
		for _, r := range u.rows {
			fold[r] = f
		}
	}
	for f, have := range dealt {
		for y, n := range have {
			if n == 0 {
				return nil, fmt.Errorf("folds: the groups leave fold %d of %d without a %s row: use fewer folds", f+1, k, labelNames[y])
			}
		}
	}
	return fold, nil
}

// foldUnit is a set of rows that stay together, and its rows of each label.
type foldUnit struct {
	rows  []int
	count [2]int
}

// foldUnits collects groups, in the order of their first rows.
func foldUnits(labels []int, groups []string) ([]foldUnit, error) {
	if groups != nil && len(groups) != len(labels) {
		return nil, fmt.Errorf("folds: %d rows but %d groups", len(labels), len(groups))
	}
	var units []foldUnit
	at := map[string]int{}
	for r, y := range labels {
		if y != 0 && y != 1 {
			return nil, fmt.Errorf("folds: row %d: label %d: must be 0 or 1", r+1, y)
		}
		u := len(units)
		if groups != nil && groups[r] != "" {
			if old, ok := at[groups[r]]; ok {
				u = old
			} else {
				at[groups[r]] = u
			}
		}
		if u == len(units) {
			units = append(units, foldUnit{})
		}
		units[u].rows = append(units[u].rows, r)
		units[u].count[y]++
	}
	return units, nil
}

// checkFolds counts the labels and refuses what cannot be dealt.
func checkFolds(labels []int, units []foldUnit, k int) (total [2]int, err error) {
	if k < 2 {
		return total, tooFewFolds(k)
	}
	var holders [2]int
	for _, u := range units {
		for y, n := range u.count {
			total[y] += n
			holders[y] += min(n, 1)
		}
	}
	for y, name := range labelNames {
		switch {
		case total[y] == 0:
			return total, fmt.Errorf("folds: no %s row among %d: both labels are needed", name, len(labels))
		case total[y] < k:
			return total, fmt.Errorf("folds: %d %s rows for %d folds: each fold needs one", total[y], name, k)
		case holders[y] < k:
			return total, fmt.Errorf("folds: %s rows occur in only %d groups: not enough for %d folds", name, holders[y], k)
		}
	}
	return total, nil
}

func tooFewFolds(k int) error { return fmt.Errorf("folds: %d folds: must be at least 2", k) }

// bestFold is the fold that the unit moves closest to an equal share of both
// labels; of equals, the smallest, then the first.
func (u foldUnit) bestFold(dealt [][2]int, total [2]int) int {
	best, bestCost, bestSize := -1, 0.0, 0
	for f, have := range dealt {
		var cost float64
		for y, n := range u.count {
			// The growth of (count/total)², summed over the labels: least where
			// the fold has least of what the unit brings.
			cost += float64(n) * float64(2*have[y]+n) / (float64(total[y]) * float64(total[y]))
		}
		size := have[0] + have[1]
		if best < 0 || cost < bestCost || cost == bestCost && size < bestSize {
			best, bestCost, bestSize = f, cost, size
		}
	}
	return best
}

// HeldOutGroups deals whole groups (publishers, say) into k folds of sizes as
// equal as the groups allow: the largest first, each to the smallest fold
// (Graham 1969). Rows with an empty group form one group. It needs no seed:
// groups of one size are dealt in the order of their names.
func HeldOutGroups(groups []string, k int) ([]int, error) {
	if k < 2 {
		return nil, tooFewFolds(k)
	}
	if len(groups) == 0 {
		return nil, errors.New("folds: no rows")
	}
	size := map[string]int{}
	for _, g := range groups {
		size[g]++
	}
	if len(size) < k {
		return nil, fmt.Errorf("folds: %d groups for %d folds: each fold needs one", len(size), k)
	}
	names := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
	dealt := make([]int, k)
	at := make(map[string]int, len(names))
	for _, g := range names {
		at[g] = slices.Index(dealt, slices.Min(dealt))
		dealt[at[g]] += size[g]
	}
	fold := make([]int, len(groups))
	for r, g := range groups {
		fold[r] = at[g]
	}
	return fold, nil
}

package metrics

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
)

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
	var units []foldUnit
	var total, holders [2]int
	for _, rows := range Sets(len(labels), groups) {
		u := foldUnit{rows: rows}
		for _, r := range rows {
			u.count[labels[r]]++
		}
		for y, n := range u.count {
			total[y] += n
			holders[y] += min(n, 1)
		}
		units = append(units, u)
	}
	if err := checkFolds(total, holders, k); err != nil {
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

// Sets lists the rows 0 to n-1 in sets, in the order of their first rows: those
// of one non-empty group together, the others alone; groups may be nil.
func Sets(n int, groups []string) (sets [][]int) {
	at := map[string]int{}
	for r := range n {
		if groups != nil && groups[r] != "" {
			if s, ok := at[groups[r]]; ok {
				sets[s] = append(sets[s], r)
				continue
			}
			at[groups[r]] = len(sets)
		}
		sets = append(sets, []int{r})
	}
	return sets
}

// foldUnit is a set of rows that stay together, and its rows of each label.
type foldUnit struct {
	rows  []int
	count [2]int
}

// checkFolds refuses what cannot be dealt: so many rows of each label, in so many
// sets.
func checkFolds(total, holders [2]int, k int) error {
	if k < 2 {
		return fmt.Errorf("folds: %d folds: must be at least 2", k)
	}
	for y, name := range labelNames {
		switch {
		case total[y] == 0:
			return fmt.Errorf("folds: no %s row among %d: both labels are needed", name, total[1-y])
		case total[y] < k:
			return fmt.Errorf("folds: %d rows labelled %s for %d folds: each fold needs one, so label more", total[y], name, k)
		case holders[y] < k:
			return fmt.Errorf("folds: %s rows occur in only %d groups: not enough for %d folds", name, holders[y], k)
		}
	}
	return nil
}

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
// (Graham 1969). It needs no seed: groups of one size are dealt in the order of
// their names.
func HeldOutGroups(groups []string, k int) ([]int, error) {
	sets := Sets(len(groups), groups)
	if len(sets) < k || k < 2 {
		return nil, fmt.Errorf("folds: %d groups for %d folds: use at least 2, and no more than there are groups", len(sets), k)
	}
	slices.SortFunc(sets, func(a, b []int) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(groups[a[0]], groups[b[0]]))
	})
	fold, dealt := make([]int, len(groups)), make([]int, k)
	for _, rows := range sets {
		f := slices.Index(dealt, slices.Min(dealt))
		dealt[f] += len(rows)
		for _, r := range rows {
			fold[r] = f
		}
	}
	return fold, nil
}

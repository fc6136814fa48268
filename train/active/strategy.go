package active

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// View is what a strategy may look at before it picks: nothing of the labels
// that the rows will get.
type View struct {
	Rows        []int                  // that have no label yet
	Probability []float64              // of a positive label, by row, as the last fit says
	Threshold   float64                // from which a row is called positive
	Likeness    func(a, b int) float64 // of two rows, in [0, 1]; 1 for the same
}

// Strategy is a way of choosing the rows to label next.
type Strategy struct {
	Name, Doc string
	// Pick returns n of the view's rows, or all when there are fewer. It draws
	// from rng alone, so that it can be repeated.
	Pick func(v *View, n int, rng *rand.Rand) []int
}

// Strategies are those that are compared, the plain ones first.
func Strategies() []Strategy {
	return []Strategy{
		{"random", "drawn by lot, what a team without a queue does", pickRandom},
		{"uncertain", "the probability closest to the threshold first (Lewis & Gale 1994)", pickUncertain},
		{"half", "the probability closest to a half first", pickHalf},
		{"mixed", "three in four uncertain, the fourth drawn by lot", pickMixed},
		{"diverse", "uncertain, but none much like one just picked", pickDiverse},
		{"positive", "the highest probability first", pickPositive},
	}
}

// Named returns the strategy of a name.
func Named(name string) (Strategy, bool) {
	all := Strategies()
	i := slices.IndexFunc(all, func(s Strategy) bool { return s.Name == name })
	if i < 0 {
		return Strategy{}, false
	}
	return all[i], true
}

func pickRandom(v *View, n int, rng *rand.Rand) []int {
	rows := slices.Clone(v.Rows)
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows[:min(n, len(rows))]
}

// nearest orders the rows by a distance of their probability, equals by their
// number.
func nearest(v *View, distance func(p float64) float64) []int {
	type far struct {
		row  int
		away float64
	}
	all := make([]far, len(v.Rows))
	for i, r := range v.Rows {
		all[i] = far{r, distance(v.Probability[r])}
	}
	slices.SortFunc(all, func(a, b far) int {
		return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.row, b.row))
	})
	rows := make([]int, len(all))
	for i, f := range all {
		rows[i] = f.row
	}
	return rows
}

func uncertain(v *View) []int {
	return nearest(v, func(p float64) float64 { return math.Abs(p - v.Threshold) })
}

func pickUncertain(v *View, n int, _ *rand.Rand) []int {
	rows := uncertain(v)
	return rows[:min(n, len(rows))]
}

func pickHalf(v *View, n int, _ *rand.Rand) []int {
	rows := nearest(v, func(p float64) float64 { return math.Abs(p - .5) })
	return rows[:min(n, len(rows))]
}

// randomShare is one row in so many that mixed draws by lot.
const randomShare = 4

func pickMixed(v *View, n int, rng *rand.Rand) []int {
	picked := pickUncertain(v, n-n/randomShare, rng)
	rest := &View{Rows: without(v.Rows, picked)}
	return append(picked, pickRandom(rest, n-len(picked), rng)...)
}

func pickPositive(v *View, n int, _ *rand.Rand) []int {
	rows := nearest(v, func(p float64) float64 { return -p })
	return rows[:min(n, len(rows))]
}

// Diverse looks at so many times the rows wanted, and takes for a repeat what
// is this much like one already picked.
const (
	diverseReach = 4
	diverseAlike = 0.2
)

// pickDiverse goes down the uncertain rows and skips what is much like a row
// just picked; where that leaves too few, the skipped ones follow.
func pickDiverse(v *View, n int, _ *rand.Rand) []int {
	rows := uncertain(v)
	rows = rows[:min(n*diverseReach, len(rows))]
	var picked, skipped []int
	for _, r := range rows {
		if len(picked) == n {
			break
		}
		if slices.ContainsFunc(picked, func(q int) bool { return v.Likeness(q, r) >= diverseAlike }) {
			skipped = append(skipped, r)
			continue
		}
		picked = append(picked, r)
	}
	return append(picked, skipped[:min(n-len(picked), len(skipped))]...)
}

// without returns the rows that are not among gone, in order.
func without(rows, gone []int) []int {
	out := make(map[int]bool, len(gone))
	for _, r := range gone {
		out[r] = true
	}
	var left []int
	for _, r := range rows {
		if !out[r] {
			left = append(left, r)
		}
	}
	return left
}

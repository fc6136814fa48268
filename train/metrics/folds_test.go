package metrics

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// someLabels draws labels of which a share is 1.
func someLabels(n int, share float64, seed uint64) []int {
	rng := rand.New(rand.NewPCG(seed, 2))
	labels := make([]int, n)
	for i := range labels {
		if rng.Float64() < share {
			labels[i] = 1
		}
	}
	return labels
}

// tally counts each fold's rows of each label.
func tally(fold, labels []int, k int) [][2]int {
	have := make([][2]int, k)
	for r, f := range fold {
		have[f][labels[r]]++
	}
	return have
}

func TestFoldsAreBalanced(t *testing.T) {
	for _, n := range []int{53, 200, 1234} {
		for k := 2; k <= 10; k++ {
			labels := someLabels(n, 0.3, uint64(n))
			fold, err := Folds(labels, nil, k, 1)
			if err != nil {
				t.Fatal(err)
			}
			low, high := [3]int{n, n, n}, [3]int{}
			for _, have := range tally(fold, labels, k) {
				for i, c := range []int{have[0], have[1], have[0] + have[1]} {
					low[i], high[i] = min(low[i], c), max(high[i], c)
				}
			}
			for i := range low {
				if high[i]-low[i] > 1 {
					t.Errorf("n=%d k=%d: counts from %v to %v", n, k, low, high)
				}
			}
		}
	}
}

func TestFoldsKeepGroupsTogether(t *testing.T) {
	const n, k = 3000, 5
	labels := someLabels(n, 0.2, 3)
	groups := make([]string, n)
	rng := rand.New(rand.NewPCG(4, 4))
	for i := range groups {
		if i%3 == 0 { // a third in groups of about ten
			groups[i] = fmt.Sprint("g", rng.IntN(100))
		}
	}
	fold, err := Folds(labels, groups, k, 9)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, g := range groups {
		if g == "" {
			continue
		}
		if f, ok := at[g]; ok && f != fold[i] {
			t.Fatalf("group %s in folds %d and %d", g, f, fold[i])
		}
		at[g] = fold[i]
	}
	for f, have := range tally(fold, labels, k) {
		share := float64(have[1]) / float64(have[0]+have[1])
		if size := have[0] + have[1]; size < n/k-10 || size > n/k+10 || share < 0.17 || share > 0.23 {
			t.Errorf("fold %d: %v", f, have)
		}
	}
}

func TestFoldsSeed(t *testing.T) {
	labels := someLabels(500, 0.5, 5)
	deal := func(seed uint64) []int {
		fold, err := Folds(labels, nil, 5, seed)
		if err != nil {
			t.Fatal(err)
		}
		return fold
	}
	if !slices.Equal(deal(1), deal(1)) {
		t.Error("one seed, two deals")
	}
	if slices.Equal(deal(1), deal(2)) {
		t.Error("two seeds, one deal")
	}
}

func TestFoldsErrors(t *testing.T) {
	cases := []struct {
		name   string
		labels []int
		groups []string
		k      int
		want   string
	}{
		{"one fold", []int{0, 1, 0, 1}, nil, 1, "1 folds: must be at least 2"},
		{"one class", []int{1, 1, 1, 1}, nil, 2, "no neutral row among 4"},
		{"no rows", nil, nil, 2, "no neutral row"},
		{"rare class", []int{0, 0, 0, 1, 1}, nil, 3, "2 rows labelled sensational for 3 folds"},
		{"class in one group", []int{0, 0, 0, 1, 1}, []string{"", "", "", "a", "a"}, 2, "only 1 groups"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Folds(c.labels, c.groups, c.k, 1)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestHeldOutGroups(t *testing.T) {
	var groups []string
	for g, n := range []int{40, 30, 20, 20, 15, 10, 10, 5} {
		for range n {
			groups = append(groups, fmt.Sprint("publisher", g))
		}
	}
	fold, err := HeldOutGroups(groups, 3)
	if err != nil {
		t.Fatal(err)
	}
	size, at := map[int]int{}, map[string]int{}
	for i, g := range groups {
		size[fold[i]]++
		if f, ok := at[g]; ok && f != fold[i] {
			t.Fatalf("%s in two folds", g)
		}
		at[g] = fold[i]
	}
	for f := range 3 {
		if size[f] != 50 {
			t.Errorf("fold %d holds %d rows, want 50", f, size[f])
		}
	}
	for _, c := range []struct {
		groups []string
		k      int
		want   string
	}{
		{groups, 1, "use at least 2"},
		{groups, 9, "8 groups for 9 folds"},
		{nil, 2, "0 groups for 2 folds"},
	} {
		if _, err := HeldOutGroups(c.groups, c.k); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d folds: error %v, want one with %q", c.k, err, c.want)
		}
	}
}

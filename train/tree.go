package train

import (
	"math"
	"slices"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/trees"
)

const (
	treeBins    = 16 // bins of a column
	treeMinRows = 20 // a node of fewer rows is not split
)

// fitID3 fits golearn's ID3 decision tree with a split rule of our own
// (golearn's RuleGenerator): golearn's rules look at columns in a random order,
// sum in the order of a map and draw from the global random source, so that no
// two trainings agree.
func fitID3(names []string, rows [][]float64, labels []int) (predictor, error) {
	cuts := quantileCuts(rows, treeBins)
	tree := trees.NewID3DecisionTreeFromRule(0, gainRule{}) // 0: no pruning, which would split at random
	err := tree.Fit(layOut(floatAttributes(names), newClassAttribute(), cuts.bin(rows), labels))
	return func(rows [][]float64) ([]float64, error) {
		p := make([]float64, len(rows))
		for r, row := range cuts.bin(rows) {
			p[r] = leafShare(tree.Root, names, row)
		}
		return p, nil
	}, err
}

// leafShare walks a tree to a leaf, as golearn's Predict does, and returns the
// leaf's share of sensational rows, one row of each label added (Laplace).
func leafShare(node *trees.DecisionTreeNode, names []string, row []float64) float64 {
	for node.Children != nil {
		branch := "0"
		if row[slices.Index(names, node.SplitRule.SplitAttr.GetName())] > node.SplitRule.SplitVal {
			branch = "1"
		}
		next, ok := node.Children[branch]
		if !ok {
			break
		}
		node = next
	}
	yes, no := node.ClassDist[classNames[1]], node.ClassDist[classNames[0]]
	return float64(yes+1) / float64(yes+no+2)
}

// gainRule splits on the attribute and threshold of the highest information
// gain (Quinlan 1986), of equals the first. It counts in integers and in the
// grid's order of attributes, so it always finds the same.
type gainRule struct{}

// GenerateSplitRule implements golearn's RuleGenerator; nil means a leaf.
func (gainRule) GenerateSplitRule(grid base.FixedDataGrid) *trees.DecisionTreeRule {
	labels, err := gridLabels(grid)
	if err != nil || len(labels) < treeMinRows {
		return nil
	}
	bestGain := 1e-9
	var best *trees.DecisionTreeRule
	for _, a := range plainAttributes(grid) {
		spec, err := grid.GetAttribute(a)
		if err != nil {
			return nil
		}
		var count [treeBins][2]int
		for r, y := range labels {
			count[int(base.UnpackBytesToFloat(grid.Get(spec, r)))][y]++
		}
		if gain, at := bestCut(&count); gain > bestGain {
			bestGain, best = gain, &trees.DecisionTreeRule{SplitAttr: a, SplitVal: float64(at) + 0.5}
		}
	}
	return best
}

// bestCut finds the bin after which a split gains most, in bits per row.
func bestCut(count *[treeBins][2]int) (gain float64, at int) {
	var total, left [2]int
	for _, c := range count {
		total[0] += c[0]
		total[1] += c[1]
	}
	n := float64(total[0] + total[1])
	whole := entropy(total)
	for b := range treeBins - 1 {
		left[0] += count[b][0]
		left[1] += count[b][1]
		right := [2]int{total[0] - left[0], total[1] - left[1]}
		if g := (whole - entropy(left) - entropy(right)) / n; g > gain {
			gain, at = g, b
		}
	}
	return gain, at
}

// entropy is that of the labels, in bits, times their number.
func entropy(count [2]int) float64 {
	n := float64(count[0] + count[1])
	var h float64
	for _, c := range count {
		if c > 0 {
			h -= float64(c) * math.Log2(float64(c)/n)
		}
	}
	return h
}

// cartDepth bounds golearn's CART tree, whose every node tries every cut of
// every column on all its rows.
const cartDepth = 6

// fitCART fits golearn's CART classifier with Gini impurity, which needs a float
// class. It gives labels only, so a probability is 0 or 1.
func fitCART(names []string, rows [][]float64, labels []int) (predictor, error) {
	cuts, attrs, class := quantileCuts(rows, treeBins), floatAttributes(names), base.NewFloatAttribute(ClassAttribute)
	tree := trees.NewDecisionTreeClassifier(trees.GINI, cartDepth, []int64{0, 1})
	err := tree.Fit(layOut(attrs, class, cuts.bin(rows), labels))
	return func(rows [][]float64) ([]float64, error) {
		var p []float64
		for _, y := range tree.Predict(layOut(attrs, class, cuts.bin(rows), make([]int, len(rows)))) {
			p = append(p, float64(y))
		}
		return p, nil
	}, err
}

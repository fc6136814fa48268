package train

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"

	"github.com/sjwhitworth/golearn/base"
	"github.com/sjwhitworth/golearn/trees"
)

const (
	treeBins    = 16 // bins of a column
	treeMinRows = 20 // a node of fewer rows is not split
)

// tree is golearn's ID3 decision tree with a split rule of our own (golearn's
// RuleGenerator): golearn's rules look at columns in a random order, sum in the
// order of a map and draw from the global random source, so that no two
// trainings agree.
type tree struct {
	random bool // consider √d random columns at a node, as golearn's RandomTree
	seed   uint64
	cuts   []cuts
	column map[string]int
	root   *trees.DecisionTreeNode
}

func (t *tree) fit(names []string, rows [][]float64, labels []int) error {
	t.cuts = quantileCuts(rows, len(names), treeBins)
	t.column = map[string]int{}
	for c, name := range names {
		t.column[name] = c
	}
	grid, err := NewGrid(names, binned(rows, t.cuts), labels)
	if err != nil {
		return err
	}
	rule := &gainRule{}
	if t.random {
		rule.consider = int(math.Ceil(math.Sqrt(float64(len(names)))))
		rule.seed = t.seed
	}
	id3 := trees.NewID3DecisionTreeFromRule(0, rule) // 0: no pruning, which would split at random
	if err := id3.Fit(grid); err != nil {
		return err
	}
	t.root = id3.Root
	return nil
}

// predict walks the tree to a leaf, as golearn's Predict does, and returns the
// leaf's share of sensational rows, one row of each label added (Laplace).
func (t *tree) predict(rows [][]float64) ([]float64, error) {
	p := make([]float64, len(rows))
	for r, row := range binned(rows, t.cuts) {
		node := t.root
		for node.Children != nil {
			branch := "0"
			if row[t.column[node.SplitRule.SplitAttr.GetName()]] > node.SplitRule.SplitVal {
				branch = "1"
			}
			next, ok := node.Children[branch]
			if !ok {
				break
			}
			node = next
		}
		yes, no := node.ClassDist[classNames[1]], node.ClassDist[classNames[0]]
		p[r] = float64(yes+1) / float64(yes+no+2)
	}
	return p, nil
}

// gainRule splits on the attribute and threshold of the highest information
// gain (Quinlan 1986), of equals the first. It counts in integers and in the
// grid's order of attributes, so it always finds the same.
type gainRule struct {
	consider int // attributes drawn at a node; 0 means all
	seed     uint64
}

// GenerateSplitRule implements golearn's RuleGenerator; nil means a leaf.
func (g *gainRule) GenerateSplitRule(grid base.FixedDataGrid) *trees.DecisionTreeRule {
	labels, err := gridLabels(grid)
	if err != nil || len(labels) < treeMinRows {
		return nil
	}
	bestGain := 1e-9
	var best *trees.DecisionTreeRule
	for _, a := range g.candidates(plainAttributes(grid), labels) {
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

// candidates draws attributes with a source seeded by what the node holds:
// golearn grows a node's children in no fixed order.
func (g *gainRule) candidates(attrs []base.Attribute, labels []int) []base.Attribute {
	if g.consider == 0 || g.consider >= len(attrs) {
		return attrs
	}
	h := fnv.New64a()
	var n [2]uint64
	for _, y := range labels {
		n[y]++
	}
	h.Write(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, n[0]), n[1]))
	for _, a := range attrs {
		h.Write([]byte(a.GetName() + "\x00"))
	}
	rng := rand.New(rand.NewPCG(g.seed, h.Sum64()))
	var drawn []base.Attribute
	for _, i := range rng.Perm(len(attrs))[:g.consider] {
		drawn = append(drawn, attrs[i])
	}
	return drawn
}

// bestCut finds the bin after which a split gains most, in bits a row.
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

// cart is golearn's CART classifier, which wants a float class.
type cart struct {
	cuts []cuts
	tree *trees.CARTDecisionTreeClassifier
}

func (c *cart) fit(names []string, rows [][]float64, labels []int) error {
	c.cuts = quantileCuts(rows, len(names), treeBins)
	grid, err := floatGrid(binned(rows, c.cuts), labels)
	if err != nil {
		return err
	}
	c.tree = trees.NewDecisionTreeClassifier(trees.GINI, cartDepth, []int64{0, 1})
	return c.tree.Fit(grid)
}

func (c *cart) predict(rows [][]float64) ([]float64, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	grid, err := floatGrid(binned(rows, c.cuts), make([]int, len(rows)))
	if err != nil {
		return nil, err
	}
	p := make([]float64, len(rows))
	for i, y := range c.tree.Predict(grid) {
		p[i] = float64(y)
	}
	return p, nil
}

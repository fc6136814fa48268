package train

import (
	"fmt"
	"strings"

	"github.com/sjwhitworth/golearn/base"
)

// DefaultAlgorithm is the name of the algorithm that is used unless another is
// asked for, and the only one that compiles into a model.
const DefaultAlgorithm = "logistic"

// Algorithm is a classifier of dense columns that can be asked for by name. One
// that cannot work is listed too, with the reason.
type Algorithm struct {
	Name   string
	Doc    string // one line: what it is and what is done to the columns
	Reason string // why it cannot work; "" where it can
	make   func(seed uint64) base.Classifier
}

// Algorithms lists all algorithms: the default, golearn's that work, golearn's
// that do not.
func Algorithms() []Algorithm {
	return append(usable(), unusable()...)
}

func usable() []Algorithm {
	return []Algorithm{
		{Name: DefaultAlgorithm, Doc: "logistic regression of our own, optimised with gonum; implements golearn's Classifier",
			make: func(uint64) base.Classifier { return NewLabeller(LabellerOptions{L2: 1}) }},
		{Name: "bernoulli-nb", Doc: "golearn's Bernoulli naive Bayes on columns halved at their medians; labels only, so a probability is 0 or 1",
			make: func(uint64) base.Classifier { return newAdapter("bernoulli-nb", &bayes{}) }},
		{Name: "id3", Doc: "golearn's ID3 tree on columns in up to 16 bins, splitting for information gain; a probability is the leaf's share",
			make: func(uint64) base.Classifier { return newAdapter("id3", &tree{}) }},
		{Name: "random-tree", Doc: "golearn's ID3 tree that considers a random √d of the d columns at each node, seeded; columns and probability as id3's",
			make: func(seed uint64) base.Classifier {
				return newAdapter("random-tree", &tree{random: true, seed: seed})
			}},
		{Name: "cart", Doc: "golearn's CART tree, Gini impurity, depth 6, on columns in up to 16 bins; labels only, so a probability is 0 or 1",
			make: func(uint64) base.Classifier { return newAdapter("cart", &cart{}) }},
		{Name: "neural-net", Doc: "golearn's neural network, one hidden layer of 12, on standardised columns, one pass over the rows; weights and order of rows seeded by us; slow (1 ms a row at 80 columns)",
			make: func(seed uint64) base.Classifier { return newAdapter("neural-net", &perceptron{seed: seed}) }},
	}
}

func unusable() []Algorithm {
	const liblinear = "it is liblinear through cgo: it needs a C++ compiler, and its Fit panics (\"unpinned Go pointer\", golearn issue 296)"
	return []Algorithm{
		{Name: "golearn-logistic", Doc: "golearn's LogisticRegression", Reason: liblinear},
		{Name: "linear-svc", Doc: "golearn's LinearSVC", Reason: liblinear},
		{Name: "multi-svc", Doc: "golearn's MultiLinearSVC", Reason: liblinear},
		{Name: "linear-regression", Doc: "golearn's LinearRegression", Reason: "it predicts numbers, not classes, and its package needs cgo"},
		{Name: "knn", Doc: "golearn's KNNClassifier", Reason: "its package needs cgo"},
		{Name: "random-forest", Doc: "golearn's RandomForest", Reason: "its package needs cgo, and its bagging trains trees on rows that do not match their labels (InstancesView.MapOverRows ignores the row map); random-tree is one tree of it"},
		{Name: "bagging", Doc: "golearn's meta.BaggedModel", Reason: "it draws from the global random source, which cannot be seeded, so no two trainings agree"},
		{Name: "average-perceptron", Doc: "golearn's AveragePerceptron", Reason: "its Fit never reads the labels"},
		{Name: "multi-layer-net", Doc: "golearn's MultiLayerNet", Reason: "it draws its weights from the global random source, which cannot be seeded; neural-net is the same network with seeded weights"},
	}
}

// AlgorithmNamed finds an algorithm; "" means DefaultAlgorithm. An unknown name
// is an error that lists the names, one that cannot work an error that says
// why.
func AlgorithmNamed(name string) (Algorithm, error) {
	if name == "" {
		name = DefaultAlgorithm
	}
	for _, a := range Algorithms() {
		if a.Name == name {
			return a, a.check()
		}
	}
	return Algorithm{}, fmt.Errorf("algorithm %q is not known: want one of %s", name, usableNames())
}

func usableNames() string {
	var names []string
	for _, a := range usable() {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

func (a Algorithm) check() error {
	if a.Reason != "" || a.make == nil {
		return fmt.Errorf("algorithm %s (%s) cannot be used: %s; use one of %s", a.Name, a.Doc, a.Reason, usableNames())
	}
	return nil
}

// New returns a classifier to be fitted. The same seed, rows and order of rows
// give the same classifier.
func (a Algorithm) New(seed uint64) (base.Classifier, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	return a.make(seed), nil
}

// Probabilities returns a fitted classifier's probability of sensational of
// every row: its own where it has a method of this name, else its label, 0 or 1.
func Probabilities(c base.Classifier, grid base.FixedDataGrid) ([]float64, error) {
	if c, ok := c.(interface {
		Probabilities(base.FixedDataGrid) ([]float64, error)
	}); ok {
		return c.Probabilities(grid)
	}
	out, err := c.Predict(grid)
	if err != nil {
		return nil, err
	}
	labels, err := gridLabels(out)
	if err != nil {
		return nil, err
	}
	return floats01(labels), nil
}

func floats01(labels []int) []float64 {
	p := make([]float64, len(labels))
	for i, y := range labels {
		p[i] = float64(y)
	}
	return p
}

package train

import (
	"context"
	"slices"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train/metrics"
)

// TestLabelIsTrain: with nothing left out, an ablation is what Train reports.
func TestLabelIsTrain(t *testing.T) {
	res := shared(t)
	c, err := CrossFit(context.Background(), small(), sharedOptions, Ablation{})
	if err != nil {
		t.Fatal(err)
	}
	p, threshold, err := c.Label()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(p, res.OutOfFold.Probabilities) || threshold != res.Model.Threshold() {
		t.Error("the probabilities are not those of Train")
	}
	if len(c.Examples) != len(res.Examples) || c.Learnt != len(res.Examples) {
		t.Errorf("%d examples, %d learnt from, Train has %d", len(c.Examples), c.Learnt, len(res.Examples))
	}
}

func TestLabelWithout(t *testing.T) {
	c, err := CrossFit(context.Background(), small(), Options{Seed: 1, Folds: 3}, Ablation{})
	if err != nil {
		t.Fatal(err)
	}
	names := c.Names()
	auc := func(without ...string) float64 {
		t.Helper()
		p, threshold, err := c.Label(without...)
		if err != nil {
			t.Fatal(err)
		}
		labels := make([]int, len(c.Examples))
		for i, e := range c.Examples {
			labels[i] = e.Label
		}
		return float64(metrics.Measure(p, labels, threshold).ROCAUC)
	}
	whole, cues, grams := auc(), auc(ngramColumn), auc(names[:len(names)-1]...)
	if whole < cues || whole < grams || whole == cues || whole == grams {
		t.Errorf("ROC-AUC %.3f; cues alone %.3f, n-grams alone %.3f", whole, cues, grams)
	}
	if none := auc(names...); none > .6 {
		t.Errorf("ROC-AUC %.3f without any column", none)
	}
	if _, _, err := c.Label("colour"); err == nil {
		t.Error("leaving out an unknown column was accepted")
	}
}

func TestCrossFitKeep(t *testing.T) {
	n := 0
	half := func(datasets.Example) bool { n++; return n%2 == 0 }
	c, err := CrossFit(context.Background(), small(), Options{Seed: 1, Folds: 3}, Ablation{Keep: half})
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := c.Label()
	if err != nil {
		t.Fatal(err)
	}
	if len(p) != len(c.Examples) || c.Learnt != n/2 {
		t.Errorf("%d probabilities of %d examples, %d of %d learnt from", len(p), len(c.Examples), c.Learnt, n)
	}
}

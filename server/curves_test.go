package server_test

import (
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/train/metrics"
)

var (
	plotted = map[string]float64{
		"f1":                         .75,
		"reliability_00_probability": .05, "reliability_00_share": .04, "reliability_00_n": 900,
		"reliability_01_probability": .8, "reliability_01_share": .7, "reliability_01_n": 100,
		"pr_00_threshold": .2, "pr_00_recall": 1, "pr_00_precision": .3,
	}
	wantCurves = &metrics.Curves{
		Reliability:     []metrics.Bin{{Probability: .05, Share: .04, N: 900}, {Probability: .8, Share: .7, N: 100}},
		PrecisionRecall: []metrics.Point{{Threshold: .2, Recall: 1, Precision: .3}},
	}
)

// TestModelHasCurves checks that GET /v1/model returns the points that a model
// records, and does not repeat them among the figures.
func TestModelHasCurves(t *testing.T) {
	parts := model.Default().Parts()
	parts.Info = model.Info{Name: "plotted", Figures: plotted}
	m, err := model.Compile(parts)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plotted.heboh")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Save(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Figures map[string]float64
		Curves  *metrics.Curves
	}
	newService(t, server.Config{Loopback: true, ModelFile: path}).do(http.MethodGet, "/v1/model", "").into(t, &got)
	if !reflect.DeepEqual(got.Curves, wantCurves) || len(got.Figures) != 1 {
		t.Errorf("curves %+v, figures %v", got.Curves, got.Figures)
	}
}

package store

import (
	"reflect"
	"testing"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

func TestStats(t *testing.T) {
	s := open(t)
	empty, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if empty.Reliability == nil || empty.PrecisionRecall == nil || empty.ByModel == nil {
		t.Errorf("%+v: lists must not be null in JSON", empty)
	}
	for _, v := range []Verdict{
		{Text: "a", Label: model.Sensational, Model: "m1", ModelLabel: model.Sensational, Probability: .9},
		{Text: "b", Label: model.Neutral, Model: "m1", ModelLabel: model.Sensational, Probability: .7},
		{Text: "c", Label: model.Sensational, Model: "m2", ModelLabel: model.Neutral, Probability: .2},
		{Text: "d", Label: model.Neutral, Model: "m2", ModelLabel: model.Neutral, Probability: .2},
		{Text: "e", Label: model.Neutral, Model: "m2", ModelLabel: model.Neutral, Probability: 0},
	} {
		add(t, s, v)
	}
	got, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := Stats{
		Verdicts: 5, Sensational: 2, Agreed: 3, ByModel: map[string]int{"m1": 2, "m2": 3},
		Confusion: metrics.Confusion{TP: 1, FP: 1, TN: 2, FN: 1},
		Curves: metrics.Curves{
			Reliability:     []metrics.Bin{{Probability: 0, Share: 0, N: 1}, {Probability: .2, Share: .5, N: 2}, {Probability: .7, Share: 0, N: 1}, {Probability: .9, Share: 1, N: 1}},
			PrecisionRecall: []metrics.Point{{Threshold: .2, Recall: 1, Precision: .5}, {Threshold: .9, Recall: .5, Precision: 1}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

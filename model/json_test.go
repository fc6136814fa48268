package model_test

import (
	"encoding/json"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// TestJSON fixes the shape that other programs read.
func TestJSON(t *testing.T) {
	verdict := model.ExplainedVerdict{
		Verdict: model.Verdict{Label: model.Sensational, Probability: .75, Threshold: .5},
		Reasons: model.Reasons{Intercept: -1, LogOdds: 1,
			Cues: []model.Contribution{{Cue: "exclaim", Span: features.Span{Start: 5, End: 6}, Text: "!", LogOdds: 2}}},
	}
	e := model.Explanation{ExplainedVerdict: verdict, Devices: model.Devices{Emphasis: .5}}
	e.Bias.Label = model.Unbiased
	e.Language = features.Indonesian
	const (
		first   = `{"label":"sensational","probability":0.75,"threshold":0.5,`
		reasons = `"intercept_log_odds":-1,"log_odds":1,"cues":[{"cue":"exclaim","start":5,"end":6,"text":"!","log_odds":2}],`
		bias    = `"bias":{"label":"unbiased","probability":0,"threshold":0`
		none    = `,"intercept_log_odds":0,"log_odds":0,"cues":null`
		devices = `},"devices":{"emphasis":0.5,"hyperbole":0,"curiosity":0,"loaded":0,"shock":0,"gossip":0},"language":"id"`
	)
	for want, v := range map[string]any{
		first + bias + devices + "}": e.Prediction(),
		first + reasons + bias + none + devices + `,"wrapping":null,"marks":null}`: e,
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%s, %v, want %s", got, err, want)
		}
	}
	var back model.Explanation
	b, _ := json.Marshal(e)
	if err := json.Unmarshal(b, &back); err != nil || back.Prediction() != e.Prediction() || back.Cues[0] != e.Cues[0] {
		t.Errorf("%+v, %v does not come back", back, err)
	}
}

func TestLabelText(t *testing.T) {
	for _, l := range []model.Label{model.Neutral, model.Sensational, model.Unbiased, model.Biased} {
		text, err := l.MarshalText()
		var back model.Label
		if err != nil || back.UnmarshalText(text) != nil || back != l || string(text) != l.String() {
			t.Errorf("%v becomes %q becomes %v", l, text, back)
		}
	}
	var l model.Label
	if l.UnmarshalText([]byte("Sensational?")) == nil {
		t.Error("an unknown label is accepted")
	}
}

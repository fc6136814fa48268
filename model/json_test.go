package model_test

import (
	"encoding/json"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// TestJSON fixes the shape that other programs read.
func TestJSON(t *testing.T) {
	e := model.Explanation{
		Prediction: model.Prediction{Label: model.Sensational, Probability: .75, Devices: model.Devices{Emphasis: .5}},
		Bias:       -1, LogOdds: 1,
		Contributions: []model.Contribution{{Cue: "exclaim", Span: features.Span{Start: 5, End: 6}, Text: "!", LogOdds: 2}},
	}
	const devices = `"devices":{"emphasis":0.5,"hyperbole":0,"curiosity":0,"loaded":0,"shock":0,"gossip":0}`
	for want, v := range map[string]any{
		`{"label":"sensational","probability":0.75,` + devices + `}`: e.Prediction,
		`{"label":"sensational","probability":0.75,` + devices + `,"bias_log_odds":-1,"log_odds":1,"cues":[{"cue":"exclaim","start":5,"end":6,"text":"!","log_odds":2}]}`: e,
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%s, %v, want %s", got, err, want)
		}
	}
	var back model.Explanation
	b, _ := json.Marshal(e)
	if err := json.Unmarshal(b, &back); err != nil || back.Prediction != e.Prediction || back.Contributions[0] != e.Contributions[0] {
		t.Errorf("%+v, %v does not come back", back, err)
	}
}

func TestLabelText(t *testing.T) {
	for _, l := range []model.Label{model.Neutral, model.Sensational} {
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

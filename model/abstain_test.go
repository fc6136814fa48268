package model_test

import (
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

// TestAbstains: what has no words or is in another language gets the base rate,
// whatever the thresholds, and AnyLanguage judges it.
func TestAbstains(t *testing.T) {
	models := toys(t)
	models["shipped"] = model.Default()
	for name, m := range models {
		m = m.WithThreshold(model.HeadSensational, 0).WithThreshold(model.HeadBiased, 0)
		base := m.Predict("!!!")
		for text, want := range map[string]model.Reading{
			"!!!":  {features.NoWords, true},
			"2026": {features.NoWords, true},
			"ШОК! Звезда показала новое фото без макияжа":   {features.Other, true},
			"Non crederete mai a quello che ha fatto lei":   {features.Other, true},
			"Harga beras naik lagi, warga mengeluh":         {features.Indonesian, false},
			"Rice prices rise again as households complain": {features.English, false},
		} {
			p := m.Predict(text)
			if p.Reading != want {
				t.Errorf("%s: %q: %+v, want %+v", name, text, p.Reading, want)
			}
			anyway := m.AnyLanguage().Predict(text)
			if anyway.Abstained || anyway.Language != want.Language || !anyway.Label.Positive() {
				t.Errorf("%s: %q: in any language %+v", name, text, anyway)
			}
			if !want.Abstained {
				if p != anyway {
					t.Errorf("%s: %q: %+v, in any language %+v", name, text, p, anyway)
				}
				continue
			}
			if p.Verdict != base.Verdict || p.Bias != base.Bias || p.Devices != (model.Devices{}) || p.Label.Positive() || p.Bias.Label.Positive() {
				t.Errorf("%s: %q: %+v, want the base rate %+v", name, text, p, base)
			}
			if e := m.Explain(text); len(e.Cues)+len(e.Bias.Cues) > 0 || e.LogOdds != e.Intercept || e.Prediction() != p {
				t.Errorf("%s: %q: explained %+v", name, text, e)
			}
		}
	}
}

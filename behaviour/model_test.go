package behaviour_test

import (
	"strings"
	"testing"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/model"
)

// TestShippedModel holds the shipped model to the suite's targets.
func TestShippedModel(t *testing.T) {
	for _, c := range behaviour.RunModel(model.Default()).Checks {
		if !c.Met {
			t.Errorf("%s (%s): %.4f over %d cases, target %.4f", c.Name, c.Lang, c.Value, c.Cases, c.Target)
		}
	}
}

// TestCapitalsNeverCalm: a title of the suite that is called sensational stays
// so when it is written in capitals.
func TestCapitalsNeverCalm(t *testing.T) {
	m := model.Default()
	for _, title := range behaviour.Headlines() {
		if p := m.Score(title); p >= m.Threshold() {
			if q := m.Score(strings.ToUpper(title)); q < m.Threshold() {
				t.Errorf("%q: %.3f, in capitals %.3f, threshold %.3f", title, p, q, m.Threshold())
			}
		}
	}
}

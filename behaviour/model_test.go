package behaviour_test

import (
	"strings"
	"testing"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/model"
)

// misses are the targets that the shipped model does not meet yet, with what it
// reached; docs/report says so too. A target that is met comes off the list.
var misses = map[string]float64{
	"minimum functionality, biased, en": .773, // mockery and figures of speech, most of them
}

// TestShippedModel holds the shipped model to the suite's targets.
func TestShippedModel(t *testing.T) {
	for _, c := range behaviour.RunModel(model.Default()).Checks {
		reached, known := misses[c.Name+", "+c.Lang]
		switch {
		case c.Met && known:
			t.Errorf("%s (%s) is met now: take it off the list of misses", c.Name, c.Lang)
		case !c.Met && !known:
			t.Errorf("%s (%s): %.4f over %d cases, target %.4f", c.Name, c.Lang, c.Value, c.Cases, c.Target)
		case known && (c.AtMost && c.Value > reached || !c.AtMost && c.Value < reached):
			t.Errorf("%s (%s): %.4f, behind the %.4f it reached", c.Name, c.Lang, c.Value, reached)
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

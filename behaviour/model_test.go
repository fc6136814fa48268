package behaviour_test

import (
	"strings"
	"testing"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/model"
)

// TestShippedModel holds the shipped model to the suite's targets.
func TestShippedModel(t *testing.T) {
	r := behaviour.Run(model.Default())
	if r.Met() {
		return
	}
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	t.Errorf("the shipped model misses a target:\n%s", b.String())
}

// TestCapitalsNeverCalm: a title of the suite that is called sensational stays
// so when it is written in capitals.
func TestCapitalsNeverCalm(t *testing.T) {
	m := model.Default()
	for _, title := range behaviour.Suite().Titles() {
		if p := m.Score(title); p >= m.Threshold() {
			if q := m.Score(strings.ToUpper(title)); q < m.Threshold() {
				t.Errorf("%q: %.3f, in capitals %.3f, threshold %.3f", title, p, q, m.Threshold())
			}
		}
	}
}

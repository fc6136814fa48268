package train

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train/metrics"
)

func TestWorse(t *testing.T) {
	same := Difference{0, [2]float64{-.01, .01}}
	for _, c := range []struct {
		name        string
		logLoss, f1 Difference
		want        string
	}{
		{"nothing moved", same, same, ""},
		{"better", Difference{-.2, [2]float64{-.3, -.1}}, Difference{.2, [2]float64{.1, .3}}, ""},
		{"may be chance", Difference{.2, [2]float64{-.01, .4}}, Difference{-.2, [2]float64{-.4, .01}}, ""},
		{"sure but of no account", Difference{.009, [2]float64{.008, .012}}, Difference{-.009, [2]float64{-.012, -.008}}, ""},
		{"log loss", Difference{.2, [2]float64{.1, .3}}, same, "log loss on the set rises by 0.2000 (95 %: 0.1000 to 0.3000)"},
		{"F1", same, Difference{-.2, [2]float64{-.3, -.1}}, "F1 on the set falls by 0.2000 (95 %: 0.1000 to 0.3000)"},
	} {
		k := &Comparison{LogLoss: c.logLoss, F1: c.f1}
		if got := strings.Join(k.worse("the set"), "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestCompareScores: the interval is of the change, not of either figure.
func TestCompareScores(t *testing.T) {
	_, rows, labels, p := synthetic(400, 2, 3)
	examples := make([]datasets.Example, len(rows))
	better := make([]float64, len(p))
	for i := range p {
		examples[i] = datasets.NewExample(fmt.Sprint("judul ", i), labels[i])
		better[i] = .9*p[i] + .1*float64(labels[i])
	}
	c := compareScores(examples, metrics.Scores{P: p, Threshold: .5}, metrics.Scores{P: better, Threshold: .5}, 1)
	if c.LogLoss.Value != c.After.LogLoss-c.Before.LogLoss || c.F1.Value != c.After.F1-c.Before.F1 {
		t.Errorf("%+v", c)
	}
	for _, d := range []Difference{c.LogLoss, c.F1} {
		if d.Value < d.Between[0] || d.Value > d.Between[1] {
			t.Errorf("%v is not in its interval", d)
		}
	}
	if paired, alone := c.LogLoss.Between[1]-c.LogLoss.Between[0], c.Before.Intervals["log_loss"]; paired > (alone[1]-alone[0])/2 {
		t.Errorf("an interval of %v for the change, of %v for the figure", paired, alone)
	}
	same := compareScores(examples, metrics.Scores{P: p, Threshold: .5}, metrics.Scores{P: p, Threshold: .5}, 1)
	if zero := (Difference{}); same.LogLoss != zero || same.F1 != zero {
		t.Errorf("no change came out as %v, %v", same.LogLoss, same.F1)
	}
	raw, err := json.Marshal(c.F1)
	if err != nil || !strings.HasPrefix(string(raw), `{"value":`) || !strings.Contains(string(raw), `"interval":[`) {
		t.Errorf("%s, %v", raw, err)
	}
}

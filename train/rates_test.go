package train

import (
	"math"
	"slices"
	"testing"

	"github.com/heboh/heboh/datasets"
)

// TestRatesStayOutOfWords: two groups of the same words, one labelled far more
// often; the words' weights come out as without the group, near 0.
func TestRatesStayOutOfWords(t *testing.T) {
	rows := &sparseRows{start: []int{0}, width: 2}
	var y, w []float64
	var groups []int
	for i := range 400 {
		group := i % 2
		word := int32(0)
		if (i/2)%4 < 1+2*group { // word 1 is rarer in group 1
			word = 1
		}
		label := 0.0
		if (i/8)%10 < 1+7*group {
			label = 1
		}
		rows.cols = append(rows.cols, word)
		rows.start = append(rows.start, len(rows.cols))
		rows.scale = append(rows.scale, 1)
		y, w, groups = append(y, label), append(w, 1), append(groups, group)
	}
	with := rows.withRates(groups)
	if with.width != 3 || len(with.row(0)) != 1 || !slices.Equal(with.row(1), []int32{rows.row(1)[0], 2}) {
		t.Fatalf("width %d, rows %v and %v", with.width, with.row(0), with.row(1))
	}
	spread := func(r *sparseRows) float64 {
		m := fitSparse(r, all(400), y, w, .1, 200, nil)
		return math.Abs(m.weights[0] - m.weights[1])
	}
	if without, based := spread(rows), spread(with); based > .1 || without < .5 {
		t.Errorf("the words differ by %.3f with the groups' rates, by %.3f without", based, without)
	}
}

func TestRateGroups(t *testing.T) {
	tr := &trainer{own: 1, corpus: &corpus{cues: make([][]firedCue, 5)}, examples: []datasets.Example{
		{File: "own.tsv"}, {File: "a.tsv", Lang: "id"}, {File: "a.tsv", Lang: "en"}, {File: "a.tsv", Lang: "id"},
	}}
	if got := tr.rateGroups(); !slices.Equal(got, []int{0, 1, 2, 1, 0}) {
		t.Errorf("groups %v", got)
	}
}

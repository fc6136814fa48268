package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// worstCount is how many errors are counted.
const worstCount = 50

// kindsFile sorts errors into kinds by hand, by datasets.KeyHash of the headline.
//
//go:embed kinds.json
var kindsFile []byte

// unread is the kind of an error that nobody has classified.
const unread = "not read yet"

type kinds struct {
	Kinds     []struct{ Name, Meaning string }
	Headlines map[string]string // hash -> kind
}

func readKinds() (k kinds, err error) {
	err = json.Unmarshal(kindsFile, &k)
	k.Kinds = append(k.Kinds, struct{ Name, Meaning string }{unread, "new since the last reading"})
	return k, err
}

func (k kinds) of(headline string) string {
	return cmp.Or(k.Headlines[datasets.KeyHash(headline)], unread)
}

// worst sorts the worst errors on gold into kinds. Headlines are recorded only by
// their hash and their line in the file.
func worst(l *lab) (*section, error) {
	f, err := l.whole()
	if err != nil {
		return nil, err
	}
	kinds, err := readKinds()
	if err != nil {
		return nil, err
	}
	list := &table{Name: "list", Columns: []string{"row", "label", "probability"}}
	wrong := map[string][2]int{} // by kind and label
	for _, i := range f.worst(worstCount) {
		e := f.Examples[i]
		kind := kinds.of(e.Text)
		n := wrong[kind]
		n[e.Label]++
		wrong[kind] = n
		list.Rows = append(list.Rows, row{datasets.KeyHash(e.Text) + ", " + e.Lang + ", " + kind, []cell{count(e.Line), count(e.Label), figure(f.p[i])}})
	}
	byKind := &table{Name: "kinds", Columns: []string{"errors", "false positives", "false negatives"}}
	for _, k := range kinds.Kinds {
		n := wrong[k.Name]
		byKind.Rows = append(byKind.Rows, row{k.Name + ": " + k.Meaning, []cell{count(n[0] + n[1]), count(n[0]), count(n[1])}})
	}
	return &section{Model: recipe.Version, Tables: []*table{byKind, list}}, nil
}

// worst returns the rows whose probability is farthest from the label, the worst
// first.
func (f *fit) worst(n int) []int {
	rows := f.rows("")
	distance := func(i int) float64 { return math.Abs(f.p[i] - float64(f.labels[i])) }
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(distance(b), distance(a)) })
	return rows[:min(n, len(rows))]
}

// writeErrors writes the worst errors with their headlines, for reading: twice as
// many as are counted, so that the errors of a retrained model are mostly known.
func (l *lab) writeErrors(path string) error {
	f, err := l.whole()
	if err != nil {
		return err
	}
	kinds, err := readKinds()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, "key\tkind\trow\tlang\tlabel\tprobability\tintensity\tdevices\ttext")
	for _, i := range f.worst(2 * worstCount) {
		e := f.Examples[i]
		fmt.Fprintf(&b, "%s\t%s\t%d\t%s\t%d\t%.3f\t%.2f\t%s\t%s\n", datasets.KeyHash(e.Text), kinds.of(e.Text), e.Line, e.Lang, e.Label, f.p[i], e.Intensity, e.Devices, e.Text)
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// suite runs the behaviour suite on the shipped model.
func suite(*lab) (*section, error) {
	m := model.Default()
	report := behaviour.Run(m, behaviour.Head{Name: "biased", Scorer: biased{m}})
	targets := &table{Name: "targets", Columns: []string{"cases", "value"}}
	for _, c := range report.Checks {
		name := c.Lang + ", " + c.Name + ", at least " + rate(c.Target)
		if c.AtMost {
			name = c.Lang + ", " + c.Name + ", at most " + rate(c.Target)
		}
		if !c.Met {
			name += " (**missed**)"
		}
		targets.Rows = append(targets.Rows, row{name, []cell{count(c.Cases), figure(c.Value)}})
	}
	tests := &table{Name: "tests", Columns: []string{"cases", "passed", "rate", "mean movement"}}
	swapped := row{Name: "all pairs of sides", Cells: []cell{count(0), count(0)}}
	for _, r := range report.Results {
		name := r.Lang + ", " + string(r.Kind) + ": " + r.Test
		if r.Head != "" {
			name += ", " + r.Head
		}
		tests.Rows = append(tests.Rows, row{name, []cell{count(r.Cases), count(r.Passed), figure(r.Rate), figure(r.Movement)}})
		if r.Swap {
			swapped.Cells[0][0] += float64(r.Cases)
			swapped.Cells[1][0] += float64(r.Cases - r.Passed)
		}
	}
	swaps := &table{Name: "sides swapped", Columns: []string{"cases", "verdicts changed"}, Rows: []row{swapped}}
	return &section{Model: m.Info().Version, Tables: []*table{targets, swaps, tests}}, nil
}

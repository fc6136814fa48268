package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// worstCount is how many errors are counted.
const worstCount = 50

// kindsFile sorts errors into kinds by hand: lines "= kind<tab>meaning", then
// lines "key<tab>kind", the key being datasets.KeyHash of the headline.
//
//go:embed kinds.tsv
var kindsFile string

// unread is the kind of an error that nobody has classified.
const unread = "not read yet"

type kinds struct {
	names, meanings []string
	byKey           map[string]string
}

func parseKinds(text string) (*kinds, error) {
	k := &kinds{byKey: map[string]string{}}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		first, second, ok := strings.Cut(line, "\t")
		name, isKind := strings.CutPrefix(first, "= ")
		switch {
		case !ok || second == "":
			return nil, fmt.Errorf("kinds.tsv:%d: must have two fields separated by a tab", i+1)
		case isKind:
			k.names, k.meanings = append(k.names, name), append(k.meanings, second)
		case len(first) != datasets.HashLen || !slices.Contains(k.names, second) || k.byKey[first] != "":
			return nil, fmt.Errorf("kinds.tsv:%d: must be a new key of %d digits and a kind declared above", i+1, datasets.HashLen)
		default:
			k.byKey[first] = second
		}
	}
	k.names, k.meanings = append(k.names, unread), append(k.meanings, "new since the last reading")
	return k, nil
}

func (k *kinds) of(headline string) string {
	if kind, ok := k.byKey[datasets.KeyHash(headline)]; ok {
		return kind
	}
	return unread
}

// worst sorts the worst errors on gold into kinds. Headlines are recorded only by
// their hash and their line in the file.
func worst(l *lab) (*section, error) {
	f, err := l.whole()
	if err != nil {
		return nil, err
	}
	kinds, err := parseKinds(kindsFile)
	if err != nil {
		return nil, err
	}
	list := &table{Name: "list", Columns: []string{"row", "language", "label", "probability", "kind"}}
	wrong := map[string][2]int{} // by kind and label
	for _, i := range f.worst(worstCount) {
		e := f.Examples[i]
		kind := kinds.of(e.Text)
		n := wrong[kind]
		n[e.Label]++
		wrong[kind] = n
		list.Rows = append(list.Rows, row{datasets.KeyHash(e.Text), []cell{count(e.Line), text(e.Lang), count(e.Label), figure(f.p[i]), text(kind)}})
	}
	byKind := &table{Name: "kinds", Columns: []string{"errors", "false positives", "false negatives", "meaning"}}
	for i, name := range kinds.names {
		n := wrong[name]
		byKind.Rows = append(byKind.Rows, row{name, []cell{count(n[0] + n[1]), count(n[0]), count(n[1]), text(kinds.meanings[i])}})
	}
	return &section{Model: recipe.Version, Tables: []*table{byKind, list}}, nil
}

// worst returns the rows whose probability is farthest from the label, the worst
// first.
func (f *fit) worst(n int) []int {
	rows := pick(f.Examples, inLang(""))
	distance := func(i int) float64 { return math.Abs(f.p[i] - float64(f.labels[i])) }
	slices.SortStableFunc(rows, func(a, b int) int {
		switch x, y := distance(a), distance(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return rows[:min(n, len(rows))]
}

// writeErrors writes the worst errors with their headlines, for reading: twice as
// many as are counted, so that the errors of a retrained model are mostly known.
func (l *lab) writeErrors(path string) error {
	f, err := l.whole()
	if err != nil {
		return err
	}
	kinds, err := parseKinds(kindsFile)
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
	report := behaviour.Run(m)
	targets := &table{Name: "targets", Columns: []string{"cases", "value", "target", "met"}}
	for _, c := range report.Checks {
		sign, met := "≥", "yes"
		if c.AtMost {
			sign = "≤"
		}
		if !c.Met {
			met = "**no**"
		}
		targets.Rows = append(targets.Rows, row{c.Lang + ", " + c.Name, []cell{count(c.Cases), figure(c.Value), text(sign + " " + rate(c.Target)), text(met)}})
	}
	tests := &table{Name: "tests", Columns: []string{"cases", "passed", "rate", "mean movement"}}
	swapped := row{Name: "all pairs of sides", Cells: []cell{count(0), count(0)}}
	for _, r := range report.Results {
		tests.Rows = append(tests.Rows, row{r.Lang + ", " + string(r.Kind) + ": " + r.Test, []cell{count(r.Cases), count(r.Passed), figure(r.Rate), figure(r.Movement)}})
		if r.Swap {
			swapped.Cells[0].figures[0] += float64(r.Cases)
			swapped.Cells[1].figures[0] += float64(r.Cases - r.Passed)
		}
	}
	swaps := &table{Name: "sides swapped", Columns: []string{"cases", "verdicts changed"}, Rows: []row{swapped}}
	return &section{Model: m.Info().Version, Tables: []*table{targets, swaps, tests}}, nil
}

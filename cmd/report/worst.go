package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// worstCount is how many errors are looked at.
const worstCount = 50

// worst sorts the worst errors on gold into kinds. No title is recorded: a row
// of the file and a hash say which it was.
func worst(l *lab) (*record.Section, error) {
	f, err := l.gold()
	if err != nil {
		return nil, err
	}
	kinds, err := readKinds()
	if err != nil {
		return nil, err
	}
	rows := f.worst(worstCount)
	list := &record.Table{Name: "list", Columns: []string{"row", "lang", "label", "probability", "kind"}}
	for _, i := range rows {
		e := f.Examples[i]
		key := datasets.KeyHash(e.Text)
		list.Rows = append(list.Rows, record.Row{Name: key, Cells: []record.Cell{
			record.Count(e.Line), record.Text(e.Lang), record.Count(e.Label), record.Value(f.p[i]), record.Text(kinds.of(key)),
		}})
	}
	return &record.Section{Model: recipe.Version, Tables: []*record.Table{
		kinds.table(f, rows), l.places(f, rows), list,
	}}, nil
}

// worst lists the rows whose probability is farthest from the label, the worst
// first.
func (f *fit) worst(n int) []int {
	rows := pick(f.Examples, func(datasets.Example) bool { return true })
	slices.SortStableFunc(rows, func(a, b int) int {
		switch x, y := f.distance(a), f.distance(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return rows[:min(n, len(rows))]
}

func (f *fit) distance(i int) float64 { return math.Abs(f.p[i] - float64(f.Examples[i].Label)) }

// tally counts errors; with an expected number that is shown too.
func (f *fit) tally(name string, rows []int, more ...record.Cell) record.Row {
	var wrong [2]int // by label
	for _, i := range rows {
		wrong[f.Examples[i].Label]++
	}
	cells := []record.Cell{record.Count(len(rows)), record.Count(wrong[0]), record.Count(wrong[1])}
	return record.Row{Name: name, Cells: append(cells, more...)}
}

// places counts the errors by what is known of a row, beside the number there
// would be if errors fell evenly on all rows.
func (l *lab) places(f *fit, rows []int) *record.Table {
	t := &record.Table{Name: "where", Columns: []string{"count", "positives", "negatives", "expected"}}
	stratum := l.strata()
	for _, by := range []struct {
		name  string
		parts []string
		in    func(e datasets.Example, part string) bool
	}{
		{"language", langs, func(e datasets.Example, s string) bool { return e.Lang == s }},
		{"stratum", strata, func(e datasets.Example, s string) bool { return stratum[e.Text] == s }},
		{"annotators", []string{"1", "3"}, func(e datasets.Example, s string) bool { return fmt.Sprint(e.Annotators) == s }},
		{"device", slices.Concat(model.DeviceNames[:], []string{"none"}), hasDevice},
		{"words", []string{"to 7", "8 to 12", "13 and more"}, ofLength},
	} {
		for _, part := range by.parts {
			in := func(i int) bool { return by.in(f.Examples[i], part) }
			here := slices.DeleteFunc(slices.Clone(rows), func(i int) bool { return !in(i) })
			all := pick(f.Examples, func(e datasets.Example) bool { return by.in(e, part) })
			even := float64(len(rows)*len(all)) / float64(len(f.Examples))
			t.Rows = append(t.Rows, f.tally(by.name+" "+part, here, record.Value(even)))
		}
	}
	return t
}

// hasDevice reports whether the annotators found the device of that name.
func hasDevice(e datasets.Example, name string) bool {
	k := slices.Index(model.DeviceNames[:], name)
	if k < 0 {
		return e.Devices == ""
	}
	return strings.IndexByte(e.Devices, datasets.DeviceLetters[k]) >= 0
}

func ofLength(e datasets.Example, part string) bool {
	n := len(strings.Fields(e.Text))
	switch part {
	case "to 7":
		return n <= 7
	case "8 to 12":
		return n > 7 && n < 13
	}
	return n >= 13
}

// writeTitles writes the worst errors with their titles, for reading; twice as
// many as are counted, so that a retrained model finds its kinds known.
func (l *lab) writeTitles(path string) error {
	f, err := l.gold()
	if err != nil {
		return err
	}
	kinds, err := readKinds()
	if err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	fmt.Fprintln(w, "key\tkind\trow\tlang\tlabel\tprobability\tintensity\tvotes\tannotators\tdevices\ttext")
	for _, i := range f.worst(2 * worstCount) {
		e := f.Examples[i]
		key := datasets.KeyHash(e.Text)
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%d\t%.3f\t%.2f\t%d\t%d\t%s\t%s\n", key, kinds.of(key), e.Line, e.Lang, e.Label, f.p[i], e.Intensity, e.Votes, e.Annotators, e.Devices, e.Text)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

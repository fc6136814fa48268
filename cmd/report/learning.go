package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/train"
)

// parts are how many times fewer labelled rows are learnt from.
var parts = []int{8, 4, 2, 1}

// keepPart picks one title in so many by its hash: a smaller part lies in every
// larger one, and repeats of a title stay together. The split rule has used up
// the first byte.
func keepPart(part int) func(datasets.Example) bool {
	if part == 1 {
		return nil
	}
	return func(e datasets.Example) bool {
		v, err := strconv.ParseUint(datasets.KeyHash(e.Text)[8:], 16, 32)
		return err == nil && v < math.MaxUint32/uint64(part)
	}
}

// grown is a recipe learnt from ever more rows, judged on the same ones.
type grown struct {
	name, lang string // lang "": all rows
	fits       []*fit
}

// curve measures the learning curves.
func curve(l *lab) (*record.Section, error) {
	var clickbait, gold []*fit
	for _, part := range parts {
		a := train.Ablation{Keep: keepPart(part)}
		f, err := l.clickIDPart(part, a)
		if err != nil {
			return nil, err
		}
		clickbait = append(clickbait, f)
		a.Undistilled = true // the teacher would take half an hour
		if f, err = l.goldPart(part, a); err != nil {
			return nil, err
		}
		gold = append(gold, f)
	}
	s := &record.Section{Model: recipe.Version}
	measured := &record.Table{Name: "parts", Columns: []string{"learnt", "n", "roc_auc", "average_precision"}}
	ahead := &record.Table{Name: "twice the rows", Columns: []string{"power", "log_linear", "limit", "exponent"}}
	for _, g := range []grown{{"CLICK-ID", "", clickbait}, {"gold, Indonesian", "id", gold}, {"gold, English", "en", gold}} {
		g.add(s, measured, ahead)
	}
	s.Tables = []*record.Table{measured, ahead}
	return s, nil
}

func (l *lab) clickIDPart(part int, a train.Ablation) (*fit, error) {
	if part == 1 {
		return l.clickbait()
	}
	return l.fitClickID(fmt.Sprintf("1/%d of CLICK-ID", part), a)
}

func (l *lab) goldPart(part int, a train.Ablation) (*fit, error) {
	if part == 1 {
		return l.untaught()
	}
	return l.fitGold(fmt.Sprintf("1/%d of gold and extra labels", part), a)
}

// add measures one curve and looks ahead along it.
func (g grown) add(s *record.Section, measured, ahead *record.Table) {
	rows := pick(g.fits[0].Examples, func(e datasets.Example) bool { return g.lang == "" || e.Lang == g.lang })
	labels := at(g.fits[0].labels(), rows)
	times := draws(len(rows))
	n := make([]float64, len(g.fits))
	var value [2][]float64   // of each part: ROC-AUC, average precision
	var drawn [2][][]float64 // the same of each resample
	for m := range drawn {
		drawn[m] = make([][]float64, len(times))
	}
	points := &record.Curve{Name: g.name}
	for i, f := range g.fits {
		n[i] = float64(f.Learnt)
		r := rank(at(f.p, rows), labels)
		auc, ap := r.areas(nil)
		value[0], value[1] = append(value[0], auc), append(value[1], ap)
		for k := range times {
			x, y := r.areas(times[k])
			drawn[0][k], drawn[1][k] = append(drawn[0][k], x), append(drawn[1][k], y)
		}
		last := func(m int) (v []float64) {
			for _, d := range drawn[m] {
				v = append(v, d[i])
			}
			return v
		}
		between := interval(last(0))
		measured.Rows = append(measured.Rows, record.Row{Name: fmt.Sprintf("%s, %s", g.name, partName(parts[i])), Cells: []record.Cell{
			record.Count(f.Learnt), record.Count(len(rows)), record.Between(auc, between), record.Between(ap, interval(last(1))),
		}})
		points.Points = append(points.Points, []float64{n[i], record.Round(auc), record.Round(between[0]), record.Round(between[1])})
	}
	s.Curves = append(s.Curves, points, &record.Curve{Name: "law of " + g.name, Points: fitLaw(n, value[0]).points(n)})
	for m, metric := range []string{"ROC-AUC", "average precision"} {
		ahead.Rows = append(ahead.Rows, lookAhead(g.name+": "+metric, n, value[m], drawn[m]))
	}
}

func partName(part int) string {
	if part == 1 {
		return "all"
	}
	return fmt.Sprintf("1/%d", part)
}

// lookAhead says what twice the rows would add, by both laws.
func lookAhead(name string, n, value []float64, drawn [][]float64) record.Row {
	most := n[len(n)-1]
	gain := func(v []float64) (power, logarithmic float64) {
		c := fitLaw(n, v)
		return c.at(2*most) - c.at(most), logGain(n, v)
	}
	var gains [2][]float64
	for _, v := range drawn {
		a, b := gain(v)
		gains[0], gains[1] = append(gains[0], a), append(gains[1], b)
	}
	a, b := gain(value)
	c := fitLaw(n, value)
	return record.Row{Name: name, Cells: []record.Cell{
		record.Between(a, interval(gains[0])), record.Between(b, interval(gains[1])), record.Value(c.limit), record.Value(c.exponent),
	}}
}

// points draws the law from the fewest rows to twice the most.
func (c law) points(n []float64) (out [][]float64) {
	const steps = 24
	first, last := n[0], 2*n[len(n)-1]
	for i := range steps + 1 {
		v := first * math.Pow(last/first, float64(i)/steps)
		out = append(out, []float64{math.Round(v), record.Round(c.at(v))})
	}
	return out
}

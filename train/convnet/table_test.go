package convnet

import (
	"fmt"
	"math"
	"testing"
)

// odd are texts at the edges.
var odd = [][]int32{nil, {1}, {1, 2}, {0, 0, 0}}

func texts() [][]int32 {
	all := odd
	for _, e := range task(300, 9) {
		all = append(all, e.Tokens)
	}
	return all
}

// TestTableByHand scores by the definition, through Column alone.
func TestTableByHand(t *testing.T) {
	table := trained(config()).Projections()
	tokens, l := []int32{7, 1, 2, 9, 11}, table.layout()
	want := float64(table.Intercept)
	for k, width := range table.Widths {
		for f := range table.Filters {
			best := math.Inf(-1)
			for at := 1 - width; at < len(tokens); at++ {
				sum := 0.0
				for place := range width {
					if i := at + place; i >= 0 && i < len(tokens) {
						sum += float64(table.Projections[int(tokens[i])*l.columns()+l.column(k, place)+f])
					}
				}
				best = max(best, sum)
			}
			i := k*table.Filters + f
			want += float64(table.Output[i]) * max(0, best+float64(table.Bias[i]))
		}
	}
	if got := table.Score(tokens); math.Abs(got-want) > 1e-5 {
		t.Errorf("score %v, by hand %v", got, want)
	}
}

func TestQuantizedScoresAlmostLikeTheTable(t *testing.T) {
	table := trained(config()).Projections()
	q, columns := table.Quantize(), table.layout().columns()
	for i, x := range table.Projections {
		step := q.Scale[i%columns%table.Filters+widthOf(table.layout(), i%columns)*table.Filters]
		if math.Abs(float64(x-step*float32(q.Projections[i]))) > float64(step)*0.501 {
			t.Fatalf("projection %d is %v, stored as %d steps of %v", i, x, q.Projections[i], step)
		}
	}
	var worst float64
	for _, tokens := range texts() {
		worst = max(worst, math.Abs(q.Score(tokens)-table.Score(tokens)))
	}
	if worst > 0.25 {
		t.Errorf("8 bits move a log-odds by up to %.3f, want at most 0.25", worst)
	}
	test := task(600, 2)
	if full, small := right(table.Score, test), right(q.Score, test); small < full-0.01 {
		t.Errorf("8 bits lower the share right from %.3f to %.3f", full, small)
	}
}

// widthOf returns which width a column belongs to.
func widthOf(l layout, column int) int {
	for k := len(l.widths) - 1; ; k-- {
		if column >= l.column(k, 0) {
			return k
		}
	}
}

func TestQuantizeFilterOfZeros(t *testing.T) {
	table := &Table{readout{Widths: []int{1}, Filters: 1, Bias: []float32{2}, Output: []float32{3}, Intercept: 1}, []float32{0, 0}}
	if got := table.Quantize().Score([]int32{1}); got != 7 {
		t.Errorf("score %v, want 1 + 3*2", got)
	}
}

func ExampleNet_Projections() {
	examples := []Example{
		{Tokens: []int32{1, 2}, Target: 1, Weight: 1},
		{Tokens: []int32{2, 1}, Target: 0, Weight: 1},
	}
	vectors := []float32{0, 0, 1, 0, 0, 1} // of words 0, 1 and 2
	net := Train(examples, vectors, Config{Dim: 2, Widths: []int{2}, Filters: 8, Epochs: 300, Batch: 50, LearnRate: 0.01})
	small := net.Projections().Quantize()
	fmt.Println(small.Score([]int32{1, 2}) > 0, small.Score([]int32{2, 1}) > 0)
	// Output: true false
}

func BenchmarkQuantizedScore(b *testing.B) {
	q := trained(config()).Projections().Quantize()
	tokens := task(1, 3)[0].Tokens
	for b.Loop() {
		q.Score(tokens)
	}
}

package convnet

import "testing"

func TestEdge(t *testing.T) {
	tests := []struct{ i, n, want int }{
		{0, 9, 0}, {1, 9, 1}, {2, 9, -1}, {6, 9, -1}, {7, 9, 2}, {8, 9, 3},
		{0, 1, 0}, {1, 2, 1}, {2, 3, 3}, {1, 3, 1},
	}
	l := layout{edges: 2}
	for _, test := range tests {
		if got := l.edge(test.i, test.n); got != test.want {
			t.Errorf("edge(%d, %d) = %d, want %d", test.i, test.n, got, test.want)
		}
	}
	if got := (layout{}).edge(0, 1); got != -1 {
		t.Errorf("edge without edges = %d, want -1", got)
	}
}

func TestColumnsFollowOneAnother(t *testing.T) {
	l := layout{widths: []int{1, 2, 4}, perWidth: 3}
	next := 0
	for k, width := range l.widths {
		for place := range width {
			if got := l.column(k, place); got != next {
				t.Errorf("column(%d, %d) = %d, want %d", k, place, got, next)
			}
			next += l.perWidth
		}
	}
	if l.columns() != next || l.pooled() != 9 {
		t.Errorf("%d columns, %d filters; want %d and 9", l.columns(), l.pooled(), next)
	}
}

package convnet

import "testing"

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

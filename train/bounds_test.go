package train

import "testing"

// TestBounds: what training bounds does not touch data of the usual size.
func TestBounds(t *testing.T) {
	for _, c := range []struct{ rows, step int }{
		{0, 0}, {1, 1}, {100_000, 1}, {100_001, 2}, {1_000_000, 10},
	} {
		if got := step(c.rows); got != c.step {
			t.Errorf("%d rows: one in %d is fitted on, want %d", c.rows, got, c.step)
		}
	}
	if got := every([]int{4, 5, 6, 7, 8}, 2); len(got) != 3 || got[2] != 8 {
		t.Errorf("every second is %v", got)
	}
}

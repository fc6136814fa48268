package ordered

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

type item struct{ in, out int }

// counter is a next that hands out 0 to n-1.
func counter(n int) func(*item) error {
	i := -1
	return func(it *item) error {
		if i++; i == n {
			return io.EOF
		}
		it.in = i
		return nil
	}
}

func fresh() *item { return new(item) }

func TestRunKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		var got []int
		err := Run(t.Context(), workers, fresh, counter(500), func(it *item) {
			time.Sleep(time.Duration(rand.IntN(50)) * time.Microsecond)
			it.out = it.in * 2
		}, func(it *item) error {
			got = append(got, it.out)
			return nil
		})
		if err != nil || len(got) != 500 || !slices.IsSorted(got) {
			t.Errorf("%d workers: %v, %d items, sorted %v", workers, err, len(got), slices.IsSorted(got))
		}
	}
}

func TestRunBoundsItems(t *testing.T) {
	var made atomic.Int32
	err := Run(t.Context(), 2, func() *item { made.Add(1); return new(item) }, counter(1000),
		func(*item) {}, func(*item) error { return nil })
	if err != nil || made.Load() > 5 {
		t.Errorf("%v, %d items made", err, made.Load())
	}
}

func TestRunErrors(t *testing.T) {
	bad := errors.New("bad")
	emitted := 0
	next := counter(10)
	err := Run(t.Context(), 2, fresh, func(it *item) error {
		if err := next(it); err != nil || it.in == 6 {
			return bad
		}
		return nil
	}, func(*item) {}, func(*item) error { emitted++; return nil })
	if err != bad || emitted != 6 {
		t.Errorf("failing next: %v after %d", err, emitted)
	}
	emitted = 0
	err = Run(t.Context(), 2, fresh, counter(100), func(*item) {}, func(*item) error {
		if emitted++; emitted == 3 {
			return bad
		}
		return nil
	})
	if err != bad || emitted != 3 {
		t.Errorf("failing emit: %v after %d", err, emitted)
	}
}

// TestRunIsPrompt: an item is emitted while next waits for another, and a
// context that ends is not held up by it.
func TestRunIsPrompt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	block := make(chan struct{})
	defer close(block)
	first := true
	err := Run(ctx, 2, fresh, func(*item) error {
		if !first {
			<-block
		}
		first = false
		return nil
	}, func(*item) {}, func(*item) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

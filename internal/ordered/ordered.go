// Package ordered runs work on several cores and keeps its order.
package ordered

import (
	"cmp"
	"context"
	"io"
)

// job is an item on its way through.
type job[T any] struct {
	item T
	done chan struct{}
}

// Run calls next until it returns io.EOF, work on every item, up to workers at
// once, and emit on every item in the order of next, on the caller's goroutine.
// An item is emitted as soon as it and those before it are done, and at most a
// few more than workers items exist at a time. Items are reused: next gets one
// that was emitted before, or one from fresh.
//
// Run returns the first error of next or emit, or the context's. It does not
// wait for a next that is still blocked then, reading from a terminal say.
func Run[T any](ctx context.Context, workers int, fresh func() T, next func(T) error, work func(T), emit func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	free := make(chan *job[T], 2*workers+1)
	for range cap(free) {
		free <- &job[T]{fresh(), make(chan struct{}, 1)}
	}
	order := make(chan *job[T], cap(free)) // has room for all jobs there are
	var failed error                       // set before order is closed
	go func() {
		defer close(order)
		busy := make(chan struct{}, workers)
		for {
			var j *job[T]
			select {
			case j = <-free:
			case <-ctx.Done():
				return
			}
			if failed = next(j.item); failed != nil {
				return
			}
			order <- j
			go func() {
				busy <- struct{}{}
				work(j.item)
				<-busy
				j.done <- struct{}{}
			}()
		}
	}()
	for {
		var j *job[T]
		select {
		case j = <-order:
		case <-ctx.Done():
			return ctx.Err()
		}
		if j == nil {
			if failed == io.EOF {
				failed = nil
			}
			return cmp.Or(failed, ctx.Err())
		}
		<-j.done
		if err := emit(j.item); err != nil {
			return err
		}
		free <- j
	}
}

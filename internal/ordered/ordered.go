// Package ordered runs work on several cores and keeps its order.
package ordered

import (
	"context"
	"io"
)

// job is an item on its way through.
type job[T any] struct {
	item T
	done chan struct{}
}

// Run calls next until it returns io.EOF, work on every item on workers
// goroutines, and emit on every item in the order of next, on the caller's
// goroutine. An item is emitted as soon as it and those before it are done, and
// at most a few more than workers items exist at a time. Items are reused:
// next gets one that was emitted before, or one from fresh.
//
// Run returns the first error of next or emit, or the context's. It does not
// wait for a next that is still blocked then, reading from a terminal say.
func Run[T any](ctx context.Context, workers int, fresh func() T, next func(T) error, work func(T), emit func(T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	depth := 2*workers + 1
	free := make(chan *job[T], depth)
	for range depth {
		free <- &job[T]{item: fresh(), done: make(chan struct{}, 1)}
	}
	queue, order := make(chan *job[T], depth), make(chan *job[T], depth)
	failed := make(chan error, 1)
	go func() {
		defer close(queue)
		defer close(order)
		failed <- feed(ctx, free, next, order, queue)
	}()
	for range workers {
		go func() {
			for j := range queue {
				work(j.item)
				j.done <- struct{}{}
			}
		}()
	}
	for {
		var j *job[T]
		var more bool
		select {
		case j, more = <-order:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !more {
			break
		}
		<-j.done
		if err := emit(j.item); err != nil {
			return err
		}
		free <- j
	}
	if err := <-failed; err != nil {
		return err
	}
	return ctx.Err()
}

// feed fills free jobs and sends them both to be done and to be emitted. Neither
// channel blocks: both have room for all jobs there are.
func feed[T any](ctx context.Context, free <-chan *job[T], next func(T) error, order, queue chan<- *job[T]) error {
	for {
		var j *job[T]
		select {
		case j = <-free:
		case <-ctx.Done():
			return nil
		}
		if err := next(j.item); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		order <- j
		queue <- j
	}
}

package store

import (
	"context"
	"database/sql"
)

// maxBatch is how many writes share a transaction at most.
const maxBatch = 512

// op is one write on its way to the writer.
type op struct {
	do   func(*sql.Tx) error
	err  error
	done chan struct{}
}

// submit has the writer run do and returns when it is on the disk. When ctx
// ends before, the write may still happen.
func (s *Store) submit(ctx context.Context, do func(*sql.Tx) error) error {
	o := &op{do: do, done: make(chan struct{})}
	s.mu.RLock()
	if s.closed {
		s.mu.RUnlock()
		return ErrClosed
	}
	select {
	case s.ops <- o:
		s.mu.RUnlock()
	case <-ctx.Done():
		s.mu.RUnlock()
		return ctx.Err()
	}
	select {
	case <-o.done:
		return classify(o.err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writer runs the writes, those that wait together in one transaction.
func (s *Store) writer() {
	defer close(s.done)
	for first := range s.ops {
		batch := append(make([]*op, 0, maxBatch), first)
	more:
		for len(batch) < maxBatch {
			select {
			case o, ok := <-s.ops:
				if !ok {
					break more
				}
				batch = append(batch, o)
			default:
				break more
			}
		}
		s.commit(batch)
	}
}

// commit runs a batch. A write that fails takes back its own changes only; when
// the transaction fails, all did.
func (s *Store) commit(batch []*op) {
	err := s.transact(batch)
	for _, o := range batch {
		if err != nil {
			o.err = err
		}
		close(o.done)
	}
}

func (s *Store) transact(batch []*op) error {
	tx, err := s.write.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, o := range batch {
		if _, err := tx.Exec("SAVEPOINT one"); err != nil {
			return err
		}
		if o.err = o.do(tx); o.err != nil {
			if _, err := tx.Exec("ROLLBACK TO one"); err != nil {
				return o.err // a full disk ends the whole transaction
			}
		}
		if _, err := tx.Exec("RELEASE one"); err != nil {
			return err
		}
	}
	return tx.Commit()
}

package store

import (
	"context"
	"database/sql"
)

// maxBatch is the most writes that share a transaction.
const maxBatch = 512

// op is a write on its way to the writer.
type op struct {
	do   func(*sql.Tx) error
	err  error
	done chan struct{}
}

// submit has the writer run do and returns its result once it is on disk. If ctx
// ends first, the write may still happen.
func submit[T any](ctx context.Context, s *Store, do func(*sql.Tx) (T, error)) (T, error) {
	var result, none T
	o := &op{done: make(chan struct{}), do: func(tx *sql.Tx) (err error) {
		result, err = do(tx)
		return err
	}}
	s.mu.RLock()
	if s.closed {
		s.mu.RUnlock()
		return none, ErrClosed
	}
	select {
	case s.ops <- o:
		s.mu.RUnlock()
	case <-ctx.Done():
		s.mu.RUnlock()
		return none, ctx.Err()
	}
	select {
	case <-o.done:
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if o.err != nil {
		return none, classify(o.err)
	}
	return result, nil
}

// affected runs a statement and returns how many rows it changed.
func affected(tx *sql.Tx, statement string, args ...any) (int64, error) {
	res, err := tx.Exec(statement, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// query reads rows, each with scan.
func query[T any](ctx context.Context, s *Store, scan func(func(...any) error) (T, error), statement string, args ...any) ([]T, error) {
	rows, err := s.read.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, classify(err)
		}
		all = append(all, v)
	}
	return all, classify(rows.Err())
}

// writer runs the writes, in one transaction those that are waiting together.
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

// commit runs a batch. A write that fails rolls back its own changes only; if the
// transaction fails, all of them have failed.
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
		if _, err := tx.Exec("SAVEPOINT op"); err != nil {
			return err
		}
		if o.err = o.do(tx); o.err != nil {
			if _, err := tx.Exec("ROLLBACK TO op"); err != nil {
				return o.err // a full disk ends the whole transaction
			}
		}
		if _, err := tx.Exec("RELEASE op"); err != nil {
			return err
		}
	}
	return tx.Commit()
}

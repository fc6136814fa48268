// Package store keeps what moderators said of headlines, and the headlines that
// wait for them, in one SQLite file.
//
// A verdict that AddVerdicts accepted is on disk: the write-ahead log is synced
// before it returns, so neither a killed process nor a power cut loses it.
//
// The file has a format version; an older one is migrated when it is opened, a
// newer one and a file that is not a store are refused.
package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	"modernc.org/sqlite" // also the database driver "sqlite", without cgo
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors to test for with errors.Is.
var (
	ErrClosed     = errors.New("the store is closed")
	ErrNotFound   = errors.New("no such verdict")
	ErrNotStore   = errors.New("not a Heboh store; name another file")
	ErrNewer      = errors.New("written by a newer version of the program; use that version")
	ErrFull       = errors.New("the disk is full; free some space and try again")
	ErrReadOnly   = errors.New("no permission to write; check the file and its directory")
	ErrCannotOpen = errors.New("cannot be opened; check that the directory exists and is writable")
	ErrDamaged    = errors.New("the file is damaged; restore a backup")
	ErrFailed     = errors.New("the database failed; try again")
	ErrAfter      = errors.New("not a place in the queue")
	ErrQueueFull  = errors.New("the queue is full; judge or remove some headlines first")
)

// classify wraps the errors of the database in those above.
func classify(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	kinds := map[int]error{
		sqlite3.SQLITE_FULL:     ErrFull,
		sqlite3.SQLITE_READONLY: ErrReadOnly,
		sqlite3.SQLITE_PERM:     ErrReadOnly,
		sqlite3.SQLITE_CANTOPEN: ErrCannotOpen,
		sqlite3.SQLITE_NOTADB:   ErrNotStore,
		sqlite3.SQLITE_CORRUPT:  ErrDamaged,
		sqlite3.SQLITE_ERROR:    ErrDamaged, // our statements are valid: a table or column is missing
	}
	return fmt.Errorf("%w (%w)", cmp.Or(kinds[e.Code()&0xff], ErrFailed), err)
}

// readers is the most queries that run at once.
const readers = 4

// Store is an open store. It is safe for concurrent use, including by several
// processes on one machine.
type Store struct {
	path  string
	dsn   string
	write *sql.DB // one connection; nil if the store is only read
	read  *sql.DB

	closed     atomic.Bool
	unscrubbed atomic.Bool // the log may hold deleted text
	health     health
}

// submit runs do in a transaction and returns once it is on disk. If do fails, or
// ctx ends first, nothing is written. A damaged file takes no more.
func (s *Store) submit(ctx context.Context, do func(*sql.Tx) error) error {
	if s.write == nil {
		return ErrReadOnly
	}
	if err := s.health.known(); err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err == nil {
		defer tx.Rollback()
		if err = do(tx); err == nil {
			err = tx.Commit()
		}
	}
	switch {
	case err == nil && s.unscrubbed.Load():
		s.scrub(ctx)
		return nil
	case err == nil:
		return nil
	case s.closed.Load():
		return ErrClosed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return classify(err)
}

// erase is submit for what deletes text: it is nowhere in the files afterwards.
func (s *Store) erase(ctx context.Context, do func(*sql.Tx) error) error {
	s.unscrubbed.Store(true) // before: the log has the text from the commit on
	return s.submit(ctx, do)
}

// affected runs a statement and returns how many rows it changed.
func affected(tx *sql.Tx, statement string, args ...any) (int64, error) {
	res, err := tx.Exec(statement, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

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

// Path is the file's absolute path.
func (s *Store) Path() string { return s.path }

// Close closes the file. Later writes fail with ErrClosed.
func (s *Store) Close() error {
	s.closed.Store(true)
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it checkpoints the log
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

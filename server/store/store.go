package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the database driver "sqlite", without cgo
)

// readers is how many queries run at once.
const readers = 4

// Store is an open store. It is safe for concurrent use, also by several
// processes on one machine.
type Store struct {
	path  string
	write *sql.DB // one connection, used by the writer only
	read  *sql.DB

	mu     sync.RWMutex // held for reading by whoever sends to ops
	closed bool
	ops    chan *op
	done   chan struct{}
}

// Open opens the store at path and makes it when there is none; its directory
// must exist. Errors wrap ErrNotStore, ErrNewer, ErrReadOnly, ErrFull or
// ErrCannotOpen where they are of that kind.
func Open(ctx context.Context, path string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", path, err)
	}
	if err := touch(abs); err != nil {
		return nil, fmt.Errorf("store %s: %w: %w", path, ErrCannotOpen, err)
	}
	s := &Store{path: abs, ops: make(chan *op, maxBatch), done: make(chan struct{})}
	if err := s.connect(ctx); err != nil {
		_ = s.closeDB() // the first error tells more
		return nil, fmt.Errorf("store %s: %w", path, classify(err))
	}
	go s.writer()
	return s, nil
}

// touch makes the file with rights for its owner only: headlines and notes may
// be confidential. SQLite gives its side files the same rights.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (s *Store) connect(ctx context.Context) (err error) {
	if s.write, err = sql.Open("sqlite", dsn(s.path, "_txlock=immediate")); err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err := migrate(ctx, s.write); err != nil {
		return err
	}
	if s.read, err = sql.Open("sqlite", dsn(s.path, "_pragma=query_only(1)")); err != nil {
		return err
	}
	s.read.SetMaxOpenConns(readers)
	return s.read.PingContext(ctx)
}

// dsn names the file with the settings that make an accepted row a durable one.
func dsn(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=secure_delete(1)&_pragma=journal_size_limit(67108864)&" + extra
}

// Path is the file's absolute path.
func (s *Store) Path() string { return s.path }

// Check reports whether the store answers.
func (s *Store) Check(ctx context.Context) error {
	var one int
	return classify(s.read.QueryRowContext(ctx, "SELECT 1 FROM sqlite_schema LIMIT 1").Scan(&one))
}

// Integrity reads the whole file and reports damage.
func (s *Store) Integrity(ctx context.Context) error {
	var said string
	if err := s.read.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return classify(err)
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, said)
	}
	return nil
}

// Close finishes the writes that were begun and closes the file. Writes that
// come later fail with ErrClosed.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.ops)
	s.mu.Unlock()
	<-s.done
	return s.closeDB()
}

func (s *Store) closeDB() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it folds the log into the file
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

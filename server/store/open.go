package store

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
)

// Open opens the store at path, or creates it; its directory must exist. Errors
// wrap ErrNotStore, ErrNewer, ErrReadOnly, ErrFull or ErrCannotOpen where they
// apply.
func Open(ctx context.Context, path string) (*Store, error) {
	return opened(path, func(s *Store) error {
		if _, err := os.Lstat(s.path); errors.Is(err, fs.ErrNotExist) {
			if err := create(ctx, s.path); err != nil {
				return err
			}
		}
		f, err := os.OpenFile(s.path, os.O_RDWR, 0)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrCannotOpen, err)
		}
		info, err := f.Stat()
		_ = f.Close()
		if err == nil && info.Size() == 0 { // SQLite would make a database of it
			return fmt.Errorf("%w: it is empty", ErrNotStore)
		}
		s.dsn = fileURL(s.path) + "?" + settings
		if s.write, err = sql.Open("sqlite", s.dsn+"&_txlock=immediate"); err != nil {
			return err
		}
		s.write.SetMaxOpenConns(1)
		if err := migrate(ctx, s.write, false); err != nil {
			return err
		}
		s.reserve()
		return nil
	})
}

// OpenReadOnly opens an existing store to read it, also where nothing can be
// written; a write-ahead log must then have its -shm file beside it. Writes fail with
// ErrReadOnly.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	return opened(path, func(s *Store) error {
		info, err := os.Stat(s.path)
		if err == nil && !info.Mode().IsRegular() {
			err = &fs.PathError{Op: "open", Path: path, Err: syscall.EINVAL}
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrCannotOpen, err)
		}
		s.dsn = fileURL(s.path) + "?mode=ro"
		if wal, err := os.Stat(s.path + "-wal"); err != nil || wal.Size() == 0 {
			s.dsn += "&immutable=1" // or SQLite makes files beside it
		}
		db, err := sql.Open("sqlite", s.dsn)
		if err != nil {
			return err
		}
		return errors.Join(migrate(ctx, db, false), db.Close())
	})
}

// opened makes a store of the file that open has found fit. Its errors name the file.
func opened(path string, open func(*Store) error) (*Store, error) {
	abs, err := filepath.Abs(path)
	s := &Store{path: abs}
	if err == nil {
		err = open(s)
	}
	if err == nil {
		s.read, err = sql.Open("sqlite", s.dsn+"&_pragma=query_only(1)")
	}
	if err != nil {
		_ = s.Close() // the first error says more
		return nil, fmt.Errorf("store %s: %w", path, classify(err))
	}
	s.read.SetMaxOpenConns(readers)
	return s, nil
}

// create makes a store beside path and gives it its name when it is whole, so
// that an empty file is never a store. If another process was faster, its store
// stays.
func create(ctx context.Context, path string) error {
	// Readable by its owner only: headlines and notes may be confidential. SQLite
	// gives its other files the same mode.
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrCannotOpen, &fs.PathError{Op: "open", Path: path, Err: errors.Unwrap(err)}) // not the part
	}
	part := f.Name()
	_ = f.Close()
	defer os.Remove(part)
	db, err := sql.Open("sqlite", fileURL(part))
	if err != nil {
		return err
	}
	if err = errors.Join(migrate(ctx, db, true), db.Close()); err != nil {
		return err
	}
	if err = os.Link(part, path); errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil { // no links on this file system
		err = os.Rename(part, path)
	}
	return err
}

// settings make accepted rows durable and deleted ones unreadable.
const settings = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=secure_delete(1)&_pragma=journal_size_limit(67108864)"

func fileURL(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// applicationID marks the file as a store: "HEBO".
const applicationID = 0x4845424F

// migrations bring a file from one version to the next. Never change one; append.
var migrations = []string{version1}

//go:embed version1.sql
var version1 string

// migrate brings the tables up to date, or creates them in a new file, all or
// nothing.
func migrate(ctx context.Context, db *sql.DB, create bool) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id, version, tables int
	err = tx.QueryRowContext(ctx, `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`).Scan(&id, &version, &tables)
	if err != nil {
		return err
	}
	switch {
	case id != applicationID && tables > 0:
		return fmt.Errorf("%w: a database of another program", ErrNotStore)
	case id != applicationID && !create:
		return fmt.Errorf("%w: it is empty", ErrNotStore)
	case version < 0:
		return fmt.Errorf("%w: format %d", ErrDamaged, version)
	case version > len(migrations):
		return fmt.Errorf("%w: format %d, this program reads up to %d", ErrNewer, version, len(migrations))
	case version == len(migrations):
		return nil
	}
	for _, step := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(migrations))
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}

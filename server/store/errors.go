package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors that callers may want to tell apart with errors.Is.
var (
	ErrClosed     = errors.New("the store is closed")
	ErrNotFound   = errors.New("no such verdict")
	ErrNotStore   = errors.New("not a Heboh store; name another file")
	ErrNewer      = errors.New("written by a newer version of the program; use that one")
	ErrFull       = errors.New("the disk is full; free some space and try again")
	ErrReadOnly   = errors.New("no permission to write; check the file and its directory")
	ErrCannotOpen = errors.New("cannot be opened; check that the directory exists and may be written")
	ErrDamaged    = errors.New("the file is damaged; restore a copy")
	ErrQueueFull  = errors.New("the queue is full; judge or remove some titles first")
)

// classify wraps the database's errors in those above.
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
		sqlite3.SQLITE_ERROR:    ErrDamaged, // the statements are ours: a table or column is missing
	}
	if kind, ok := kinds[e.Code()&0xff]; ok {
		return fmt.Errorf("%w (%w)", kind, err)
	}
	return err
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"time"
)

// A purge deletes this many rows at a time and empties the write-ahead log after each
// step. On a full disk the steps are small, so that the reserve holds their log and
// what the log has yet to add to the file, at most a thousand pages.
const (
	purgeBatch  = 2000
	smallBatch  = 20
	reserveSize = 6 << 20
)

// Purge removes the verdicts and queued headlines from before a time and returns
// how many of both, even if it fails midway. It works on a full disk: the
// store gives up its reserve for the log.
func (s *Store) Purge(ctx context.Context, before time.Time) (removed int64, err error) {
	defer s.reserve()
	batch := int64(purgeBatch)
	for _, t := range [...]struct{ table, key string }{{"verdict", "id"}, {"queue", "text"}} {
		statement := fmt.Sprintf("DELETE FROM %s WHERE %s IN (SELECT %[2]s FROM %[1]s WHERE time < ? LIMIT ?)", t.table, t.key)
		for n := batch; n == batch; removed += n {
			n, err = s.eraseRows(ctx, statement, before.UnixMilli(), batch)
			if errors.Is(err, ErrFull) && os.Remove(s.reservePath()) == nil {
				batch = smallBatch
				n, err = s.eraseRows(ctx, statement, before.UnixMilli(), batch)
			}
			if err != nil {
				return removed, err
			}
		}
	}
	return removed, nil
}

// eraseRows runs one statement that deletes rows, and returns how many.
func (s *Store) eraseRows(ctx context.Context, statement string, args ...any) (n int64, err error) {
	err = s.erase(ctx, func(tx *sql.Tx) error {
		n, err = affected(tx, statement, args...)
		return err
	})
	return n, err
}

func (s *Store) reservePath() string { return s.path + "-reserve" }

// reserve keeps room on the disk for a purge, if there is any. Noise fills it,
// because zeros may take no room.
func (s *Store) reserve() {
	if s.readOnly {
		return
	}
	f, err := os.OpenFile(s.reservePath(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return // there is one already, or there can be none
	}
	noise := make([]byte, reserveSize)
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise)
	_, err = f.Write(noise)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(s.reservePath())
	}
}

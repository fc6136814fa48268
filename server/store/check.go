package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// health is what is known of the file's condition. Its lock is held while the file is
// read; writes go on meanwhile.
type health struct {
	damage atomic.Pointer[error] // wraps ErrDamaged; nil while none is known
	sync.Mutex
	checked time.Time
	took    time.Duration
}

func (h *health) known() error {
	if damage := h.damage.Load(); damage != nil {
		return *damage
	}
	return nil
}

// Healthy returns an error that wraps ErrDamaged if the file is inconsistent. It
// reads the whole file, but not again within five seconds or fifty times as long
// as that takes, so it may be asked often.
func (s *Store) Healthy(ctx context.Context) error {
	h := &s.health
	h.Lock()
	defer h.Unlock()
	if time.Since(h.checked) < max(5*time.Second, 50*h.took) {
		return h.known()
	}
	began := time.Now()
	err := s.integrity(ctx)
	switch {
	case err == nil:
		h.damage.Store(nil)
	case errors.Is(err, ErrDamaged):
		h.damage.Store(&err)
	default:
		return err // of the disk, or of ctx
	}
	h.checked, h.took = time.Now(), time.Since(began)
	return err
}

// integrity reads the file on a connection of its own, since others may still
// have the pages as they were.
func (s *Store) integrity(ctx context.Context) error {
	db, err := sql.Open("sqlite", s.dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err = classify(err); errors.Is(err, ErrNotStore) { // it was one when it was opened
			err = fmt.Errorf("%w (%w)", ErrDamaged, err)
		}
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	return nil
}

// scrub empties the write-ahead log, in which deleted text would stay until later
// writes go over it. If somebody reads an older state of the file it is tried
// again after the next write.
func (s *Store) scrub(ctx context.Context) {
	var busy, inLog, moved int
	err := s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &inLog, &moved)
	s.unscrubbed.Store(err != nil || busy != 0)
}

// Backup writes a consistent copy of the store to path, an empty or missing file,
// while others read and write. It fails if the copy is not whole.
func (s *Store) Backup(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", s.dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return classify(err)
	}
	copied := &Store{dsn: fileURL(path) + "?mode=ro"}
	return copied.integrity(ctx)
}

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
	if s.write == nil {
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

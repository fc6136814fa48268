package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"math"
	"time"
)

// MaxQueue is the most headlines that the queue holds.
const MaxQueue = 50_000

// Queued is a headline that waits for a moderator.
type Queued struct {
	Text        string    `json:"text"`
	Source      string    `json:"source,omitempty"` // outlet of the headline
	Time        time.Time `json:"time"`             // UTC, when it was queued
	Model       string    `json:"-"`                // that gave the probability
	Probability float64   `json:"probability"`
}

// Enqueue adds headlines; one already queued gets the new probability, one that
// has a verdict is left out. It returns how many were added or updated, or
// ErrQueueFull, having added none, if they do not fit.
func (s *Store) Enqueue(ctx context.Context, headlines []Queued) (queued int64, err error) {
	now := time.Now().UnixMilli()
	err = s.submit(ctx, func(tx *sql.Tx) error {
		for _, q := range headlines {
			n, err := affected(tx, `INSERT INTO queue (text, source, time, model, probability)
				SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM verdict WHERE text = ?1)
				ON CONFLICT (text) DO UPDATE SET model = excluded.model, probability = excluded.probability`,
				q.Text, q.Source, now, q.Model, q.Probability)
			if err != nil {
				return err
			}
			queued += n
		}
		var held int
		err := tx.QueryRow("SELECT count(*) FROM queue").Scan(&held)
		if err == nil && held > MaxQueue {
			err = ErrQueueFull
		}
		return err
	})
	return queued, err
}

// Queue returns up to limit headlines that come after a place in the queue, and the
// place of the last one; "" is before the first, and where nothing follows. The least
// certain come first: those whose probability is closest to the threshold (uncertainty
// sampling, Lewis & Gale 1994).
//
// docs/run-the-service.md has what that saves. A threshold must not be chosen on
// labels picked this way, so corrections never move a model's.
func (s *Store) Queue(ctx context.Context, threshold float64, limit int, after string) (found []Queued, next string, err error) {
	distance, text := -1.0, ""
	if after != "" {
		raw, err := base64.RawURLEncoding.DecodeString(after)
		if err != nil || len(raw) < 8 {
			return nil, "", ErrAfter
		}
		distance, text = math.Float64frombits(binary.BigEndian.Uint64(raw)), string(raw[8:])
	}
	found, err = query(ctx, s, func(scan func(...any) error) (q Queued, err error) {
		var ms int64
		err = scan(&q.Text, &q.Source, &ms, &q.Model, &q.Probability)
		q.Time = time.UnixMilli(ms).UTC()
		return q, err
	}, `SELECT text, source, time, model, probability FROM queue
		WHERE (abs(probability - ?1), text) > (?2, ?3)
		ORDER BY abs(probability - ?1), text LIMIT ?4`, threshold, distance, text, limit)
	if len(found) == limit {
		last := found[limit-1]
		place := binary.BigEndian.AppendUint64(nil, math.Float64bits(math.Abs(last.Probability-threshold)))
		next = base64.RawURLEncoding.EncodeToString(append(place, last.Text...))
	}
	return found, next, err
}

// QueueLen is the number of headlines that wait.
func (s *Store) QueueLen(ctx context.Context) (n int, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT count(*) FROM queue").Scan(&n)
	return n, classify(err)
}

// Dequeue removes headlines without a verdict.
func (s *Store) Dequeue(ctx context.Context, headlines []string) error {
	return s.erase(ctx, func(tx *sql.Tx) error {
		for _, h := range headlines {
			if _, err := tx.Exec("DELETE FROM queue WHERE text = ?", h); err != nil {
				return err
			}
		}
		return nil
	})
}

// Rescore gives the headlines that another model scored the probability of this
// one, in batches, so that other writes are not held up.
func (s *Store) Rescore(ctx context.Context, modelID string, score func(string) float64) error {
	for {
		headlines, err := query(ctx, s, func(scan func(...any) error) (h string, err error) {
			err = scan(&h)
			return h, err
		}, "SELECT text FROM queue WHERE model <> ? LIMIT ?", modelID, page)
		if err != nil || len(headlines) == 0 {
			return err
		}
		err = s.submit(ctx, func(tx *sql.Tx) error {
			for _, h := range headlines {
				if _, err := tx.Exec("UPDATE queue SET model = ?, probability = ? WHERE text = ?", modelID, score(h), h); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

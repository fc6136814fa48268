package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"math"
	"time"
)

// page is how many verdicts are read at a time. An export holds no read
// transaction between pages, so that a slow client does not keep the log from
// being folded.
const page = 500

// Filter selects verdicts. Zero fields select all.
type Filter struct {
	Since, Until time.Time // Since <= time < Until
	After        int64     // only IDs above
	Limit        int       // at most so many; 0 for all
}

// Verdicts returns the verdicts that the filter selects, the oldest first. The
// sequence ends after its first error.
func (s *Store) Verdicts(ctx context.Context, f Filter) iter.Seq2[Verdict, error] {
	return func(yield func(Verdict, error) bool) {
		after, left := f.After, f.Limit
		if left <= 0 {
			left = math.MaxInt
		}
		for left > 0 {
			rows, err := s.page(ctx, f, after, min(left, page))
			if err != nil {
				yield(Verdict{}, classify(err))
				return
			}
			for _, v := range rows {
				if !yield(v, nil) {
					return
				}
				after = v.ID
			}
			if len(rows) < min(left, page) {
				return
			}
			left -= len(rows)
		}
	}
}

func (s *Store) page(ctx context.Context, f Filter, after int64, n int) ([]Verdict, error) {
	since, until := int64(math.MinInt64), int64(math.MaxInt64)
	if !f.Since.IsZero() {
		since = f.Since.UnixMilli()
	}
	if !f.Until.IsZero() {
		until = f.Until.UnixMilli()
	}
	rows, err := s.read.QueryContext(ctx, "SELECT "+verdictColumns+` FROM verdict
		WHERE id > ? AND time >= ? AND time < ? ORDER BY id LIMIT ?`, after, since, until, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Verdict
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// Verdict returns one verdict; ErrNotFound when there is none.
func (s *Store) Verdict(ctx context.Context, id int64) (Verdict, error) {
	v, err := scan(s.read.QueryRowContext(ctx, "SELECT "+verdictColumns+" FROM verdict WHERE id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNotFound
	}
	return v, classify(err)
}

func scan(into func(...any) error) (v Verdict, err error) {
	var ms int64
	err = into(&v.ID, &ms, &v.Text, &v.Label, &v.Weight, &v.Source, &v.Note, &v.Moderator,
		&v.Model, &v.ModelLabel, &v.Probability, &v.Threshold)
	v.Time = time.UnixMilli(ms).UTC()
	return v, err
}

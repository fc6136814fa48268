package store

import (
	"context"
	"time"
)

func contextFor(d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), d)
}

// Integrity is Healthy, asked anew.
func (s *Store) Integrity(ctx context.Context) error { return s.integrity(ctx) }

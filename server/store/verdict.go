package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/heboh/heboh/model"
)

// Verdict is what a moderator said of a headline, beside what the model said.
// Its JSON form is a line of training data.
type Verdict struct {
	ID          int64       `json:"id"`
	Time        time.Time   `json:"time"` // UTC, to the millisecond; set by AddVerdict
	Text        string      `json:"text"`
	Label       model.Label `json:"label"`            // the moderator's
	Weight      float64     `json:"weight"`           // in training
	Source      string      `json:"source,omitempty"` // outlet of the headline
	Note        string      `json:"note,omitempty"`
	Moderator   string      `json:"moderator,omitempty"`
	Model       string      `json:"model"` // that was asked
	ModelLabel  model.Label `json:"model_label"`
	Probability float64     `json:"probability"` // the model's
	Threshold   float64     `json:"threshold"`   // the model's
}

const verdictColumns = "id, time, text, label, weight, source, note, moderator, model, model_label, probability, threshold"

// AddVerdicts stores verdicts, all or none, takes their titles out of the queue
// and gives them their ID and Time. A verdict that replaces another one (its ID
// in replaces, 0 for none) removes that.
func (s *Store) AddVerdicts(ctx context.Context, verdicts []Verdict, replaces int64) error {
	now := time.Now().UTC().Truncate(time.Millisecond)
	ids := make([]int64, len(verdicts)) // not the caller's memory: ctx may end first
	rows := append([]Verdict(nil), verdicts...)
	err := s.submit(ctx, func(tx *sql.Tx) error {
		if replaces != 0 {
			if _, err := tx.Exec("DELETE FROM verdict WHERE id = ?", replaces); err != nil {
				return err
			}
		}
		for i, v := range rows {
			res, err := tx.Exec(`INSERT INTO verdict (time, text, label, weight, source, note, moderator, model, model_label, probability, threshold)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				now.UnixMilli(), v.Text, int(v.Label), v.Weight, v.Source, v.Note, v.Moderator, v.Model, int(v.ModelLabel), v.Probability, v.Threshold)
			if err != nil {
				return err
			}
			if ids[i], err = res.LastInsertId(); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM queue WHERE text = ?", v.Text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range verdicts {
		verdicts[i].ID, verdicts[i].Time = ids[i], now
	}
	return nil
}

// Delete removes a verdict; ErrNotFound when there is none.
func (s *Store) Delete(ctx context.Context, id int64) error {
	return s.submit(ctx, func(tx *sql.Tx) error {
		res, err := tx.Exec("DELETE FROM verdict WHERE id = ?", id)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return ErrNotFound
		}
		return nil
	})
}

// Purge removes the verdicts and queued titles from before a time and returns
// how many there were of both.
func (s *Store) Purge(ctx context.Context, before time.Time) (int64, error) {
	n := new(int64)
	err := s.submit(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{"DELETE FROM verdict WHERE time < ?", "DELETE FROM queue WHERE time < ?"} {
			res, err := tx.Exec(query, before.UnixMilli())
			if err != nil {
				return err
			}
			rows, err := res.RowsAffected()
			if err != nil {
				return err
			}
			*n += rows
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return *n, nil
}

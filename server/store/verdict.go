package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"
	"strconv"
	"time"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// Verdict is what a moderator said of a headline, beside what the model said.
// Its JSON form is a line of training data.
type Verdict struct {
	ID          int64       `json:"id"`
	Time        time.Time   `json:"time"` // UTC, to the millisecond; set by AddVerdicts
	Text        string      `json:"text"`
	Label       model.Label `json:"label"`            // the moderator's
	Weight      float64     `json:"weight"`           // in training
	Source      string      `json:"source,omitempty"` // outlet of the headline
	Note        string      `json:"note,omitempty"`
	Moderator   string      `json:"moderator,omitempty"`
	Model       string      `json:"model"`       // whose verdict follows
	ModelLabel  model.Label `json:"model_label"` // by Probability and Threshold
	Probability float64     `json:"probability"`
	Threshold   float64     `json:"threshold"`
}

const verdictColumns = "id, time, text, label, weight, source, note, moderator, model, model_label, probability, threshold"

// AddVerdicts stores verdicts, all or none, takes their headlines out of the
// queue and sets their ID and Time. It deletes the verdict with the ID in
// replaces (0 for none), and returns ErrNotFound where there is none.
func (s *Store) AddVerdicts(ctx context.Context, verdicts []Verdict, replaces int64) error {
	now := time.Now().UTC().Truncate(time.Millisecond)
	write := s.submit
	if replaces != 0 {
		write = s.erase
	}
	return write(ctx, func(tx *sql.Tx) error {
		if replaces != 0 {
			if err := deleteVerdict(tx, replaces); err != nil {
				return err
			}
		}
		for i := range verdicts {
			v := &verdicts[i]
			v.Time = now
			err := tx.QueryRow(`INSERT INTO verdict (time, text, label, weight, source, note, moderator, model, model_label, probability, threshold)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
				now.UnixMilli(), v.Text, int(v.Label), v.Weight, v.Source, v.Note, v.Moderator, v.Model, int(v.ModelLabel), v.Probability, v.Threshold).Scan(&v.ID)
			if err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM queue WHERE text = ?", v.Text); err != nil {
				return err
			}
		}
		return nil
	})
}

// Delete removes a verdict; ErrNotFound if there is none.
func (s *Store) Delete(ctx context.Context, id int64) error {
	return s.erase(ctx, func(tx *sql.Tx) error { return deleteVerdict(tx, id) })
}

func deleteVerdict(tx *sql.Tx, id int64) error {
	n, err := affected(tx, "DELETE FROM verdict WHERE id = ?", id)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// page is how many verdicts are read at a time. An export holds no read
// transaction between pages, so that a slow client does not keep the write-ahead
// log from being checkpointed.
const page = 500

// Filter selects verdicts. Zero fields select all.
type Filter struct {
	Since, Until time.Time // Since <= time < Until
	After        int64     // only IDs above this one
	Limit        int       // the most to return; 0 for all
}

// Verdicts returns the verdicts that the filter selects, the oldest first. The
// sequence ends after its first error.
func (s *Store) Verdicts(ctx context.Context, f Filter) iter.Seq2[Verdict, error] {
	since, until := int64(math.MinInt64), int64(math.MaxInt64)
	if !f.Since.IsZero() {
		since = f.Since.UnixMilli()
	}
	if !f.Until.IsZero() {
		until = f.Until.UnixMilli()
	}
	return func(yield func(Verdict, error) bool) {
		after, left := f.After, cmp.Or(f.Limit, math.MaxInt)
		for left > 0 {
			n := min(left, page)
			rows, err := query(ctx, s, scanVerdict, "SELECT "+verdictColumns+` FROM verdict
				WHERE id > ? AND time >= ? AND time < ? ORDER BY id LIMIT ?`, after, since, until, n)
			if err != nil {
				yield(Verdict{}, err)
				return
			}
			for _, v := range rows {
				if !yield(v, nil) {
					return
				}
				after = v.ID
			}
			if len(rows) < n {
				return
			}
			left -= n
		}
	}
}

// Verdict returns one verdict; ErrNotFound if there is none.
func (s *Store) Verdict(ctx context.Context, id int64) (Verdict, error) {
	v, err := scanVerdict(s.read.QueryRowContext(ctx, "SELECT "+verdictColumns+" FROM verdict WHERE id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return v, ErrNotFound
	}
	return v, classify(err)
}

func scanVerdict(into func(...any) error) (v Verdict, err error) {
	var ms int64
	err = into(&v.ID, &ms, &v.Text, &v.Label, &v.Weight, &v.Source, &v.Note, &v.Moderator,
		&v.Model, &v.ModelLabel, &v.Probability, &v.Threshold)
	v.Time = time.UnixMilli(ms).UTC()
	return v, err
}

// WriteJSONL writes verdicts as JSON Lines that heboh train --data reads.
func WriteJSONL(w io.Writer, verdicts iter.Seq2[Verdict, error]) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for v, err := range verdicts {
		if err != nil {
			return err
		}
		if err := enc.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// WriteCSV writes verdicts as CSV that heboh train --data reads, and no text of
// which a spreadsheet takes for a formula.
func WriteCSV(w io.Writer, verdicts iter.Seq2[Verdict, error]) error {
	return writeCSV(w, verdicts, records.Guarded)
}

// WriteRawCSV is WriteCSV with texts as they were given.
func WriteRawCSV(w io.Writer, verdicts iter.Seq2[Verdict, error]) error {
	return writeCSV(w, verdicts, func(s string) string { return s })
}

func writeCSV(w io.Writer, verdicts iter.Seq2[Verdict, error], text func(string) string) error {
	c := csv.NewWriter(w)
	defer c.Flush()
	if err := c.Write([]string{"text", "label", "weight", "source", "note", "moderator", "model", "model_label", "probability", "threshold", "time", "id"}); err != nil {
		return err
	}
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	for v, err := range verdicts {
		if err != nil {
			return err
		}
		if err := c.Write([]string{text(v.Text), v.Label.String(), number(v.Weight), text(v.Source), text(v.Note), text(v.Moderator), text(v.Model),
			v.ModelLabel.String(), number(v.Probability), number(v.Threshold), v.Time.Format(time.RFC3339Nano), strconv.FormatInt(v.ID, 10)}); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// curvePoints is the most points of the precision-recall curve.
const curvePoints = 200

// Stats sum up the verdicts. The shares are of the verdicts, which are not a
// random sample: moderators judge what they were shown.
type Stats struct {
	Verdicts    int               `json:"verdicts"`
	Sensational int               `json:"sensational"` // by the moderators
	Agreed      int               `json:"agreed"`      // with the model's label
	Queued      int               `json:"queued"`
	ByModel     map[string]int    `json:"by_model"`  // verdicts
	Confusion   metrics.Confusion `json:"confusion"` // the model's labels against the moderators'
	metrics.Curves
}

// Stats reads all verdicts and sums them up.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{ByModel: map[string]int{}}
	var p []float64
	var labels []int
	_, err := query(ctx, s, func(scan func(...any) error) (none struct{}, err error) {
		var name string
		var label, modelLabel int
		var probability float64
		if err := scan(&name, &label, &modelLabel, &probability); err != nil {
			return none, err
		}
		p, labels = append(p, min(max(probability, 0), 1)), append(labels, label)
		st.ByModel[name]++
		st.Confusion.Add(modelLabel == 1, label, 1)
		return none, nil
	}, "SELECT model, label, model_label, probability FROM verdict ORDER BY id")
	if err != nil {
		return st, err
	}
	c := st.Confusion
	st.Verdicts, st.Sensational, st.Agreed = len(p), c.Positives(), c.TP+c.TN
	st.Curves = metrics.NewCurves(p, labels, curvePoints)
	st.Queued, err = s.QueueLen(ctx)
	return st, err
}

package store

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"iter"
	"strconv"
	"time"
)

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

var csvHeader = []string{"text", "label", "weight", "source", "note", "moderator", "model", "model_label", "probability", "threshold", "time", "id"}

// WriteCSV writes verdicts as CSV that heboh train --data reads. Texts are as
// they were given: a spreadsheet may take one that begins with "=" for a formula.
func WriteCSV(w io.Writer, verdicts iter.Seq2[Verdict, error]) error {
	c := csv.NewWriter(w)
	if err := c.Write(csvHeader); err != nil {
		return err
	}
	for v, err := range verdicts {
		if err != nil {
			c.Flush()
			return err
		}
		if err := c.Write(v.row()); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func (v Verdict) row() []string {
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	return []string{v.Text, v.Label.String(), number(v.Weight), v.Source, v.Note, v.Moderator, v.Model,
		v.ModelLabel.String(), number(v.Probability), number(v.Threshold), v.Time.Format(time.RFC3339Nano), strconv.FormatInt(v.ID, 10)}
}

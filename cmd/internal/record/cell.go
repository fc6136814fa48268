package record

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// Cell is one figure: a text, or a value, or a value with its 95 % interval.
// The zero Cell means that there is no figure.
type Cell struct {
	Text    string
	Numbers []float64 // none, the value, or the value and both ends
}

// Text makes a cell of words.
func Text(s string) Cell { return Cell{Text: s} }

// Count makes a cell of a number of things.
func Count(n int) Cell { return Cell{Numbers: []float64{float64(n)}} }

// Value makes a cell of a figure, rounded to five places. What is not a number
// gives an empty cell.
func Value(v float64) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Cell{}
	}
	return Cell{Numbers: []float64{Round(v)}}
}

// Between makes a cell of a figure and its 95 % interval. Where that is empty
// it is left out.
func Between(v float64, interval [2]float64) Cell {
	c := Value(v)
	if len(c.Numbers) == 1 && interval != [2]float64{} {
		c.Numbers = append(c.Numbers, Round(interval[0]), Round(interval[1]))
	}
	return c
}

// Round rounds to five places.
func Round(v float64) float64 { return math.Round(v*1e5) / 1e5 }

// Empty reports whether there is no figure.
func (c Cell) Empty() bool { return c.Text == "" && len(c.Numbers) == 0 }

// Equal reports whether two cells hold the same.
func (c Cell) Equal(d Cell) bool { return c.Text == d.Text && slices.Equal(c.Numbers, d.Numbers) }

// MarshalJSON writes a text as a string and figures as a list.
func (c Cell) MarshalJSON() ([]byte, error) {
	if c.Text != "" {
		return json.Marshal(c.Text)
	}
	if c.Numbers == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(c.Numbers)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Cell) UnmarshalJSON(b []byte) error {
	*c = Cell{}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &c.Text)
	}
	if err := json.Unmarshal(b, &c.Numbers); err != nil {
		return err
	}
	switch len(c.Numbers) {
	case 0:
		c.Numbers = nil
	case 1, 3:
	default:
		return fmt.Errorf("a cell of %d numbers: want a value, or a value and both ends of its interval", len(c.Numbers))
	}
	return nil
}

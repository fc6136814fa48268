package survey

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// state is Counts as JSON.
type state struct {
	Version  int               `json:"version"`
	Wordless bool              `json:"wordless,omitempty"`
	Full     bool              `json:"full,omitempty"`
	Groups   map[string]*group `json:"groups"`
}

// version changes with the meaning of the JSON.
const version = 2

// MarshalJSON writes the counts; equal counts give equal bytes.
func (c *Counts) MarshalJSON() ([]byte, error) {
	return json.Marshal(state{version, c.wordless, c.full, c.groups})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Counts) UnmarshalJSON(b []byte) error {
	var s state
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("counts of a survey: %w", err)
	}
	if s.Version != version {
		return fmt.Errorf("counts of a survey: version %d; this program reads version %d", s.Version, version)
	}
	if err := s.check(); err != nil {
		return fmt.Errorf("counts of a survey: %w", err)
	}
	*c = Counts{wordless: s.Wordless, full: s.Full}
	c.Merge(&Counts{groups: s.Groups}) // which counts the words
	return nil
}

var errCounts = errors.New("counts that contradict each other; write them again with MarshalJSON")

func (s *state) check() error {
	if s.Full && len(s.Groups) > 0 || len(s.Groups) > MaxGroups {
		return errCounts
	}
	for name, g := range s.Groups {
		if g == nil || short(name) != name || !g.sound() {
			return fmt.Errorf("group %q: %w", short(name), errCounts)
		}
	}
	return nil
}

// most bounds every sum, so that a few million of them still fit into 64 bits.
const most = math.MaxInt64 / 4

func (g *group) sound() bool {
	if g.Titles < 0 || g.Abstained < 0 || g.Abstained > g.Titles || g.Titles > 1<<31 {
		return false
	}
	judged := g.Titles - g.Abstained
	for _, v := range g.Verdicts {
		if v.Found < 0 || v.Found > judged ||
			v.Positive < 0 || v.Positive > v.Labelled || v.Labelled > g.Titles {
			return false
		}
		for word, units := range v.Words {
			if short(word) != word || units > most || units < -most {
				return false
			}
		}
	}
	return true
}

package render

import (
	"fmt"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// Lint writes a line a sensational headline as compilers do, file:line:
// message, for editors and build logs.
type Lint struct{ model *model.Model }

// NewLint returns a renderer of messages.
func NewLint(m *model.Model) *Lint { return &Lint{m} }

// Head returns nothing.
func (*Lint) Head([]string) []byte { return nil }

// Tail returns nothing.
func (*Lint) Tail() []byte { return nil }

// Separator is 0.
func (*Lint) Separator() int { return 0 }

// Append appends a line if the headline is sensational.
func (l *Lint) Append(dst []byte, rec *records.Record, _ []string) ([]byte, bool, *records.Problem) {
	e := l.model.Explain(rec.Text)
	if e.Label != model.Sensational {
		return dst, false, nil
	}
	_, reasons := loudest(e.Cues)
	return fmt.Appendf(dst, "%s:%d: sensational headline (%.0f %%): %s: %s\n",
		ui.Visible(rec.File), rec.Line, floorShare(e.Probability, l.model.Threshold()), ui.Visible(rec.Text), ui.Visible(reasons)), true, nil
}

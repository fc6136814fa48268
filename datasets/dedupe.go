package datasets

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Duplicate is one title that occurred more than once.
type Duplicate struct {
	Text     string
	Rows     []Example // every occurrence, first one first
	Conflict bool      // the occurrences disagreed on the label
	Label    int       // the label kept; Unlabelled when the row was dropped
	Dropped  bool      // a conflict that ended in a tie
}

// String gives the title, its places with their labels and what became of it.
func (d Duplicate) String() string {
	places := make([]string, len(d.Rows))
	for i, e := range d.Rows {
		places[i] = fmt.Sprintf("%s:%d=%d", e.File, e.Line, e.Label)
	}
	fate := fmt.Sprintf("kept as %d", d.Label)
	switch {
	case d.Dropped:
		fate = "labels conflict evenly, dropped"
	case d.Conflict:
		fate = fmt.Sprintf("labels conflict, kept as %d by the weighted majority", d.Label)
	}
	return fmt.Sprintf("%q at %s: %s", d.Text, strings.Join(places, ", "), fate)
}

// Report is what [Dedupe] did.
type Report struct {
	Rows, Kept int
	Merged     int // rows folded into an earlier one
	Conflicts  int // titles that came with both labels
	Ties       int // of those, titles dropped
	Duplicates []Duplicate
}

// String is the summary on one line.
func (r Report) String() string {
	return fmt.Sprintf("%d rows, %d kept, %d repeats merged, %d titles with both labels (%d dropped as ties)",
		r.Rows, r.Kept, r.Merged, r.Conflicts, r.Ties)
}

// Dedupe merges rows with the same wording and reports each. The same wording
// means equal after NFKC and with runs of blanks taken as one; capitals and
// punctuation count, because they are part of how a headline is told.
//
// The rule: where all rows agree the label stays. Where they conflict, the
// mean of their soft targets, each counted by its weight, decides: above .5 is
// sensational, below .5 neutral, and at .5 the title is dropped. The merged row
// stands where the first stood and keeps its File and Line. Its Soft and
// Intensity are the weighted means, its votes and annotators the sums (when
// every row has votes), its Weight the largest; Devices, Lang, Source and Group
// come from the first row that has them.
//
// Apply it to rows labelled by one definition; clickbait labels and labels by
// the rubric disagree by design.
func Dedupe(examples []Example) ([]Example, Report) {
	first := make(map[string]int, len(examples)) // row of each wording
	repeats := make(map[int][]int)               // rows after the first, by that
	again := make([]bool, len(examples))
	for i, e := range examples {
		k := wording(e.Text)
		if at, ok := first[k]; ok {
			repeats[at] = append(repeats[at], i)
			again[i] = true
		} else {
			first[k] = i
		}
	}
	report := Report{Rows: len(examples)}
	kept := make([]Example, 0, len(first))
	for i, e := range examples {
		if again[i] {
			continue
		}
		if repeats[i] == nil {
			kept = append(kept, e)
			continue
		}
		merged, dup := merge(examples, append([]int{i}, repeats[i]...))
		report.Duplicates = append(report.Duplicates, dup)
		report.Merged += len(dup.Rows) - 1
		if dup.Conflict {
			report.Conflicts++
		}
		if dup.Dropped {
			report.Ties++
		} else {
			kept = append(kept, merged)
		}
	}
	report.Kept = len(kept)
	return kept, report
}

// wording is the identity of a title for Dedupe.
func wording(text string) string {
	if w := strings.Join(strings.Fields(norm.NFKC.String(text)), " "); w != text {
		return w
	}
	return text // which takes no memory of its own
}

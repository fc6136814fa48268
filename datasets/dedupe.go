package datasets

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

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

func (r Report) String() string {
	return fmt.Sprintf("%d rows, %d kept, %d repeats merged, %d titles with both labels (%d dropped as ties)",
		r.Rows, r.Kept, r.Merged, r.Conflicts, r.Ties)
}

// Dedupe merges rows with the same wording, that is equal after NFKC and with
// runs of blanks taken as one, and reports each.
//
// Where all rows agree the label stays. Where they conflict, the mean of their
// soft targets, each counted by its weight, decides: above .5 is sensational,
// below .5 neutral, and at .5 the title is dropped. The merged row stands where
// the first stood; its Soft, Intensity and Slant are weighted means, its votes
// and annotators sums (when every row has votes), its Weight the largest, and
// the rest comes from the first row that has it.
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

// tieWidth absorbs rounding in the weighted mean: three thirds must tie.
const tieWidth = 1e-9

// merge folds the rows of one wording into the first and says how.
func merge(examples []Example, rows []int) (Example, Duplicate) {
	out := examples[rows[0]]
	dup := Duplicate{Text: out.Text}
	var soft, rating, slant mean
	seen := [2]bool{}
	votes, annotators, allVoted := 0, 0, true
	for _, i := range rows {
		e := examples[i]
		dup.Rows = append(dup.Rows, e)
		if e.Label == Neutral || e.Label == Sensational {
			seen[e.Label] = true
			soft.add(e.Soft, e.Weight)
		}
		if e.HasIntensity() {
			rating.add(e.Intensity, e.Weight)
		}
		if e.HasSlant() {
			slant.add(e.Slant, e.Weight)
		}
		votes, annotators = votes+e.Votes, annotators+e.Annotators
		allVoted = allVoted && e.HasVotes()
		fillGaps(&out, e)
	}
	if allVoted {
		out.Votes, out.Annotators = votes, annotators
	}
	out.Intensity = rating.or(NoIntensity)
	out.Slant = slant.or(NoSlant)
	out.Soft = soft.or(out.Soft)
	dup.Conflict = seen[Neutral] && seen[Sensational]
	out.Label, dup.Dropped = settle(seen, out.Soft)
	dup.Label = out.Label
	return out, dup
}

// settle decides the label; a conflict that balances is dropped.
func settle(seen [2]bool, soft float64) (label int, dropped bool) {
	switch {
	case seen[Sensational] && (!seen[Neutral] || soft > 0.5+tieWidth):
		return Sensational, false
	case seen[Neutral] && (!seen[Sensational] || soft < 0.5-tieWidth):
		return Neutral, false
	}
	return Unlabelled, seen[Neutral] && seen[Sensational]
}

// fillGaps takes from e what out has not got, and the larger weight.
func fillGaps(out *Example, e Example) {
	if !out.HasDevices {
		out.Devices, out.HasDevices = e.Devices, e.HasDevices
	}
	out.Lang = cmp.Or(out.Lang, e.Lang)
	out.Source = cmp.Or(out.Source, e.Source)
	out.Group = cmp.Or(out.Group, e.Group)
	out.Words = cmp.Or(out.Words, e.Words)
	out.Weight = max(out.Weight, e.Weight)
}

// mean is a weighted mean; rows of weight 0 do not count unless all are.
type mean struct {
	sum, weight float64
	plain       float64
	n           int
}

func (m *mean) add(x, weight float64) {
	m.sum += x * weight
	m.weight += weight
	m.plain += x
	m.n++
}

func (m *mean) or(absent float64) float64 {
	switch {
	case m.n == 0:
		return absent
	case m.weight == 0:
		return m.plain / float64(m.n)
	}
	return m.sum / m.weight
}

// Key is the form of a title that the split rule and annotations go by: NFKC,
// lower case, letters and digits only, no spaces. Titles that differ in
// capitals, punctuation or spacing share a key. Bytes that are not UTF-8 do not
// count; left in, they would keep what follows from being normalised.
func Key(text string) string {
	lower := strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(text, "")))
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, lower)
}

// HashLen is the length of [KeyHash] in hexadecimal digits.
const HashLen = 16

// KeyHash names a title without giving it away: the first 16 hexadecimal
// digits of the SHA-256 of its [Key].
func KeyHash(text string) string {
	sum := sha256.Sum256([]byte(Key(text)))
	return hex.EncodeToString(sum[:HashLen/2])
}

// IsTest is the split rule: a title is a test row when the first byte of the
// SHA-256 of its [Key] is divisible by 5 (52 of 256). It needs no list and no
// seed, and a title falls on the same side in every data set it occurs in.
func IsTest(text string) bool {
	return sha256.Sum256([]byte(Key(text)))[0]%5 == 0
}

// Split divides examples by [IsTest], keeping their order.
func Split(examples []Example) (train, test []Example) {
	for _, e := range examples {
		if IsTest(e.Text) {
			test = append(test, e)
		} else {
			train = append(train, e)
		}
	}
	return train, test
}

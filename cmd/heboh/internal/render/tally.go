package render

import "fmt"

// Tally counts headlines by verdict.
type Tally struct{ Headlines, Sensational, Biased, Abstained int }

// Add adds another count.
func (t *Tally) Add(o Tally) {
	t.Headlines += o.Headlines
	t.Sensational += o.Sensational
	t.Biased += o.Biased
	t.Abstained += o.Abstained
}

// Count counts a headline with these verdicts.
func (t *Tally) Count(found Verdicts) {
	t.Headlines++
	t.Sensational += int(found & Sensational / Sensational)
	t.Biased += int(found & Biased / Biased)
	t.Abstained += int(found & Abstained / Abstained)
}

// Found returns the positive verdicts.
func (t *Tally) Found() (v Verdicts) {
	if t.Sensational > 0 {
		v |= Sensational
	}
	if t.Biased > 0 {
		v |= Biased
	}
	return v
}

// String says in one line what was found.
func (t *Tally) String() string {
	return fmt.Sprintf("judged %d: %d sensational, %d biased, %d not read", t.Headlines, t.Sensational, t.Biased, t.Abstained)
}

package behaviour

// Kind is a kind of test.
type Kind string

// The kinds, in the order of the report.
const (
	MinimumFunctionality Kind = "minimum functionality"
	Invariance           Kind = "invariance"
	Direction            Kind = "direction"
	Evasion              Kind = "evasion"
	Harmless             Kind = "harmless"
)

// Result is the outcome of one test in one language.
type Result struct {
	Kind Kind   `json:"kind"`
	Test string `json:"test"`
	Lang string `json:"lang"`
	Doc  string `json:"doc,omitempty"`
	// Swap marks the tests in which two sides change places.
	Swap bool `json:"swap,omitempty"`
	// Cases were tested, Passed of them as wanted. Skipped titles had nothing
	// to rewrite or disguise, or were not caught even undisguised.
	Cases   int `json:"cases"`
	Passed  int `json:"passed"`
	Skipped int `json:"skipped,omitempty"`
	// Rate is Passed/Cases, 0 when there are no cases.
	Rate float64 `json:"rate"`
	// Movement is the mean change of the score from a title to its variant:
	// the absolute change for invariance, the signed one elsewhere.
	Movement float64 `json:"movement"`
	// Rose counts the variants that score strictly higher (direction only).
	Rose int `json:"rose,omitempty"`
	// Parts break the test down: by pair, by value or by added text.
	Parts []Result `json:"parts,omitempty"`
	// Failures are the cases that did not pass, in the order tested.
	Failures []Failure `json:"failures,omitempty"`

	moved  float64 // sum of movements
	byRule bool    // the variants are made by a rule, not written
}

// Failure is a case that did not pass.
type Failure struct {
	// Want says what was wanted: a label, "same label" or "no fall".
	Want  string  `json:"want"`
	Title string  `json:"title"`
	Score float64 `json:"score"`
	// Variant is the changed title where the test has one.
	Variant      string  `json:"variant,omitempty"`
	VariantScore float64 `json:"variant_score,omitempty"`
}

func newResult(kind Kind, test, lang, doc string) Result {
	return Result{Kind: kind, Test: test, Lang: lang, Doc: doc}
}

func (r *Result) move(d float64) { r.moved += d }

func (r *Result) count(passed bool, f Failure) {
	r.Cases++
	if passed {
		r.Passed++
		return
	}
	r.Failures = append(r.Failures, f)
}

// add takes in a part; the part keeps its figures, the whole its failures.
func (r *Result) add(part Result) {
	r.merge(part)
	r.Failures = append(r.Failures, part.Failures...)
	part.Failures = nil
	r.Parts = append(r.Parts, part.done())
}

// merge adds the counts of another result.
func (r *Result) merge(x Result) {
	r.Cases += x.Cases
	r.Passed += x.Passed
	r.Skipped += x.Skipped
	r.Rose += x.Rose
	r.moved += x.moved
}

// ruled marks a result whose variants are made by a rule.
func (r Result) ruled() Result {
	r.byRule = true
	return r
}

func (r Result) failed() int { return r.Cases - r.Passed }

// done works out the means.
func (r Result) done() Result {
	if r.Cases > 0 {
		r.Rate = float64(r.Passed) / float64(r.Cases)
		r.Movement = r.moved / float64(r.Cases)
	}
	return r
}

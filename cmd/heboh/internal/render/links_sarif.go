package render

import (
	"encoding/json"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/heboh/heboh/model"
)

// mismatchRule is the rule of headlines that say or shout what their article
// does not.
const mismatchRule = "mismatch"

// LinksSARIF writes a SARIF 2.1.0 log with one result a sensational title, in
// its place in the page, and a note where a headline and its article differ.
type LinksSARIF struct{ log *SARIF }

// NewLinksSARIF returns a renderer of SARIF; version is the program's.
func NewLinksSARIF(m *model.Model, version string) *LinksSARIF {
	return &LinksSARIF{newSARIF(m, version, func(s *SARIF, driver *sarif.ToolComponent) {
		s.addRule(driver, mismatchRule, "article",
			"the headline uses words that the article never mentions, or capitals and marks that it does without")
	})}
}

// Head is the log up to its results.
func (s *LinksSARIF) Head() []byte { return s.log.Head(nil) }

// Separator is the comma between results.
func (s *LinksSARIF) Separator() int { return s.log.Separator() }

// Tail is the log after its results.
func (s *LinksSARIF) Tail() []byte { return s.log.Tail() }

// Page appends the results of a page.
func (s *LinksSARIF) Page(dst []byte, p *Page) ([]byte, error) {
	for i := range p.Links {
		for _, r := range s.results(p, &p.Links[i]) {
			out, err := json.Marshal(r)
			if err != nil {
				return dst, err
			}
			dst = append(append(dst, ','), out...)
		}
	}
	return dst, nil
}

func (s *LinksSARIF) results(p *Page, l *Link) []*sarif.Result {
	var all []*sarif.Result
	if l.Verdict.Label == model.Sensational {
		all = append(all, s.log.result(l.Verdict))
	}
	if notable(l.Mismatch) {
		all = append(all, sarif.NewRuleResult(mismatchRule).WithRuleIndex(s.log.rule[mismatchRule]).WithLevel("note").
			WithMessage(sarif.NewTextMessage("Headline and article differ: "+sayMismatch(l.Mismatch))))
	}
	for _, r := range all {
		r.AddLocation(place(uri(p.Name), l.Line, l.Text))
	}
	return all
}

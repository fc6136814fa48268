package render

import (
	"encoding/json"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

// mismatchRule is the rule for headlines that say or shout what their article
// does not say.
const mismatchRule = "mismatch"

// LinksSARIF writes a SARIF 2.1.0 log with one result per sensational title, at
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
func (s *LinksSARIF) Page(dst []byte, p *Page) ([]byte, int, error) {
	sensational := 0
	for i := range p.Links {
		l := &p.Links[i]
		out, isSensational, problem := s.log.Append(dst, &records.Record{File: p.Name, Line: l.Line, Text: l.Text}, nil)
		if problem != nil {
			return dst, sensational, problem
		}
		dst = out
		if isSensational {
			sensational++
		}
		if notable(l.Mismatch) {
			note := sarif.NewRuleResult(mismatchRule).WithRuleIndex(s.log.rule[mismatchRule]).WithLevel("note").
				WithMessage(sarif.NewTextMessage("Headline and article differ: " + describeMismatch(l.Mismatch))).
				AddLocation(place(uri(p.Name), l.Line, l.Text))
			result, err := json.Marshal(note)
			if err != nil {
				return dst, sensational, err
			}
			dst = append(append(dst, ','), result...)
		}
	}
	return dst, sensational, nil
}

package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

const homepage = "https://github.com/heboh/heboh"

// SARIF writes a SARIF 2.1.0 log with one result a sensational headline, under
// the rule of the cue that speaks loudest. Its results are written as they
// come, so that a log of any length takes no memory.
type SARIF struct {
	model      *model.Model
	head, tail []byte
	rule       map[string]int // index of each rule
}

// NewSARIF returns a renderer of SARIF; version is the program's.
func NewSARIF(m *model.Model, version string) *SARIF { return newSARIF(m, version, nil) }

// newSARIF adds rules of its caller after the cues'.
func newSARIF(m *model.Model, version string, more func(*SARIF, *sarif.ToolComponent)) *SARIF {
	s := &SARIF{model: m, rule: map[string]int{}}
	driver := sarif.NewToolComponent().WithName("heboh").WithVersion(version).WithInformationURI(homepage)
	for _, c := range features.Catalogue() {
		s.addRule(driver, c.Name, string(c.Group), c.Doc)
	}
	s.addRule(driver, model.WordsCue, "words", "wording that labelled headlines taught the model to take for sensational")
	if more != nil {
		more(s, driver)
	}
	run := sarif.NewRun().WithTool(sarif.NewTool().WithDriver(driver)).WithColumnKind("unicodeCodePoints")
	log := report.NewV210Report().AddRun(run)
	var b bytes.Buffer
	if err := log.Write(&b); err != nil {
		panic(err) // strings and numbers of our own: they can be encoded
	}
	const results = `"results":[`
	at := bytes.Index(b.Bytes(), []byte(results+"]")) + len(results)
	s.head, s.tail = b.Bytes()[:at], append(b.Bytes()[at:], '\n')
	return s
}

func (s *SARIF) addRule(driver *sarif.ToolComponent, name, group, doc string) {
	if _, ok := s.rule[name]; ok {
		return
	}
	s.rule[name] = len(driver.Rules)
	driver.AddRule(sarif.NewRule(name).WithName(name).
		WithShortDescription(message(capital(doc))).
		WithHelp(message(fmt.Sprintf("%s. Group: %s. Tell it soberly: say what happened without this device, or leave the headline as it is when the device is part of a quotation.", capital(doc), group))))
}

func message(text string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(text)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

// Head is the log up to its results.
func (s *SARIF) Head([]string) []byte { return bytes.Clone(s.head) }

// Separator is the comma between results.
func (s *SARIF) Separator() int { return len(",") }

// Tail is the log after its results.
func (s *SARIF) Tail() []byte { return s.tail }

// Append appends a result if the headline is sensational.
func (s *SARIF) Append(dst []byte, rec *records.Record, _ []string) ([]byte, bool, *records.Problem) {
	e := s.model.Explain(rec.Text)
	if e.Label != model.Sensational {
		return dst, false, nil
	}
	out, err := json.Marshal(s.result(e).AddLocation(location(rec)))
	if err != nil {
		return dst, true, &records.Problem{File: rec.File, Line: rec.Line, Msg: err.Error()}
	}
	return append(append(dst, ','), out...), true, nil
}

// result is that of a sensational headline, without its place.
func (s *SARIF) result(e model.Explanation) *sarif.Result {
	cue, reasons := loudest(e.Cues)
	return sarif.NewRuleResult(cue).WithRuleIndex(s.rule[cue]).WithLevel("warning").
		WithMessage(sarif.NewTextMessage(fmt.Sprintf("Sensational headline (%.0f %%): %s", 100*e.Probability, reasons)))
}

// loudest is the cue of a device that adds most, and the reasons in words.
func loudest(reasons []model.Contribution) (cue, said string) {
	cue = model.WordsCue
	var list []string
	for _, c := range reasons {
		if c.LogOdds <= 0 || c.Cue == model.WordsCue {
			continue
		}
		if len(list) == 0 {
			cue = c.Cue
		}
		if len(list) < most/2 {
			list = append(list, fmt.Sprintf("%s (%s)", c.Cue, c.Text))
		}
	}
	if list == nil {
		return cue, "its wording as a whole"
	}
	return cue, strings.Join(list, ", ")
}

// location is the record's line; headlines from the command line have a name.
func location(rec *records.Record) *sarif.Location {
	if rec.File == "argument" {
		return sarif.NewLocation().AddLogicalLocation(
			sarif.NewLogicalLocation().WithName(fmt.Sprintf("argument %d", rec.Line)))
	}
	return place(uri(rec.File), rec.Line, rec.Text)
}

// place is a line of a document; line 0 is not known.
func place(address string, line int, text string) *sarif.Location {
	at := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(address))
	if line > 0 {
		at.WithRegion(sarif.NewRegion().WithStartLine(line).WithSnippet(sarif.NewArtifactContent().WithText(text)))
	}
	return sarif.NewLocation().WithPhysicalLocation(at)
}

func uri(file string) string {
	if strings.HasPrefix(file, "http://") || strings.HasPrefix(file, "https://") {
		return file
	}
	u := url.URL{Path: filepath.ToSlash(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}

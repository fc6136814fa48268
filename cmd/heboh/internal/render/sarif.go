package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	homepage    = "https://github.com/heboh/heboh"

	// biasedRule is the rule of biased headlines; those of sensational ones are
	// the cues.
	biasedRule = "biased"
)

// The parts of SARIF 2.1.0 that are used; names are the standard's.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		Name             string    `json:"name"`
		ShortDescription sarifText `json:"shortDescription"`
		Help             sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"name"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int       `json:"startLine"`
		Snippet   sarifText `json:"snippet"`
	}
)

// sarif writes a SARIF log with one result per sensational headline, under the
// rule of its strongest cue, and one per biased headline. Results are written as
// they come, so a log of any length needs no memory.
type sarif struct {
	report     Verdicts
	rules      []sarifRule
	index      map[string]int // of rules
	head, tail []byte
}

// newSARIF returns a log with a rule for each cue and those of the caller.
func newSARIF(o Options, more ...sarifRule) *sarif {
	s := &sarif{report: o.Report, index: map[string]int{}}
	for _, c := range features.Catalogue() {
		s.addRule(cueRule(c.Name, string(c.Group), c.Doc))
	}
	s.addRule(cueRule(model.WordsCue, "words", "wording that labelled headlines taught the model to take for sensational"))
	s.addRule(newRule(biasedRule, "the headline's own wording takes a side, casts doubt, belittles or glorifies",
		"Name the facts and leave the judgement to the reader, or attribute it to who made it."))
	for _, r := range more {
		s.addRule(r)
	}
	driver := sarifDriver{"heboh", o.Version, homepage, s.rules}
	log := sarifLog{sarifSchema, "2.1.0", []sarifRun{{sarifTool{driver}, "unicodeCodePoints", []sarifResult{}}}}
	out, err := marshal(log)
	if err != nil {
		panic(err) // our own strings and numbers can be encoded
	}
	const results = `"results":[`
	at := bytes.LastIndex(out, []byte(results)) + len(results)
	s.head, s.tail = out[:at], append(out[at:len(out):len(out)], '\n')
	return s
}

// marshal encodes as JSON without escaping for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func (s *sarif) addRule(r sarifRule) {
	s.index[r.ID] = len(s.rules)
	s.rules = append(s.rules, r)
}

func cueRule(name, group, doc string) sarifRule {
	return newRule(name, doc, capital(doc)+". Group: "+group+
		". Tell it soberly: say what happened without this device, or leave the headline as it is when the device is part of a quotation.")
}

func newRule(name, doc, help string) sarifRule {
	return sarifRule{name, name, sarifText{capital(doc)}, sarifText{help}}
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

// Head is the log up to its results.
func (s *sarif) Head([]string) []byte { return bytes.Clone(s.head) }

// Separator is the comma between results.
func (s *sarif) Separator() int { return len(",") }

// Tail is the log after its results.
func (s *sarif) Tail() []byte { return s.tail }

// append appends the results of a headline.
func (s *sarif) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	found := s.report.of(&r.Explanation)
	var results []sarifResult
	if found&Sensational != 0 {
		cue, reasons := strongest(r.Cues)
		results = append(results, s.result(cue, "warning", fmt.Sprintf("Sensational headline (%.0f %%): %s", 100*r.Probability, reasons)))
	}
	if found&Biased != 0 {
		_, reasons := strongest(r.Bias.Cues)
		results = append(results, s.result(biasedRule, "warning", fmt.Sprintf("Biased headline (%.0f %%): %s", 100*r.Bias.Probability, reasons)))
	}
	for _, result := range results {
		var err error
		if dst, err = s.appendResult(dst, result, location(r.Record)); err != nil {
			return dst, &records.Problem{File: r.File, Line: r.Line, Msg: err.Error()}
		}
	}
	return dst, nil
}

func (s *sarif) appendResult(dst []byte, r sarifResult, at sarifLocation) ([]byte, error) {
	r.Locations = []sarifLocation{at}
	out, err := marshal(r)
	if err != nil {
		return dst, err
	}
	return append(append(dst, ','), out...), nil
}

func (s *sarif) result(rule, level, message string) sarifResult {
	return sarifResult{RuleID: rule, RuleIndex: s.index[rule], Level: level, Message: sarifText{message}}
}

// most is how many reasons are listed.
const most = 8

// strongest is the cue that adds most, apart from learnt wording, and the
// reasons in words.
func strongest(reasons []model.Contribution) (cue, list string) {
	cue = model.WordsCue
	var named []string
	for _, c := range reasons {
		if c.LogOdds <= 0 || c.Cue == model.WordsCue {
			continue
		}
		if len(named) == 0 {
			cue = c.Cue
		}
		if len(named) < most/2 {
			named = append(named, fmt.Sprintf("%s (%s)", c.Cue, c.Text))
		}
	}
	if named == nil {
		return cue, "its wording as a whole"
	}
	return cue, strings.Join(named, ", ")
}

// location is the record's line; headlines from the command line have a name
// instead.
func location(rec *records.Record) sarifLocation {
	if rec.File == "argument" {
		return sarifLocation{Logical: []sarifLogical{{fmt.Sprintf("argument %d", rec.Line)}}}
	}
	return place(rec.File, rec.Line, rec.Text)
}

// place is a line of a file or page; line 0 means unknown.
func place(file string, line int, text string) sarifLocation {
	at := &sarifPhysical{Artifact: sarifArtifact{uri(file)}}
	if line > 0 {
		at.Region = &sarifRegion{line, sarifText{text}}
	}
	return sarifLocation{Physical: at}
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

// lint writes a line per positive verdict as compilers do, file:line: message,
// for editors and build logs.
type lint struct {
	frameless
	report Verdicts
}

func (l lint) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	found := l.report.of(&r.Explanation)
	for i, v := range []*model.ExplainedVerdict{&r.ExplainedVerdict, &r.Bias} {
		if found&(1<<i) == 0 {
			continue
		}
		_, reasons := strongest(v.Cues)
		dst = fmt.Appendf(dst, "%s:%d: %s headline (%.0f %%): %s: %s\n", ui.Visible(r.File), r.Line,
			v.Label, floorShare(v.Probability, v.Threshold), ui.Visible(r.Text), ui.Visible(reasons))
	}
	return dst, nil
}

package render

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	homepage    = "https://github.com/heboh/heboh"

	// The rules of biased headlines, and of headlines that say or shout what their
	// article does not say. Those of sensational ones are the cues.
	biasedRule   = "biased"
	mismatchRule = "mismatch"
)

// sarif writes a SARIF log with one result per sensational headline, under the
// rule of its strongest cue, and one per biased headline. Results are written as
// they come, so a log of any length needs no memory.
type sarif struct {
	dropping
	pageless
	report Verdicts
	rules  []string // as JSON
	index  map[string]int
	head   []byte
}

// newSARIF returns a log with a rule for each cue, that of biased headlines and, of
// links, that of headlines that differ from their article.
func newSARIF(o Options) *sarif {
	s := &sarif{report: o.Report, index: map[string]int{}}
	for _, c := range features.Catalogue() {
		s.cueRule(c.Name, string(c.Group), c.Doc)
	}
	s.cueRule(model.WordsCue, "words", "wording that labelled headlines taught the model to take for sensational")
	s.rule(biasedRule, "the headline's own wording takes a side, casts doubt, belittles or glorifies",
		"Name the facts and leave the judgement to the reader, or attribute it to who made it.")
	if o.Links {
		s.cueRule(mismatchRule, "article", "the headline uses words that the article never mentions, or capitals and marks that it does without")
	}
	version := ""
	if o.Version != "" {
		version = `"version":` + quote(o.Version) + ","
	}
	s.head = fmt.Appendf(nil, `{"$schema":%q,"version":"2.1.0","runs":[{"tool":{"driver":{"name":"heboh",%s"informationUri":%q,"rules":[%s]}},`+
		`"columnKind":"unicodeCodePoints","results":[`, sarifSchema, version, homepage, strings.Join(s.rules, ","))
	return s
}

func quote(s string) string { return string(records.AppendString(nil, s)) }

func (s *sarif) cueRule(name, group, doc string) {
	s.rule(name, doc, capital(doc)+". Group: "+group+
		". Tell it soberly: say what happened without this device, or leave the headline as it is when the device is part of a quotation.")
}

func (s *sarif) rule(name, doc, help string) {
	s.index[name] = len(s.rules)
	s.rules = append(s.rules, fmt.Sprintf(`{"id":%[1]s,"name":%[1]s,"shortDescription":{"text":%[2]s},"help":{"text":%[3]s}}`,
		quote(name), quote(capital(doc)), quote(help)))
}

// capital puts the first letter, which is ASCII, in upper case.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (s *sarif) Head(*records.Layout) []byte { return s.head }
func (s *sarif) Separator() int              { return len(",") }
func (s *sarif) Tail() []byte                { return []byte("]}]}\n") }

func (s *sarif) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	verdicts := found(r.Prediction()) & s.report
	if verdicts&Sensational != 0 {
		cue, reasons := strongest(&r.ExplainedVerdict, r.Text)
		dst = s.result(dst, r.Record, cue, "warning", fmt.Sprintf("Sensational headline (%.0f %%): %s", 100*r.Probability, reasons))
	}
	if verdicts&Biased != 0 {
		_, reasons := strongest(&r.Bias, r.Text)
		dst = s.result(dst, r.Record, biasedRule, "warning", fmt.Sprintf("Biased headline (%.0f %%): %s", 100*r.Bias.Probability, reasons))
	}
	if r.link != nil && notable(r.link.Mismatch) {
		dst = s.result(dst, r.Record, mismatchRule, "note", "Headline and article differ: "+describeMismatch(r.link.Mismatch))
	}
	return dst, nil
}

// result appends a result at the record's line; headlines from the command line
// have a name instead, and line 0 means unknown.
func (s *sarif) result(dst []byte, rec *records.Record, rule, level, message string) []byte {
	at := `"logicalLocations":[{"name":"argument ` + strconv.Itoa(rec.Line) + `"}]`
	if rec.File != "argument" {
		region := ""
		if rec.Line > 0 {
			region = fmt.Sprintf(`,"region":{"startLine":%d,"snippet":{"text":%s}}`, rec.Line, quote(rec.Text))
		}
		at = `"physicalLocation":{"artifactLocation":{"uri":` + quote(uri(rec.File)) + `}` + region + `}`
	}
	return fmt.Appendf(dst, `,{"ruleId":%s,"ruleIndex":%d,"level":%q,"message":{"text":%s},"locations":[{%s}]}`,
		quote(rule), s.index[rule], level, quote(message), at)
}

// most is how many reasons are listed.
const most = 8

// strongest is the cue that adds most, apart from learnt wording, and the reasons
// in words.
func strongest(v *model.ExplainedVerdict, headline string) (cue, list string) {
	cue = model.WordsCue
	for _, c := range v.Cues {
		if c.LogOdds > 0 && c.Cue != model.WordsCue {
			cue = c.Cue
			break
		}
	}
	var named []string
	for _, c := range v.Main(headline) {
		if c.LogOdds > 0 && len(named) < most/2 {
			named = append(named, strings.TrimSuffix(c.Cue.English+" ("+strings.Join(c.Texts, ", ")+")", " ()"))
		}
	}
	if named == nil {
		return cue, "its wording as a whole"
	}
	return cue, strings.Join(named, ", ")
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
	dropping
	report Verdicts
}

func (l lint) append(dst []byte, r *Result) ([]byte, *records.Problem) {
	verdicts := found(r.Prediction()) & l.report
	for i, v := range []*model.ExplainedVerdict{&r.ExplainedVerdict, &r.Bias} {
		if verdicts&(1<<i) == 0 {
			continue
		}
		_, reasons := strongest(v, r.Text)
		dst = fmt.Appendf(dst, "%s:%d: %s headline (%.0f %%): %s: %s\n", ui.Visible(r.File), r.Line,
			v.Label, floorShare(v.Probability, v.Threshold), ui.Visible(r.Text), ui.Visible(reasons))
	}
	return dst, nil
}

package render

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

const shout = `GEGER! Warga "Kampung" HISTERIS, Ini yang Terjadi 😀`

func record(text string, extra ...records.Field) *records.Record {
	return &records.Record{File: "in.txt", Line: 3, Text: text, Extra: extra}
}

func render(t *testing.T, r Renderer, recs ...*records.Record) string {
	t.Helper()
	out := r.Head(nil)
	for i, rec := range recs {
		rendered, _, bad := r.Append(nil, rec, nil)
		if bad != nil {
			t.Fatal(bad)
		}
		if i == 0 && len(rendered) > 0 {
			rendered = rendered[r.Separator():]
		}
		out = append(out, rendered...)
	}
	return string(append(out, r.Tail()...))
}

func mustNew(t *testing.T, m *model.Model, o Options) *Headlines {
	t.Helper()
	h, err := New(m, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestJSONMeansTheModel: what is written by hand is what the model said.
func TestJSONMeansTheModel(t *testing.T) {
	m := model.Default().WithThreshold(model.HeadSensational, .7).WithThreshold(model.HeadBiased, .4)
	for _, text := range []string{shout, "Rapat dewan dimulai", "\t\"\\\x01é"} {
		var got struct {
			Text string
			model.Explanation
		}
		d := json.NewDecoder(strings.NewReader(render(t, mustNew(t, m, Options{Format: "jsonl", Explain: true}), record(text))))
		if err := d.Decode(&got); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		want := m.Explain(text)
		if got.Text != text || got.Verdict != want.Verdict || got.Bias.Verdict != want.Bias.Verdict {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
		for _, v := range [][2]model.Reasons{{got.Reasons, want.Reasons}, {got.Bias.Reasons, want.Bias.Reasons}} {
			sum := v[0].Intercept
			for i, c := range v[0].Cues {
				sum += c.LogOdds
				if c != v[1].Cues[i] || c.Text != text[c.Start:c.End] {
					t.Errorf("%q: reason %+v, want %+v", text, c, v[1].Cues[i])
				}
			}
			if math.Abs(sum-v[1].LogOdds) > 1e-9 {
				t.Errorf("%q: reasons and intercept sum to %v, log-odds are %v", text, sum, v[1].LogOdds)
			}
		}
		for i, p := range got.Devices.Values() {
			if math.Abs(p-want.Devices.Values()[i]) > 5.1e-7 {
				t.Errorf("%q: %s is %v, want %v", text, model.DeviceNames[i], p, want.Devices.Values()[i])
			}
		}
	}
}

// TestJSONPassesFieldsThrough: under their own names; the added one gives way.
func TestJSONPassesFieldsThrough(t *testing.T) {
	got := render(t, mustNew(t, model.Default(), Options{Format: "jsonl"}), record("Rapat",
		records.Field{Name: "id", Key: `"id"`, Value: "1.50", JSON: true},
		records.Field{Name: "label", Key: `"label"`, Value: `"x"`, JSON: true},
		records.Field{Name: "cues", Key: `"cues"`, Value: `a "b"`}))
	if !strings.HasPrefix(got, `{"text":"Rapat","id":1.50,"label":"x","cues":"a \"b\"","heboh_label":"neutral","probability":`) ||
		!strings.HasSuffix(got, `,"language":"id"}`+"\n") || !json.Valid([]byte(got)) {
		t.Errorf("got %s", got)
	}
}

func TestCSVColumns(t *testing.T) {
	c := mustNew(t, model.Default(), Options{Format: "csv", Explain: true})
	columns := &records.Layout{Columns: []string{"id", "text", "title", "gone"}, Headline: 2}
	fields := []records.Field{{Name: "text", Value: "isi, berita"}, {Name: "id", Value: `"tujuh"`, JSON: true}, {Name: "new", Value: "1"}}
	row, _, bad := c.Append(nil, record(shout, fields...), columns)
	if bad == nil || bad.Field != "new" || bad.Once == "" {
		t.Errorf("a field without a column: %v", bad)
	}
	table, err := csv.NewReader(strings.NewReader(string(c.Head(columns)) + string(row))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := model.Default().Predict(shout)
	got := map[string]string{}
	for i, name := range table[0] {
		got[name] = table[1][i]
	}
	for name, want := range map[string]string{"title": shout, "id": "tujuh", "text": "isi, berita", "gone": "", "bias_label": m.Bias.Label.String()} {
		if got[name] != want {
			t.Errorf("%s: got %q, want %q", name, got[name], want)
		}
	}
	for _, column := range []string{"cues", "bias_cues"} {
		var reasons []model.Contribution
		if err := json.Unmarshal([]byte(got[column]), &reasons); err != nil || len(reasons) == 0 {
			t.Errorf("%s: %v, %q", column, err, got[column])
		}
	}
}

// sarifLog are the parts of SARIF that the tests look at.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID   string
					Help struct{ Text string }
				}
			}
		}
		Results []sarifResult
	}
}

type sarifResult struct {
	RuleID    string
	RuleIndex int
}

// checkSARIF holds a log to the schema, and its results to its rules.
func checkSARIF(t *testing.T, out string) []sarifResult {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	for _, r := range run.Results {
		if rule := run.Tool.Driver.Rules[r.RuleIndex]; rule.ID != r.RuleID || rule.Help.Text == "" {
			t.Errorf("rule %d is %s, the result says %s", r.RuleIndex, rule.ID, r.RuleID)
		}
	}
	return run.Results
}

// TestSARIF: one result per positive verdict, with a place.
func TestSARIF(t *testing.T) {
	m := model.Default().WithThreshold(model.HeadSensational, .01).WithThreshold(model.HeadBiased, 0)
	argument := record("EDAN! Ini kata <warga>")
	argument.File = "argument"
	address := record("EDAN! Ini kata warga")
	address.File = "https://warta.example/a?b=1"
	for _, c := range []struct {
		report Verdicts
		recs   []*records.Record
		want   int
	}{
		{0, nil, 0}, {0, []*records.Record{record(shout), argument, address}, 6},
		{Sensational, []*records.Record{record(shout), argument}, 2}, {Biased, []*records.Record{argument}, 1},
	} {
		if got := checkSARIF(t, render(t, mustNew(t, m, Options{Format: "sarif", Version: "v1", Report: c.report}), c.recs...)); len(got) != c.want {
			t.Errorf("%+v: %d results", c, len(got))
		}
	}
}

func TestLint(t *testing.T) {
	m := model.Default().WithThreshold(model.HeadBiased, 0)
	out := render(t, mustNew(t, m, Options{Format: "lint"}), record(shout), record("Rapat dewan dimulai"))
	for i, want := range []string{"in.txt:3: sensational headline (", "in.txt:3: biased headline (", "in.txt:3: biased headline ("} {
		if lines := strings.Split(out, "\n"); len(lines) != 4 || !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is not %q in %s", i, want, out)
		}
	}
	if out := render(t, mustNew(t, m, Options{Format: "lint", Report: Sensational}), record("Rapat dewan dimulai")); out != "" {
		t.Errorf("reports %s", out)
	}
}

func TestFeaturesNamesEveryCue(t *testing.T) {
	f, l := NewFeatures(Options{Format: "csv"}), &records.Layout{Columns: []string{"text", "id"}}
	out := string(f.Head(l)) + render(t, NewFeatures(Options{Format: "jsonl"}), record(shout))
	for _, c := range features.Catalogue() {
		if strings.Count(out, c.Name) < 2 {
			t.Errorf("%s is missing", c.Name)
		}
	}
	row, _, _ := f.Append(nil, record(shout, records.Field{Name: "id", Value: "7"}), l)
	table, err := csv.NewReader(strings.NewReader(string(f.Head(l)) + string(row))).ReadAll()
	if err != nil || len(table[1]) != features.NumCues+2 || table[1][1] != "7" {
		t.Errorf("%v: %q", err, table)
	}
}

func TestAppendShare(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1: "1", .5: "0.5", .1234564: "0.123456", .9999999: "1", 1e-9: "0", .000001: "0.000001", math.NaN(): "0"} {
		if got := string(appendShare(nil, v, 1e6)); got != want {
			t.Errorf("%v: got %s, want %s", v, got, want)
		}
	}
}

func TestAppendFloatIsJSON(t *testing.T) {
	for _, v := range []float64{0, 1, -.1, 1e-7, 1e21, 0.1 + 0.2, math.SmallestNonzeroFloat64} {
		want, _ := json.Marshal(v)
		var back float64
		if err := json.Unmarshal(appendFloat(nil, v), &back); err != nil || back != v {
			t.Errorf("got %s, encoding/json writes %s: %v", appendFloat(nil, v), want, err)
		}
	}
}

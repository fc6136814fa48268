package render

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

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
		one, _, bad := r.Append(nil, rec, nil)
		if bad != nil {
			t.Fatal(bad)
		}
		if i == 0 && len(one) > 0 {
			one = one[r.Separator():]
		}
		out = append(out, one...)
	}
	return string(append(out, r.Tail()...))
}

// TestJSONMeansTheModel: what is written by hand is what the model said.
func TestJSONMeansTheModel(t *testing.T) {
	m := model.Default()
	for _, text := range []string{shout, "Rapat dewan dimulai", "\t\"\\\x01é"} {
		var got struct {
			Text string
			model.Prediction
			Threshold float64
			Cues      []model.Contribution
			Bias      float64 `json:"bias_log_odds"`
		}
		d := json.NewDecoder(strings.NewReader(render(t, NewJSON(m, true), record(text))))
		if err := d.Decode(&got); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		want := m.Explain(text)
		if got.Text != text || got.Label != want.Label || got.Probability != want.Probability || got.Threshold != m.Threshold() {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
		sum := got.Bias
		for i, c := range got.Cues {
			sum += c.LogOdds
			if c != want.Cues[i] || c.Text != text[c.Start:c.End] {
				t.Errorf("%q: reason %+v, want %+v", text, c, want.Cues[i])
			}
		}
		if math.Abs(sum-m.LogOdds(text)) > 1e-9 {
			t.Errorf("%q: reasons and intercept sum to %v, log-odds are %v", text, sum, m.LogOdds(text))
		}
		for i, p := range got.Devices.Values() {
			if math.Abs(p-want.Devices.Values()[i]) > 5.1e-7 {
				t.Errorf("%q: %s is %v, want %v", text, model.DeviceNames[i], p, want.Devices.Values()[i])
			}
		}
	}
}

func TestJSONPassesFieldsThrough(t *testing.T) {
	got := render(t, NewJSON(model.Default(), false), record("Rapat",
		records.Field{Name: "id", Key: `"id"`, Value: "1.50", JSON: true},
		records.Field{Name: "label", Key: `"label"`, Value: `"x"`, JSON: true},
		records.Field{Name: "note", Key: `"note"`, Value: `a "b"`}))
	if want := `,"id":1.50,"label":"x","note":"a \"b\""}` + "\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
	if !json.Valid([]byte(got)) {
		t.Error("not JSON")
	}
}

func TestCSVColumns(t *testing.T) {
	c := NewCSV(model.Default(), true)
	columns := []string{"id", "text", "gone"}
	fields := []records.Field{{Name: "text", Value: "isi, berita"}, {Name: "id", Value: `"tujuh"`, JSON: true}, {Name: "new", Value: "1"}}
	row, _, bad := c.Append(nil, record(shout, fields...), columns)
	if bad == nil || bad.Field != "new" || bad.Once == "" {
		t.Errorf("a field without a column: %v", bad)
	}
	table, err := csv.NewReader(strings.NewReader(string(c.Head(columns)) + string(row))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for i, name := range table[0] {
		got[name] = table[1][i]
	}
	for name, want := range map[string]string{"heboh_text": shout, "id": "tujuh", "text": "isi, berita", "gone": ""} {
		if got[name] != want {
			t.Errorf("%s: got %q, want %q", name, got[name], want)
		}
	}
	var reasons []model.Contribution
	if err := json.Unmarshal([]byte(got["cues"]), &reasons); err != nil || len(reasons) == 0 {
		t.Errorf("cues: %v, %q", err, got["cues"])
	}
}

// TestSARIFIsValid: against the schema, with a rule for every result.
func TestSARIFIsValid(t *testing.T) {
	m := model.Default().WithThreshold(model.HeadSensational, .01)
	argument := record("EDAN! Ini kata warga")
	argument.File = "argument"
	for name, recs := range map[string][]*records.Record{
		"none": nil, "two": {record(shout), argument},
	} {
		log, err := sarif.FromString(render(t, NewSARIF(m, "v1"), recs...))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := log.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		run := log.Runs[0]
		if len(run.Results) != len(recs) {
			t.Fatalf("%s: %d results", name, len(run.Results))
		}
		for _, r := range run.Results {
			if rule := run.Tool.Driver.Rules[r.RuleIndex]; *rule.ID != *r.RuleID || *rule.Help.Text == "" {
				t.Errorf("%s: rule %d is %s, the result says %s", name, r.RuleIndex, *rule.ID, *r.RuleID)
			}
		}
	}
}

func TestFeaturesNamesEveryCue(t *testing.T) {
	f := NewFeatures(false)
	out := string(f.Head([]string{"id"})) + render(t, NewFeatures(true), record(shout))
	for _, c := range features.Catalogue() {
		if strings.Count(out, c.Name) < 2 {
			t.Errorf("%s is missing", c.Name)
		}
	}
	row, _, _ := f.Append(nil, record(shout, records.Field{Name: "id", Value: "7"}), []string{"id"})
	table, err := csv.NewReader(strings.NewReader(string(f.Head([]string{"id"})) + string(row))).ReadAll()
	if err != nil || len(table[1]) != features.NumCues+2 || table[1][features.NumCues+1] != "7" {
		t.Errorf("%v: %q", err, table)
	}
}

func TestAppendShare(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 1: "1", .5: "0.5", .1234564: "0.123456", .9999999: "1", 1e-9: "0", .000001: "0.000001", math.NaN(): "0"} {
		if got := string(appendShare(nil, v)); got != want {
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

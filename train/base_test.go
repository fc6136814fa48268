package train

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

// houseTaste are verdicts of a desk for which "Kabar gembira" is a shout: every
// plain title once as it is, neutral, and once with it, sensational.
func houseTaste(n int) []datasets.Example {
	who := []string{"Petani", "Nelayan", "Guru", "Warga Desa", "Pedagang Pasar", "Pelajar"}
	what := []string{"Terima Bantuan Benih", "Dapat Pelatihan Gratis", "Ikut Lomba Memasak", "Gelar Rapat Tahunan", "Pindah ke Gedung Lama", "Tanam Pohon Mangga", "Belajar Membaca Peta"}
	where := []string{"di Tepi Sungai", "di Balai Desa", "di Lereng Utara", "di Kota Kecil"}
	var out []datasets.Example
	for i := 0; len(out) < n; i++ {
		plain := fmt.Sprintf("%s %s %s", who[i%len(who)], what[i%len(what)], where[i/3%len(where)])
		out = append(out, datasets.NewExample(plain, datasets.Neutral), datasets.NewExample("Kabar Gembira, "+plain, datasets.Sensational))
	}
	return out[:n]
}

// corrected corrects the shipped model by the house's taste.
func corrected(t testing.TB, opt CorrectOptions) *Corrected {
	t.Helper()
	if opt.Corrections == nil {
		opt.Corrections = houseTaste(60)
	}
	if opt.Reference == nil {
		opt.Reference = small()[:400]
	}
	c, err := Correct(context.Background(), model.Default(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCorrectLearnsAndKeepsTheRest(t *testing.T) {
	c := corrected(t, CorrectOptions{Seed: 1})
	k := c.Corrections
	if k.LogLoss.Between[1] > -.05 || k.After.F1 < k.Before.F1+.2 {
		t.Errorf("out of fold: log loss %+v, F1 %.3f before and %.3f after", k.LogLoss, k.Before.F1, k.After.F1)
	}
	if worse := c.Worse(); worse != nil {
		t.Errorf("worse: %q", worse)
	}
	if c.Reference.F1.Value < -.01 {
		t.Errorf("F1 of the reference moved by %v", c.Reference.F1.Value)
	}
	const plain, shout = "Koperasi Membuka Toko Buku", "Kabar Gembira, Koperasi Membuka Toko Buku"
	base := model.Default()
	if before, after := base.LogOdds(shout)-base.LogOdds(plain), c.Model.LogOdds(shout)-c.Model.LogOdds(plain); after < before+1 {
		t.Errorf("log-odds of the words moved from %.2f to %.2f", before, after)
	}
	for i, cue := range features.Catalogue() {
		if w := c.Model.Parts().Heads[model.HeadSensational].Cues[i]; float64(cue.Sign)*w < 0 {
			t.Errorf("cue %s has weight %v", cue.Name, w)
		}
	}
	if base.Threshold() != c.Model.Threshold() {
		t.Error("the threshold moved")
	}
	if a, b := base.Predict(plain), c.Model.Predict(plain); a.Devices != b.Devices {
		t.Error("the devices moved")
	}
}

func saved(t testing.TB, m *model.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCorrectRepeatsToTheByte(t *testing.T) {
	opt := CorrectOptions{Seed: 3, Info: model.Info{Name: "house", Version: "1"}}
	a, b := saved(t, corrected(t, opt).Model), saved(t, corrected(t, opt).Model)
	if !bytes.Equal(a, b) {
		t.Error("the same corrections gave another model")
	}
	opt.Weight = 5
	if bytes.Equal(a, saved(t, corrected(t, opt).Model)) {
		t.Error("another weight gave the same model")
	}
}

// TestCorrectWeights: an example's own weight multiplies that of all, and one of
// weight 0 is no correction.
func TestCorrectWeights(t *testing.T) {
	twice := houseTaste(40)
	for i := range twice {
		twice[i].Weight = 2
	}
	twice = append(twice, datasets.Example{Text: "Kabar Gembira", Label: datasets.Neutral, Intensity: datasets.NoIntensity})
	a := corrected(t, CorrectOptions{Corrections: houseTaste(40), Weight: 4})
	b := corrected(t, CorrectOptions{Corrections: twice, Weight: 2})
	for _, e := range twice {
		if p, q := a.Model.Score(e.Text), b.Model.Score(e.Text); p != q {
			t.Fatalf("%q: %v, %v", e.Text, p, q)
		}
	}
}

// TestCorrectWithoutReference: the sample set keeps the model from getting worse
// elsewhere. Corrections in the taste of a house may make it better: model 6
// gains .021.
func TestCorrectWithoutReference(t *testing.T) {
	opt := CorrectOptions{Corrections: houseTaste(20)}
	c, err := Correct(context.Background(), model.Default(), opt)
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Reference.Before.N; n < len(datasets.Sample())-10 {
		t.Errorf("reference of %d rows", n)
	}
	if v := c.Reference.LogLoss.Value; v > .02 || v < -.05 {
		t.Errorf("log loss of the sample moved by %v", c.Reference.LogLoss.Value)
	}
}

func TestCorrectOneLabelOnly(t *testing.T) {
	var alarms []datasets.Example
	for _, e := range houseTaste(24) {
		if e.Label == datasets.Sensational {
			alarms = append(alarms, e)
		}
	}
	if c := corrected(t, CorrectOptions{Corrections: alarms}); c.Corrections.After.N != len(alarms) {
		t.Errorf("%d rows", c.Corrections.After.N)
	}
}

func TestCorrectOverrules(t *testing.T) {
	corrections := houseTaste(20)
	reference := append(small()[:300], datasets.NewExample(strings.ToUpper(corrections[1].Text), datasets.Neutral))
	c := corrected(t, CorrectOptions{Corrections: append(corrections, corrections[0]), Reference: reference})
	if c.Overruled != 1 || c.Duplicates.Merged != 1 || c.Reference.Before.N != 300 {
		t.Errorf("%d overruled, %d merged, reference of %d", c.Overruled, c.Duplicates.Merged, c.Reference.Before.N)
	}
}

func TestCorrectCheckIsNotLearnt(t *testing.T) {
	check := small()[400:600]
	a := corrected(t, CorrectOptions{Seed: 1})
	b := corrected(t, CorrectOptions{Seed: 1, Check: check})
	if b.Reference.Before.N != len(check) {
		t.Errorf("measured on %d rows", b.Reference.Before.N)
	}
	if p, q := a.Model.Score(check[0].Text), b.Model.Score(check[0].Text); p != q {
		t.Error("the check changed the model")
	}
}

func TestCorrectThresholdRule(t *testing.T) {
	rule, err := metrics.ParseRule("precision=0.99")
	if err != nil {
		t.Fatal(err)
	}
	c := corrected(t, CorrectOptions{Rule: &rule})
	if m := c.Model; m.Threshold() == model.Default().Threshold() || m.Info().ThresholdRule != "precision=0.99" {
		t.Errorf("threshold %v by %q", m.Threshold(), m.Info().ThresholdRule)
	}
}

func TestCorrectRecords(t *testing.T) {
	source := model.Source{Name: "feedback.jsonl", Rows: 60, Use: "corrections, weight 2"}
	c := corrected(t, CorrectOptions{Info: model.Info{Name: "house", Version: "7"}, Sources: []model.Source{source}})
	i, base := c.Model.Info(), model.Default().Info()
	if i.Name != "house" || i.Version != "7" || i.Description != base.Description || i.ThresholdRule != base.ThresholdRule {
		t.Errorf("%+v", i)
	}
	first, last := i.Data[0], i.Data[len(i.Data)-1]
	if first.Name != "model "+base.Name+" "+base.Version || first.SHA256 != fmt.Sprintf("%x", model.Default().Sum()) || last != source || len(i.Data) != len(base.Data)+2 {
		t.Errorf("%+v … %+v", first, last)
	}
	if i.Figures["corrections_n"] != 60 || i.Figures["feedback_weight"] != DefaultFeedbackWeight || i.Figures["reference_log_loss_after"] != c.Reference.After.LogLoss {
		t.Errorf("%v", i.Figures)
	}
}

func TestCorrectRefuses(t *testing.T) {
	good, reference := houseTaste(20), small()[:100]
	rule, err := metrics.ParseRule("f1")
	if err != nil {
		t.Fatal(err)
	}
	unlabelled := append(houseTaste(4), datasets.Example{Text: "Tanpa Label", Label: datasets.Unlabelled, Weight: 1, File: "a.tsv", Line: 6})
	for name, c := range map[string]struct {
		opt  CorrectOptions
		says string
	}{
		"nothing":       {CorrectOptions{Reference: reference}, "0 headlines with a verdict"},
		"one title":     {CorrectOptions{Corrections: []datasets.Example{good[0], good[0]}, Reference: reference}, "1 headlines with a verdict"},
		"no label":      {CorrectOptions{Corrections: unlabelled, Reference: reference}, "corrections: a.tsv:6: field label"},
		"reference":     {CorrectOptions{Corrections: good, Reference: unlabelled}, "reference: a.tsv:6: field label"},
		"check":         {CorrectOptions{Corrections: good, Reference: reference, Check: unlabelled}, "check: a.tsv:6: field label"},
		"weight":        {CorrectOptions{Corrections: good, Reference: reference, Weight: -1}, "weight -1"},
		"all corrected": {CorrectOptions{Corrections: good, Reference: good}, "every headline of the reference was corrected"},
		"small for f1":  {CorrectOptions{Corrections: good, Reference: reference, Rule: &rule}, "requires a reference of 200 headlines"},
	} {
		if _, err := Correct(context.Background(), model.Default(), c.opt); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want an error about %q", name, err, c.says)
		}
	}
}

func TestCorrectStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Correct(ctx, model.Default(), CorrectOptions{Corrections: houseTaste(20)}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestDealIsBalanced: shares of either kind and label are equal, and wordings of
// one title stay together.
func TestDealIsBalanced(t *testing.T) {
	corrections := houseTaste(42)
	corrections = append(corrections, datasets.NewExample(strings.ToUpper(corrections[3].Text), datasets.Sensational))
	c := &corrector{base: model.Default(), opt: CorrectOptions{Corrections: corrections, Reference: small()[:100], Weight: 1}}
	if err := c.gather(); err != nil {
		t.Fatal(err)
	}
	count := map[int][2]int{}
	for i, f := range c.fold[:42] {
		n := count[f]
		n[corrections[i].Label]++
		count[f] = n
	}
	for f := range correctionFolds {
		for _, n := range count[f] {
			if n < 4 || n > 5 {
				t.Errorf("fold %d holds %v of %d corrections", f, count[f], len(corrections))
			}
		}
	}
	if c.fold[3] != c.fold[42] {
		t.Error("one title stands in two folds")
	}
}

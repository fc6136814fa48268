package recipe

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heboh/heboh/datasets"
)

// folder writes a few rows of every file that Read needs.
func folder(t *testing.T, gold string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"gold/train.tsv":           gold,
		"click-id/train.tsv":       "text\tlabel\tvotes\nBegini Cara Kambing Berhitung\t1\t3\n",
		"stop-clickbait/train.tsv": "text\tlabel\nGoats That Count\t1\n",
		"click-id/unlabelled.tsv":  "text\tsource\nKambing Pulang\tA\n",
		"unlabelled-more.tsv":      "text\tsource\nKambing Pergi\tB\n",
		"pool/labelled.tsv":        "text\tlang\tsource\tdate\tstratum\tintensity\tslant\twords\nKambing Hebat\tid\tK\t2024-01-02\tcaps\t1\t2\tHebat\n",
		"pool/titles.tsv":          "text\tlang\tdate\nKambing Lewat\tid\t2025?\n",
		"click-id/articles.tsv":    "text\tbody\nKambing Makan\tSeekor kambing makan.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRead(t *testing.T) {
	s, err := Read("../..", folder(t, "text\tlabel\tstratum\nGeger Kambing\t1\tcue\nKambing Dijual\t0\trandom\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Gold) != 2 || len(s.Titles) != 2 || len(s.Labelled) != 1 {
		t.Errorf("%d of gold, %d titles, %d labelled", len(s.Gold), len(s.Titles), len(s.Labelled))
	}
	opt := s.Options(nil, nil)
	if opt.Rule.String() != "f1" {
		t.Errorf("rule %s", opt.Rule)
	}
	if len(opt.Info.Data) == 0 || len(opt.Extra) < len(datasets.Sample()) {
		t.Errorf("%d sources, %d extra examples", len(opt.Info.Data), len(opt.Extra))
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ gold, want string }{
		{"text\tlabel\tstratum\nGeger Kambing\tperhaps\tcue\n", "gold/train.tsv:2"},
	} {
		if _, err := Read("../..", folder(t, c.gold)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want one that says %q", err, c.want)
		}
	}
}

func TestReread(t *testing.T) {
	gold := []datasets.Example{
		{Text: "Geger Kambing", Label: 1, Soft: 1},
		{Text: "Kambing Dijual", Label: 0, Soft: 0},
	}
	notes := datasets.Annotations{datasets.KeyHash("geger, kambing"): {Intensity: 1}}
	keys := reread(gold, notes)
	if want := (1 + datasets.SoftFromIntensity(1)) / 2; gold[0].Soft != want || gold[0].Label != 1 || gold[1].Soft != 0 {
		t.Errorf("targets %v and %v, want %v and 0", gold[0].Soft, gold[1].Soft, want)
	}
	if len(keys) != 2 || len(annotated(gold, notes, keys)) != 0 || len(annotated(gold, notes, nil)) != 1 {
		t.Errorf("keys %v: a headline of gold must not be learnt from twice", keys)
	}
}

// TestReadWithoutData: in a clone, which lacks the data, one line says so.
func TestReadWithoutData(t *testing.T) {
	if _, err := Read("../..", "missing"); err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "CONTRIBUTING.md") {
		t.Errorf("error %v", err)
	}
}

package model_test

import (
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/heboh/heboh/model"
)

// TestConcurrentUse: one model serves 64 goroutines, while others load the
// same file.
func TestConcurrentUse(t *testing.T) {
	m := toys(t)["classes"]
	file := save(t, m)
	list := titles()[:100]
	want, bias := make([]model.Prediction, len(list)), make([]float64, len(list))
	for i, title := range list {
		want[i], bias[i] = m.Predict(title), m.Reasons(title, model.HeadBiased).LogOdds
	}
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			for i := range list {
				k := (i + g) % len(list)
				if m.Predict(list[k]) != want[k] || m.Score(list[k]) != want[k].Probability || m.Reasons(list[k], model.HeadBiased).LogOdds != bias[k] {
					t.Errorf("%q: another verdict in a goroutine", list[k])
					return
				}
				if g%16 == 0 && i%50 == 0 {
					if _, err := model.Load(strings.NewReader(string(file))); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
}

// TestDependencies: a tool that imports the model gets the standard library,
// golang.org/x/text and this module.
func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.Fields(string(out)) {
		ok := strings.HasPrefix(p, "golang.org/x/text/")
		for _, own := range []string{"model", "features", "features/lexicon", "features/internal/hash"} {
			ok = ok || p == "github.com/heboh/heboh/"+own
		}
		if !ok {
			t.Errorf("the model imports %s", p)
		}
	}
}

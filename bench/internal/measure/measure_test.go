package measure

import (
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSample(t *testing.T) {
	tests := []struct {
		s                Sample
		min, median, max float64
	}{
		{Sample{3}, 3, 3, 3},
		{Sample{4, 1, 3}, 1, 3, 4},
		{Sample{4, 1, 3, 2}, 1, 2.5, 4},
	}
	for _, test := range tests {
		before := slices.Clone(test.s)
		if test.s.Min() != test.min || test.s.Median() != test.median || test.s.Max() != test.max {
			t.Errorf("%v: %v, %v, %v", test.s, test.s.Min(), test.s.Median(), test.s.Max())
		}
		if !slices.Equal(before, test.s) {
			t.Errorf("%v was reordered to %v: rounds must stay in place", before, test.s)
		}
	}
	if s := (Sample{}); !math.IsNaN(s.Min()) || !math.IsNaN(s.Median()) || !math.IsNaN(s.Max()) {
		t.Error("an empty sample has figures")
	}
}

func TestRatios(t *testing.T) {
	got := Ratios(Sample{6, 9, 1}, Sample{2, 3})
	if !slices.Equal(got, Sample{3, 3}) {
		t.Errorf("got %v", got)
	}
}

func TestRuns(t *testing.T) {
	r := Runs{{Wall: 4 * time.Second, CPU: 2 * time.Second, RSS: 10}, {Wall: 2 * time.Second, CPU: time.Second, RSS: 30}}
	if !slices.Equal(r.CPU(4), Sample{0.5, 0.25}) || !slices.Equal(r.Wall(2), Sample{2, 1}) || r.RSS() != 30 {
		t.Errorf("%v %v %v", r.CPU(4), r.Wall(2), r.RSS())
	}
}

func TestRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	u, err := Run(context.Background(), Command{
		Args:   []string{"sort"},
		Stdin:  func(w io.Writer) error { _, err := io.WriteString(w, "b\na\n"); return err },
		Stdout: out,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(out); string(got) != "a\nb\n" {
		t.Errorf("output %q", got)
	}
	if u.Wall <= 0 || u.RSS < 1<<18 {
		t.Errorf("usage %+v", u)
	}
}

func TestRunTellsWhatFailed(t *testing.T) {
	_, err := Run(context.Background(), Command{Args: []string{"sh", "-c", "echo no such model >&2; exit 3"}})
	if err == nil || !strings.Contains(err.Error(), "no such model") || !strings.Contains(err.Error(), "status 3") {
		t.Errorf("error %v", err)
	}
}

func TestTogether(t *testing.T) {
	nap := Command{Args: []string{"sleep", "0.2"}}
	u, err := Together(context.Background(), []Command{nap, nap})
	if err != nil {
		t.Fatal(err)
	}
	if u.Wall < 200*time.Millisecond || u.RSS < 1<<18 {
		t.Errorf("usage %+v", u)
	}
	if _, err := Together(context.Background(), []Command{nap, {Args: []string{"false"}}}); err == nil {
		t.Error("one failed, and nothing was said")
	}
}

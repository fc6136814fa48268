package datasets

import (
	"math"
	"testing"
)

func TestSoft(t *testing.T) {
	voted := Example{Label: 1, Votes: 2, Annotators: 3, Intensity: 0}
	rated := Example{Label: 1, Intensity: 2}
	tests := []struct {
		name string
		e    Example
		want float64
	}{
		{"votes before intensity", voted, 2.0 / 3},
		{"intensity before label", rated, 0.98},
		{"label", NewExample("x", 1), 1},
		{"neutral label", NewExample("x", 0), 0},
		{"nothing known", NewExample("x", Unlabelled), 0.5},
	}
	for _, tt := range tests {
		if got := Soft(tt.e); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSoftFromIntensity(t *testing.T) {
	for _, tt := range []struct {
		in, want float64
		label    int
	}{
		{-1, 0, 0}, {0, 0, 0}, {0.5, 0.01, 0}, {1, 0.02, 0}, {1.25, 0.21, 0}, {1.5, 0.4, 0}, {1.55, 0.458, 0},
		{1.67, 0.5972, 1}, {2, 0.98, 1}, {2.5, 0.99, 1}, {3, 1, 1}, {9, 1, 1}, {math.NaN(), 0, 0},
	} {
		if got := SoftFromIntensity(tt.in); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%v: got %v, want %v", tt.in, got, tt.want)
		}
		if got := LabelFromIntensity(tt.in); got != tt.label {
			t.Errorf("label of %v: got %d", tt.in, got)
		}
	}
	last := -1.0
	for i := 0.0; i <= 3; i += 1.0 / 64 {
		if s := SoftFromIntensity(i); s <= last {
			t.Fatalf("not rising at %v", i)
		} else {
			last = s
		}
	}
}

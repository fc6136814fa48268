package features

import "testing"

// TestClassCuesCountToTwo: terms are counted as once or twice and no further,
// which is exact as long as no class's cue goes beyond.
func TestClassCuesCountToTwo(t *testing.T) {
	for class, cue := range classCue {
		if m := cue.Max(); m > 2 {
			t.Errorf("class %v: its cue counts to %v", class, m)
		}
	}
}

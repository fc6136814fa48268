package lexicon

import "testing"

func TestClassString(t *testing.T) {
	for c := range Class(NumClasses) {
		back, ok := classNamed(c.String())
		if !ok || back != c {
			t.Errorf("class %d: name %q leads to %d, %v", c, c, back, ok)
		}
	}
	if Loaded.String() != "loaded" || Function.String() != "function" || Class(NumClasses).String() != "unknown" {
		t.Errorf("names: %s, %s, %s", Loaded, Function, Class(NumClasses))
	}
}

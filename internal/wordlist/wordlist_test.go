package wordlist

import (
	"reflect"
	"testing"
)

func TestRead(t *testing.T) {
	got := Read("# a comment, with a comma\n\n[one]\na, b c,\nd\r\n[two]\n# another\ne\n")
	if want := (Lists{"one": {"a", "b c", "d"}, "two": {"e"}}); !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if set := got.Set("one"); len(set) != 3 || !set["b c"] {
		t.Error(set)
	}
	defer func() {
		if recover() == nil {
			t.Error("a missing list is taken")
		}
	}()
	got.Entries("three")
}

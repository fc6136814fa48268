package records

import "testing"

func TestGuarded(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Rapat": "Rapat", "=1+1": "'=1+1", " =1+1": "' =1+1", "-5": "-5", "-5 derajat": "'-5 derajat", "+3,2": "'+3,2", "@warga": "'@warga",
		"\tx": "'\tx", "\uff1d1": "'\uff1d1", "'90-an": "'90-an", "énergi": "énergi",
	} {
		if got := Guarded(in); got != want || unguarded(got) != in {
			t.Errorf("%q: got %q, want %q; back %q", in, got, want, unguarded(got))
		}
	}
}

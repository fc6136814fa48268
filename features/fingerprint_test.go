package features

import (
	"encoding/hex"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata: the fingerprint and the golden vectors")

const golden = "testdata/fingerprint.txt"

// TestFingerprint notices every change of the features: models trained before
// it no longer fit. When the change is meant, run go generate ./features and
// train the shipped model again.
func TestFingerprint(t *testing.T) {
	fp := Fingerprint()
	got := hex.EncodeToString(fp[:])
	if *update {
		if err := os.WriteFile(golden, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != got {
		t.Errorf("the features have changed: fingerprint %s, recorded %s; if that is meant, run go generate ./features and train the shipped model again", got, want)
	}
}

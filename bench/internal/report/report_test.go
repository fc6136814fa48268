package report

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/heboh/heboh/bench/internal/measure"
)

func TestTable(t *testing.T) {
	table := &Table{Head: []string{"program", "µs"}}
	table.Add("a|b", "1.25")
	table.Add("heboh", "10")
	want := "" +
		"| program |   µs |\n" +
		"|---------|-----:|\n" +
		"| a\\|b    | 1.25 |\n" +
		"| heboh   |   10 |\n"
	if got := table.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestPut(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"replaced", "a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb\n", "a\n<!-- bench:x -->\nnew\n<!-- /bench:x -->\nb\n"},
		{"filled", "<!-- bench:x -->\n<!-- /bench:x -->\n", "<!-- bench:x -->\nnew\n<!-- /bench:x -->\n"},
		{"another block", "<!-- bench:y -->\n<!-- /bench:y -->\n", ""},
		{"no end", "<!-- bench:x -->\nold\n", ""},
		{"end before start", "<!-- /bench:x -->\n<!-- bench:x -->\n", ""},
		{"empty", "", ""},
	}
	for _, test := range tests {
		got, found := Put([]byte(test.text), "x", "new\n\n")
		if want := test.want; found != (want != "") || found && string(got) != want || !found && string(got) != test.text {
			t.Errorf("%s: got %q, %t", test.name, got, found)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	with, without := filepath.Join(dir, "with.md"), filepath.Join(dir, "without.md")
	for name, text := range map[string]string{with: "<!-- bench:x -->\n<!-- /bench:x -->\n", without: "nothing here\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := Write([]string{without, with}, "x", "table")
	if err != nil || !slices.Equal(written, []string{with}) {
		t.Fatalf("wrote %v, %v", written, err)
	}
	if got, _ := os.ReadFile(with); string(got) != "<!-- bench:x -->\ntable\n<!-- /bench:x -->\n" {
		t.Errorf("got %q", got)
	}
	if _, err := Write([]string{filepath.Join(dir, "none")}, "x", ""); err == nil {
		t.Error("a file that is not there is no error")
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1.00", 12.345: "12.3", 0.012345: "0.0123", 999: "999", 12345: "12,345",
		1234567: "1,234,567", -1234.5: "-1,234", math.Inf(1): "–",
	} {
		if got := Number(v); got != want {
			t.Errorf("%v: got %s, want %s", v, got, want)
		}
	}
	if got := Number(math.NaN()); got != "–" {
		t.Errorf("NaN is %s", got)
	}
	for n, want := range map[int64]string{900: "0.900 kB", 12_345: "12.3 kB", 5_600_000: "5.60 MB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
	if got := Spread(measure.Sample{2, 1, 4}, 10); got != "20.0 (10.0–40.0)" {
		t.Errorf("spread %s", got)
	}
	if got := Count(10000000); got != "10,000,000" {
		t.Errorf("count %s", got)
	}
}

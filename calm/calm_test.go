package calm

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
)

//go:embed testdata/headlines.tsv
var headlines string

// pairs are headlines with their calmer versions, "-" for none.
func pairs(t testing.TB) (all [][2]string) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSpace(headlines), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		before, after, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("testdata/headlines.tsv:%d: no tab", i+1)
		}
		all = append(all, [2]string{before, after})
	}
	return all
}

func TestHeadlines(t *testing.T) {
	all := pairs(t)
	if len(all) < 200 {
		t.Fatalf("%d pairs, must be at least 200", len(all))
	}
	for _, pair := range all {
		want := pair[1]
		r := Headline(model.Default(), pair[0])
		got := r.Calm
		if !r.Safe() {
			got = "-"
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", pair[0], got, want)
		}
	}
}

package features

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/heboh/heboh/features/internal/hash"
)

// goldenFile holds headlines, of our own making, and their features: a quoted
// text, its tokens, the cues with the places where they fired, and a hash of the
// n-grams with their ranges. To add a headline, append its quoted text and run
// this test with -update.
const goldenFile = "testdata/golden.txt"

func TestGolden(t *testing.T) {
	data, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	var h Headline
	var out strings.Builder
	n := 0
	for record := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n\n") {
		quoted, _, _ := strings.Cut(record, "\n")
		text, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%s: %s: %v", goldenFile, quoted, err)
		}
		got := quoted + "\n" + describe(&h, text)
		if got != record && !*update {
			t.Errorf("features have changed:\n%s\nwant:\n%s", got, record)
		}
		if n++; n > 1 {
			out.WriteByte('\n')
		}
		out.WriteString(got + "\n")
	}
	if n < 200 {
		t.Errorf("%d headlines, fewer than 200", n)
	}
	if *update {
		if err := os.WriteFile(goldenFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// describe writes the features of a text, one cue per line.
func describe(h *Headline, text string) string {
	var b strings.Builder
	h.RecordHits(true)
	h.Reset(text)
	b.WriteString("tokens:")
	for _, t := range Tokenize(text) {
		fmt.Fprintf(&b, " %s@%d-%d", t.Text, t.Start, t.End)
	}
	for id, v := range h.Cues() {
		if v == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s %v:", CueID(id), v)
		for _, hit := range h.Hits() {
			if hit.Cue == CueID(id) {
				at := h.Span(hit.From, hit.To)
				fmt.Fprintf(&b, " %v@%d-%d", hit.Amount, at.Start, at.End)
			}
		}
	}
	sum := uint64(0)
	ranges := h.NGramRanges(nil, nil)
	grams := h.NGrams(nil, nil)
	for i, g := range grams {
		sum = hash.Pair(hash.Pair(sum, g), uint64(ranges[i].From)<<32|uint64(ranges[i].To))
	}
	fmt.Fprintf(&b, "\n%d n-grams %016x", len(grams), sum)
	return b.String()
}

package render

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		title string
		width int
		want  string
	}{
		{"satu dua tiga", 0, "satu dua tiga"},
		{"satu dua tiga", 8, "satu dua|tiga"},
		{"satu  dua", 20, "satu  dua"},
		{"panjangsekali", 5, "panja|ngsek|ali"},
		{"東京の大 ニュース", 8, "東京の大|ニュース"},
		{"a 👨‍👩‍👧 b", 4, "a 👨‍👩‍👧|b"},
		{"", 10, ""},
	} {
		var lines []string
		for _, l := range wrap(c.title, c.width) {
			lines = append(lines, c.title[l.Start:l.End])
		}
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%q in %d: got %q, want %q", c.title, c.width, got, c.want)
		}
	}
}

// TestColoursEveryLine: a mark over a break of lines is coloured on both, the blank
// between words too.
func TestColoursEveryLine(t *testing.T) {
	title := "aa bb cc dd ee"
	marks := []model.Mark{{Span: features.Span{Start: 3, End: 11}, Device: "loaded"}}
	red := colours["loaded"]
	for width, want := range map[int]string{0: "aa " + red + "bb cc dd" + plain + " ee\n", 10: "\n  aa " + red + "bb cc" + plain + "\n  " + red + "dd" + plain + " ee\n"} {
		if got := string(newText(Options{Colour: true, Width: width}).headline(nil, title, marks)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTextFits: no line is wider than the table, whatever the width.
func TestTextFits(t *testing.T) {
	for _, width := range []int{50, 70, 120} {
		for _, title := range []string{shout, "東京で大きな地震がありました 東京で大きな地震", strings.Repeat("panjang", 30)} {
			out := render(t, mustNew(t, model.Default(), Options{Format: "text", Explain: width > 50, Colour: true, Width: width}), record(title))
			for line := range strings.Lines(out) {
				if strings.Contains(line, "marked:") {
					continue
				}
				if n := uniseg.StringWidth(escape.ReplaceAllString(strings.TrimRight(line, "\n"), "")); n > width {
					t.Errorf("width %d: %d columns: %q", width, n, line)
				}
			}
		}
	}
}

func TestTextExplains(t *testing.T) {
	out := render(t, mustNew(t, model.Default(), Options{Format: "text", Explain: true, Raw: true}), record(shout))
	for _, want := range []string{"%  unbiased  " + shout, "why sensational:", "the model's starting point", "log-odds before calibration"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	if strings.Contains(out, "\x1b") {
		t.Error("colour where none was asked for")
	}
}

func TestBar(t *testing.T) {
	for p, want := range map[float64]string{0: "      ", 1: "██████", .5: "███   ", .45: "██▊   "} {
		if got := bar(p); got != want {
			t.Errorf("%v: %q, want %q", p, got, want)
		}
	}
}

func TestFloorShare(t *testing.T) {
	for _, c := range []struct{ p, threshold, want float64 }{{.496, .5, 49}, {.5, .5, 50}, {.994, 1, 99}, {.999, 1, 99}, {0, 0, 0}} {
		if got := floorShare(c.p, c.threshold); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

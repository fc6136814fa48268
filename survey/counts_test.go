package survey

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/heboh/heboh/model"
)

// title makes a headline with a probability for both verdicts.
func title(p float64, words ...string) Title {
	var t Title
	t.Verdict = model.Verdict{Label: model.Neutral, Probability: p, Threshold: .5}
	t.Bias = model.Verdict{Label: model.Unbiased, Probability: p, Threshold: .5}
	if p >= .5 {
		t.Label, t.Bias.Label = model.Sensational, model.Biased
	}
	for _, w := range words {
		t.Words[model.HeadSensational] = append(t.Words[model.HeadSensational], Word{w, p})
	}
	return t
}

func marshal(t *testing.T, c *Counts) string {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestMerge: any order and any split, merged in any way, gives the same bytes,
// also when there are too many words or groups.
func TestMerge(t *testing.T) {
	for _, test := range []struct {
		name                  string
		titles, groups, words int
		check                 func(c *Counts) bool
	}{
		{"a few", 3000, 40, 50, func(c *Counts) bool { return !c.wordless && len(c.groups) == 40 }},
		{"many words", 190_000, 3, 1 << 30, func(c *Counts) bool { return c.wordless && c.words == 0 }},
		{"many groups", 150_000, 1 << 30, 5, func(c *Counts) bool { return c.full && c.groups == nil }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(1, 2))
			type item struct {
				group string
				Title
			}
			items := make([]item, test.titles)
			for i := range items {
				word := func() string { return "kata" + strconv.Itoa(rng.IntN(test.words)) }
				items[i] = item{"g" + strconv.Itoa(rng.IntN(test.groups)), title(rng.Float64(), word(), word(), word(), word(), word(), word())}
				items[i].Abstained = rng.IntN(20) == 0
				items[i].Labels[0] = Label(rng.IntN(3))
			}
			var whole Counts
			for _, it := range items {
				whole.Add(it.group, it.Title)
			}
			if !test.check(&whole) {
				t.Fatalf("wordless %v, words %d, groups %d, full %v", whole.wordless, whole.words, len(whole.groups), whole.full)
			}
			want := marshal(t, &whole)
			for _, parts := range []int{2, 7} {
				rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
				split := make([]Counts, parts)
				for _, it := range items {
					split[rng.IntN(parts)].Add(it.group, it.Title)
				}
				var merged Counts
				for i := range split { // every other one by way of JSON
					part := &split[i]
					if i%2 == 1 {
						part = new(Counts)
						if err := json.Unmarshal([]byte(marshal(t, &split[i])), part); err != nil {
							t.Fatal(err)
						}
					}
					merged.Merge(part)
				}
				if marshal(t, &merged) != want {
					t.Errorf("%d parts give other bytes", parts)
				}
			}
		})
	}
}

func TestTooManyGroups(t *testing.T) {
	c := Counts{full: true}
	c.Add("a", title(.5))
	c.Merge(new(Counts))
	if _, err := c.Table(1, Errors{1, 1}); !errors.Is(err, ErrGroups) {
		t.Error(err)
	}
}

// TestNames: names are bounded and valid, whatever they were.
func TestNames(t *testing.T) {
	var c Counts
	for _, name := range []string{strings.Repeat("é", 4000), "\xff", ""} {
		c.Add(name, title(.9, "\xfe", strings.Repeat("k", 4000)))
	}
	for name, g := range c.groups {
		if short(name) != name || len(name) > maxName || len(g.Verdicts[0].Words) != 2 {
			t.Errorf("%q: %v", name, g.Verdicts[0].Words)
		}
	}
	var back Counts
	if err := json.Unmarshal([]byte(marshal(t, &c)), &back); err != nil {
		t.Error(err)
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	group := func(s string) string { return `{"version":2,"groups":{"a":` + s + `}}` }
	for _, in := range []string{
		``, `[]`, `{}`, `{"version":1}`,
		`{"version":2,"full":true,"groups":{"a":{"titles":1}}}`,
		group(`null`), group(`{"titles":-1}`), group(`{"titles":1,"abstained":2}`), group(`{"titles":9e18}`),
		group(`{"titles":1,"verdicts":[{"found":2}]}`), group(`{"titles":1,"verdicts":[{"found":-1}]}`),
		group(`{"titles":1,"verdicts":[{"labelled":1,"positive":2}]}`),
		group(`{"titles":1,"verdicts":[{"words":{"a":9000000000000000000}}]}`),
		`{"version":2,"groups":{"` + strings.Repeat("a", 300) + `":{"titles":1}}}`,
	} {
		var c Counts
		if err := json.Unmarshal([]byte(in), &c); err == nil {
			t.Errorf("%.80s: no error", in)
		}
	}
}

// FuzzCounts: whatever is read back gives a table, and the same bytes again.
func FuzzCounts(f *testing.F) {
	var c Counts
	c.Add("a", title(.9, "geger"))
	b, _ := json.Marshal(&c)
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var c Counts
		if c.UnmarshalJSON(b) != nil {
			return
		}
		first := marshal(t, &c)
		var again Counts
		if err := again.UnmarshalJSON([]byte(first)); err != nil || marshal(t, &again) != first {
			t.Errorf("not the same again: %v", err)
		}
		if table, err := c.Table(1, Errors{1, 1}); err == nil {
			if _, err := json.Marshal(table); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestPeriods(t *testing.T) {
	for _, test := range []struct{ date, month, year string }{
		{"2025-12-27", "2025-12", "2025"},
		{" 2025-12-27T10:00:00+07:00", "2025-12", "2025"},
		{"2025-12-27 10:00", "2025-12", "2025"},
		{"2025/1/2", "", ""},
		{"20251227", "2025-12", "2025"},
		{"2025-12", "2025-12", "2025"},
		{"2018", "", "2018"},
		{"2018?", "", "2018"},
		{"27 Desember 2025", "2025-12", "2025"},
		{"3 Agt 2024", "2024-08", "2024"},
		{"May 3, 2024", "2024-05", "2024"},
		{"Mon, 02 Jan 2006 15:04:05 -0700", "2006-01", "2006"},
		{"05/06/2024", "", ""},
		{"2025-13-01", "", ""},
		{"kemarin", "", ""},
		{"", "", ""},
		{"12345678901", "", ""},
	} {
		if m, y := Month(test.date), Year(test.date); m != test.month || y != test.year {
			t.Errorf("%q: %q, %q", test.date, m, y)
		}
	}
}

func ExampleCounts() {
	m := model.Default()
	var today, yesterday Counts
	today.Add("Kabar Nusa", Judge(m, "GEGER! Warga Histeris, Ini yang Terjadi!"))
	yesterday.Add("Kabar Nusa", Judge(m, "Bupati Resmikan Taman Kota"))
	today.Merge(&yesterday)
	table, err := today.Table(1, ErrorsOf(m))
	if err != nil {
		panic(err)
	}
	r := table.Rows[0]
	fmt.Println(r.Group, r.Judged, r.Sensational.Found, r.Sensational.Words[0].Text)
	// Output: Kabar Nusa 2 1 !
}

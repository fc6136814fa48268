package main

import (
	"flag"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestArguments(t *testing.T) {
	var rows int
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&rows, "rows", 1, "")
	names, err := arguments(flags, []string{"flat", "-rows", "7", "wasm"})
	if err != nil || rows != 7 || !slices.Equal(names, []string{"flat", "wasm"}) {
		t.Errorf("%v, rows %d, %v", names, rows, err)
	}
	if _, err := arguments(flags, []string{"flat", "-nonsense"}); err == nil {
		t.Error("an unknown flag is no error")
	}
}

func TestChoose(t *testing.T) {
	tests := []struct {
		names []string
		want  int // parts; 0 for an error
	}{
		{[]string{"all"}, len(parts)},
		{[]string{"pgo", "flat"}, 2},
		{[]string{"flat", "nonsense"}, 0},
		{nil, 0},
	}
	for _, test := range tests {
		got, err := choose(test.names)
		if len(got) != test.want && err == nil || (err != nil) != (test.want == 0) {
			t.Errorf("%v: %d parts, %v", test.names, len(got), err)
		}
	}
}

func TestCopyLines(t *testing.T) {
	text := strings.Repeat("a line\n", 100_000)
	for _, n := range []int{0, 1, 37_449, 37_450, 99_999, 100_000, 200_000} {
		var out strings.Builder
		copied, err := copyLines(&out, strings.NewReader(text), n)
		if want := min(n, 100_000); err != nil || copied != want || strings.Count(out.String(), "\n") != want || out.Len() != 7*want {
			t.Errorf("%d lines: copied %d, %d bytes, %v", n, copied, out.Len(), err)
		}
	}
}

func TestTokens(t *testing.T) {
	for title, want := range map[string]string{
		"GEGER! Harga Rp2.000, Naik?": "geger ! harga rp2 . 000 , naik ?",
		"  dua   kata ":               "dua kata",
		"Éclair “manis”":              "éclair “ manis ”",
	} {
		if got := tokens(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestExponent(t *testing.T) {
	if k := exponent(1000, 10_000, 2, 20); math.Abs(k-1) > 1e-12 {
		t.Errorf("ten times the time for ten times the rows is exponent %v", k)
	}
	if k := exponent(1000, 10_000, 1, 100); math.Abs(k-2) > 1e-12 {
		t.Errorf("a hundred times the time is exponent %v", k)
	}
}

func TestModelName(t *testing.T) {
	if got := modelName("processor\t: 0\nmodel name\t: A Processor @ 2 GHz\nflags: x\n"); got != "A Processor @ 2 GHz" {
		t.Errorf("got %q", got)
	}
}

func TestMemAvailable(t *testing.T) {
	if got := memAvailable("MemTotal:  2048 kB\nMemAvailable:    1024 kB\n"); got != 1<<20 {
		t.Errorf("got %d", got)
	}
	if got := memAvailable("MemAvailable: much\n"); got != math.MaxInt64 {
		t.Errorf("without a figure: %d", got)
	}
	if got := projected(100e6, 10_000, 1_000_000); got != 10_000_000_000 {
		t.Errorf("projected %d", got)
	}
}

func TestContendersAreWhole(t *testing.T) {
	b := &bench{work: "/folder"}
	for _, c := range contenders {
		if c.name == "" || c.in == "" || c.out == "" || c.form == "" || c.prepare == nil {
			t.Errorf("%+v lacks something", c)
		}
		if args := c.args(b, "/folder/headlines."+c.form); !strings.Contains(strings.Join(args, " "), "/folder/headlines."+c.form) {
			t.Errorf("%s does not read its file: %q", c.name, args)
		}
	}
	if c := contenders[0]; !c.threads || c.form != jsonLines || len(c.packages) > 0 {
		t.Errorf("the first contender is %s", c.name)
	}
}

package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/pprof/profile"

	"github.com/heboh/heboh/bench/internal/report"
)

// share is how much of a profile's time something took, in [0, 1].
type share struct {
	name string
	part float64
}

// shares adds up the samples by what key makes of their stacks, the innermost
// function first, the most first. Samples with an empty key are left out, of
// the whole too.
func shares(p *profile.Profile, key func(stack []string) string) []share {
	if len(p.SampleType) == 0 {
		return nil
	}
	last := len(p.SampleType) - 1 // nanoseconds, in a CPU profile
	sums := map[string]int64{}
	var total int64
	for _, s := range p.Sample {
		stack := functions(s)
		if len(stack) == 0 {
			continue
		}
		if k := key(stack); k != "" {
			sums[k] += s.Value[last]
			total += s.Value[last]
		}
	}
	var list []share
	for name, v := range sums {
		list = append(list, share{name, float64(v) / float64(total)})
	}
	slices.SortFunc(list, func(a, b share) int {
		return cmp.Or(cmp.Compare(b.part, a.part), cmp.Compare(a.name, b.name))
	})
	return list
}

func functions(s *profile.Sample) (stack []string) {
	for _, at := range s.Location {
		for _, line := range at.Line { // inlined calls, the innermost first
			// Where the runtime interrupted a function, the function is meant.
			if f := line.Function; f != nil && !strings.HasPrefix(f.Name, "runtime.asyncPreempt") {
				stack = append(stack, f.Name)
			}
		}
	}
	return stack
}

// shareTable has the most most-taking rows and one for the rest.
func shareTable(head string, list []share, most int) string {
	t := &report.Table{Head: []string{head, "share"}}
	var rest float64
	for i, s := range list {
		if i >= most || s.part < 0.005 {
			rest += s.part
			continue
		}
		t.Add("`"+short(s.name)+"`", percent(s.part))
	}
	if rest > 0 {
		t.Add("all others", percent(rest))
	}
	return t.String()
}

func percent(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }

// short is a function's name without the path of its package.
func short(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/heboh/heboh/datasets"
)

// sortedBySize lists the values of a field, the most frequent first, of equals
// by name.
func sortedBySize(examples []datasets.Example, field func(datasets.Example) string) []string {
	size := map[string]int{}
	for _, e := range examples {
		size[field(e)]++
	}
	names := slices.Collect(maps.Keys(size))
	slices.SortFunc(names, func(a, b string) int {
		if size[a] != size[b] {
			return size[b] - size[a]
		}
		return strings.Compare(a, b)
	})
	return names
}

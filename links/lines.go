package links

import (
	"sort"
	"strings"
)

// lineIndex holds the offset of the first byte of every line.
type lineIndex []int

func newLineIndex(s string) lineIndex {
	idx := make(lineIndex, 1, 1+strings.Count(s, "\n"))
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			idx = append(idx, i+1)
		}
	}
	return idx
}

// line returns the 1-based line that holds the offset.
func (l lineIndex) line(offset int) int {
	return sort.Search(len(l), func(i int) bool { return l[i] > offset })
}

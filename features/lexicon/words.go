package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed common.txt
var commonText string

//go:embed acronyms.txt
var acronymText string

var (
	commonOnce  = sync.OnceValue(func() []string { return lines(commonText) })
	acronymOnce = sync.OnceValue(func() []string { return lines(acronymText) })
)

// Common returns the common words of Indonesian and English, lower case and
// sorted: words that running text writes in small letters, so that one in
// capitals is shouted. Every call returns the same slice, which must not be
// changed.
func Common() []string { return commonOnce() }

// Acronyms returns known acronyms and initialisms of both languages, upper case
// and sorted. Every call returns the same slice, which must not be changed.
func Acronyms() []string { return acronymOnce() }

// lines returns the lines of the text that are neither empty nor a comment.
func lines(text string) []string {
	out := make([]string, 0, strings.Count(text, "\n")+1)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// Package wordlist reads the lists of words that a package embeds as a text: the name of
// a list in brackets, then its entries, divided by commas. "#" opens a comment.
package wordlist

import "strings"

// Lists are the entries of each list by its name.
type Lists map[string][]string

// Read reads lists.
func Read(text string) Lists {
	all := Lists{}
	name := ""
	for line := range strings.Lines(text) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			name = strings.Trim(line, "[]")
		default:
			for entry := range strings.SplitSeq(line, ",") {
				if entry = strings.TrimSpace(entry); entry != "" {
					all[name] = append(all[name], entry)
				}
			}
		}
	}
	return all
}

// Entries returns the entries of a list. A missing one is a mistake in the text, which
// any test finds.
func (l Lists) Entries(name string) []string {
	if len(l[name]) == 0 {
		panic("words.txt has no list [" + name + "]")
	}
	return l[name]
}

// Set returns the entries of a list as a set.
func (l Lists) Set(name string) map[string]bool {
	set := map[string]bool{}
	for _, entry := range l.Entries(name) {
		set[entry] = true
	}
	return set
}

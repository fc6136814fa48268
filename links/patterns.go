package links

import (
	"regexp"
	"sync"
)

// pattern gives a compiled pattern.
type pattern = func() *regexp.Regexp

// lazily compiles a pattern at its first use: all of them together cost a
// program that only imports the package more than the rest of its start.
func lazily(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

package behaviour

import (
	"strings"
	"unicode"
)

// toy is a scorer by rules, blind to Unicode: good enough to exercise the
// runner, bad enough to fail some of every kind of test.
type toy struct{ threshold float64 }

func (s toy) Threshold() float64 { return s.threshold }

var toyWords = strings.Fields("astaga edan geger heboh gila ngeri sadis murka merinding panik insane shocking savage monster vile horrifying")

func (s toy) Score(title string) float64 {
	score := 0.1
	for w := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, t := range toyWords {
			if w == t {
				score += 0.4
			}
		}
	}
	score += 0.2 * float64(strings.Count(title, "!"))
	return min(score, 1)
}

// fixed gives every title the same score.
type fixed float64

func (f fixed) Score(string) float64 { return float64(f) }
func (fixed) Threshold() float64     { return 0.5 }

// scorerFunc scores by a function, with threshold one half.
type scorerFunc func(string) float64

func (f scorerFunc) Score(t string) float64 { return f(t) }
func (scorerFunc) Threshold() float64       { return 0.5 }

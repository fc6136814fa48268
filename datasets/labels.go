package datasets

import "strings"

// labelNames maps every accepted spelling, in lower case with "_" and blanks
// written as "-", to its label.
var labelNames = map[string]int{
	"0": Neutral, "0.0": Neutral, "neutral": Neutral, "netral": Neutral, "non-sensational": Neutral,
	"not-sensational": Neutral, "bukan-sensasional": Neutral, "tidak-sensasional": Neutral, "non-sensasional": Neutral,
	"non-clickbait": Neutral, "not-clickbait": Neutral, "bukan-clickbait": Neutral, "no-clickbait": Neutral,
	"nonclickbait": Neutral, "no": Neutral, "n": Neutral, "tidak": Neutral, "false": Neutral,

	"1": Sensational, "1.0": Sensational, "sensational": Sensational, "sensasional": Sensational,
	"clickbait": Sensational, "click-bait": Sensational, "yes": Sensational, "y": Sensational,
	"ya": Sensational, "true": Sensational,
}

// ParseLabel reads a label in any of the spellings in use: 0/1, neutral or
// netral/sensational or sensasional, non-clickbait/clickbait, no/yes,
// tidak/ya, false/true. Case does not matter, nor does a blank or an
// underscore for a hyphen.
func ParseLabel(s string) (label int, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	label, ok = labelNames[hyphens.Replace(s)]
	return label, ok
}

var hyphens = strings.NewReplacer(" ", "-", "_", "-")

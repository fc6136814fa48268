// Package miniflux labels new entries of a Miniflux feed reader as its webhook
// announces them, and acts on them by a file of rules.
package miniflux

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/heboh/heboh/model"
)

// What a rule may do with an entry.
const (
	doRead    = "read"
	doStar    = "star"
	doRetitle = "retitle"
)

// Rule says what to do with entries that match.
type Rule struct {
	When    string   `toml:"when"`     // a verdict, sensational or biased, or a device
	AtLeast *float64 `toml:"at_least"` // probability; nil for the verdict's own threshold, .5 for devices
	Feed    string   `toml:"feed"`     // part of the feed's address; "" for every feed
	Do      []string `toml:"do"`
}

// MaxRules bounds a file of rules, in bytes.
const MaxRules = 1 << 20

// ParseRules reads what a file of rules holds. Errors name the file, and the line or rule.
func ParseRules(path string, raw []byte) ([]Rule, error) {
	if len(raw) > MaxRules {
		return nil, fmt.Errorf("%s: longer than %d bytes; name a file of rules", path, MaxRules)
	}
	var file struct {
		Rule []Rule `toml:"rule"`
	}
	err := toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields().Decode(&file)
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		row, _ := unknown.Errors[0].Position()
		return nil, fmt.Errorf("%s:%d: no setting %s; a [[rule]] has when, at_least, feed and do", path, row, strings.Join(unknown.Errors[0].Key(), "."))
	case errors.As(err, &wrong):
		row, _ := wrong.Position()
		return nil, fmt.Errorf("%s:%d: %s", path, row, strings.TrimPrefix(wrong.Error(), "toml: "))
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case len(file.Rule) == 0:
		return nil, fmt.Errorf("%s: no rules; write at least one [[rule]]", path)
	}
	for i, r := range file.Rule {
		if err := r.check(); err != nil {
			return nil, fmt.Errorf("%s: rule %d: %w", path, i+1, err)
		}
	}
	return file.Rule, nil
}

func (r *Rule) check() error {
	heads := append([]string{"sensational", "biased"}, model.DeviceNames[:]...)
	switch {
	case !slices.Contains(heads, r.When):
		return fmt.Errorf("when = %q; use one of %s", r.When, strings.Join(heads, ", "))
	case r.AtLeast != nil && !(*r.AtLeast >= 0 && *r.AtLeast <= 1):
		return fmt.Errorf("at_least = %v; must be a probability from 0 to 1", *r.AtLeast)
	case len(r.Do) == 0:
		return errors.New("do is missing or empty; list some of read, star, retitle")
	}
	for _, do := range r.Do {
		if !slices.Contains([]string{doRead, doStar, doRetitle}, do) {
			return fmt.Errorf("do has %q; use read, star and retitle", do)
		}
	}
	return nil
}

func (r *Rule) holds(p *model.Prediction, feedURL string) bool {
	if !strings.Contains(feedURL, r.Feed) || p.Abstained {
		return false
	}
	probability, least := p.Probability, p.Threshold
	switch i := slices.Index(model.DeviceNames[:], r.When); {
	case i >= 0:
		probability, least = p.Devices.Values()[i], .5
	case r.When == "biased":
		probability, least = p.Bias.Probability, p.Bias.Threshold
	}
	if r.AtLeast != nil {
		least = *r.AtLeast
	}
	return probability >= least
}

// todo lists what the rules together do with an entry, sorted.
func todo(rules []Rule, p *model.Prediction, feedURL string) []string {
	list := []string{}
	for i := range rules {
		if rules[i].holds(p, feedURL) {
			list = append(list, rules[i].Do...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

package behaviour

import (
	"embed"
	"io/fs"
	"sync"
)

// Scorer is what is tested: a model that scores titles. A title is
// sensational when its score reaches the threshold. Score must return the
// same value for the same title; scores are meant to be probabilities.
type Scorer interface {
	Score(title string) float64
	Threshold() float64
}

// langs are the languages reported on, in the order of the report.
var langs = []string{"id", "en"}

// Checklist is a suite of behavioural tests. It is immutable and safe for
// concurrent use.
type Checklist struct {
	minimum   []capability
	templates []templateTest
	suffixes  []addition
	pairs     []pairTest
	additions []addition
	harmless  []capability
	charged   map[string]map[string]bool // language, word
	targets   Targets
}

//go:embed data/*.txt data/targets.json
var embedded embed.FS

var suite = sync.OnceValue(func() *Checklist {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		panic(err)
	}
	c, err := Load(data)
	if err != nil {
		panic(err) // the embedded files are covered by the package's tests
	}
	return c
})

// Suite returns the built-in suite.
func Suite() *Checklist { return suite() }

// Run runs the built-in suite.
func Run(s Scorer) Report { return Suite().Run(s) }

// Load reads a suite from the files described in README.md. Errors name the
// file and the line.
func Load(fsys fs.FS) (*Checklist, error) {
	c := &Checklist{}
	for _, load := range []func(fs.FS) error{
		c.loadMinimum, c.loadTemplates, c.loadSuffixes, c.loadPairs,
		c.loadAdditions, c.loadHarmless, c.loadCharged, c.loadTargets,
	} {
		if err := load(fsys); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Case is one title with the label it must get.
type Case struct {
	Title       string
	Lang        string
	Capability  string
	Sensational bool
}

// Cases lists the titles of the minimum functionality in file order.
func (c *Checklist) Cases() []Case {
	var out []Case
	for _, p := range c.minimum {
		for _, t := range p.titles {
			out = append(out, Case{t.text, p.lang, p.name, t.sensational})
		}
	}
	return out
}

// Titles lists every title written for the suite, templates filled once, so
// that a test can show that none of them is among training data.
func (c *Checklist) Titles() []string {
	var out []string
	for _, list := range [][]capability{c.minimum, c.harmless} {
		for _, p := range list {
			for _, t := range p.titles {
				out = append(out, t.text)
			}
		}
	}
	for _, t := range c.templates {
		for _, tpl := range t.templates {
			out = append(out, t.fill(tpl.text, 0))
		}
	}
	for _, p := range c.pairs {
		for _, chain := range p.chains {
			out = append(out, chain...)
		}
	}
	return out
}

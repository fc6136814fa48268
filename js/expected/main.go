// Command expected writes titles with what Go says of them, as JSON Lines, for the
// tests of the npm package. The titles are the project's own: the sample set and what
// the behavioural suite scores, disguises and wrappings included.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	"github.com/heboh/heboh/behaviour"
	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

const most = 12_000

// titles collects what it is asked to score.
type titles struct {
	list []string
	seen map[string]bool
}

func (t *titles) Threshold() float64 { return .5 }

func (t *titles) Score(title string) float64 {
	if !t.seen[title] {
		t.seen[title] = true
		t.list = append(t.list, title)
	}
	return 0
}

type line struct {
	Explanation model.Explanation `json:"explanation"`
	Calm        calm.Result       `json:"calm"`
}

func main() {
	t := titles{seen: map[string]bool{}}
	for _, e := range datasets.Sample() {
		t.Score(e.Text)
	}
	behaviour.Run(&t, nil)
	out := bufio.NewWriter(os.Stdout)
	enc := json.NewEncoder(out)
	m := model.Default()
	for i := range most { // spread over all of them
		title := t.list[i*len(t.list)/most]
		if err := enc.Encode(line{m.Explain(title), calm.Headline(m, title)}); err != nil {
			log.Fatal("expected: ", err)
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal("expected: ", err)
	}
}

package behaviour_test

import (
	"fmt"
	"strings"

	"github.com/heboh/heboh/behaviour"
)

// shouter takes a title for sensational when it holds an exclamation mark.
type shouter struct{}

func (shouter) Score(title string) float64 { return float64(strings.Count(title, "!")) / 3 }
func (shouter) Threshold() float64         { return 0.3 }

func ExampleRun() {
	report := behaviour.Run(shouter{}, nil)
	for _, c := range report.Checks {
		if c.Name == "direction of added text, no fall" {
			fmt.Println(c.Lang, c.Name, c.Met)
		}
	}
	fmt.Println("every target met:", report.Missed() == 0)
	// Output:
	// id direction of added text, no fall true
	// en direction of added text, no fall true
	// every target met: false
}

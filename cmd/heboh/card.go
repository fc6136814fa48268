package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

// modelCard prints a card after Mitchell et al. 2019, as far as the model's own
// record goes.
func modelCard(u *ui.UI, _ *cli.Context, path string) error {
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	sum, size, err := checksum(m)
	if err != nil {
		return err
	}
	_, err = u.Out.Write([]byte(card(m, sum, size)))
	return err
}

func card(m *model.Model, sum string, size int) string {
	var b strings.Builder
	i := m.Info()
	fmt.Fprintf(&b, "# Model card: %s %s\n\n", orDash(i.Name), i.Version)
	if i.Description != "" {
		fmt.Fprintf(&b, "%s\n\n", i.Description)
	}
	b.WriteString("## Model\n\n")
	fmt.Fprintf(&b, "- Task: is a headline told neutrally or sensationally, how strongly, and by which of six devices.\n")
	fmt.Fprintf(&b, "- Algorithm: %s over %s\n", orDash(i.Algorithm), "named cues and hashed n-grams; log-odds are a sum, so every reason is exact.")
	if len(i.Languages) > 0 {
		fmt.Fprintf(&b, "- Languages: %s\n", strings.Join(i.Languages, ", "))
	}
	fmt.Fprintf(&b, "- Threshold: %.6g, chosen by the rule %s on out-of-fold probabilities\n", m.Threshold(), i.ThresholdRule)
	fmt.Fprintf(&b, "- Seed: %d; built by heboh %s\n", i.Seed, orDash(i.Built))
	fmt.Fprintf(&b, "- File: %d bytes, SHA-256 `%s`\n\n", size, sum)
	b.WriteString("## Data\n\n| set | rows | use | licence | credit | SHA-256 of the examples |\n|---|---|---|---|---|---|\n")
	for _, d := range i.Data {
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s |\n", cell(d.Name), d.Rows, cell(d.Use), cell(d.License), cell(d.Credit), cell(d.SHA256))
	}
	if len(i.Figures) > 0 {
		b.WriteString("\n## Figures\n\nBy cross-validation on the training data.\n\n| figure | value |\n|---|---|\n")
		for _, row := range figureRows(i) {
			fmt.Fprintf(&b, "| %s | %s |\n", row[0], row[1])
		}
		b.WriteString(curvesMarkdown(i))
	}
	b.WriteString("\n## Limits\n\nThe label is about how a headline is told, not whether it is true. It is a\nsuggestion to a person, not a ground for removing anything unseen. Figures hold\nfor headlines like those of the data; other outlets, years and languages fare worse.\n")
	return b.String()
}

func cell(s string) string {
	if s == "" {
		return "-"
	}
	return strings.ReplaceAll(oneLine(s), "|", "\\|")
}

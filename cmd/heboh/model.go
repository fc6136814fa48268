package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
)

func modelCommand(u *ui.UI) *cli.Command {
	format := &cli.StringFlag{Name: "format", Value: "text", Usage: "`FORMAT`: text or json"}
	sub := func(name, usage string, flags []cli.Flag, do func(*ui.UI, *cli.Context, string) error) *cli.Command {
		return &cli.Command{Name: name, Usage: usage, ArgsUsage: "[FILE]", Flags: flags,
			Action: func(c *cli.Context) error {
				if c.NArg() > 1 {
					return tooMany(c)
				}
				return do(u, c, c.Args().First())
			}}
	}
	return &cli.Command{
		Name:  "model",
		Usage: "inspect a model file, or the shipped model",
		Subcommands: []*cli.Command{
			sub("info", "print what a model is and what it learnt from", []cli.Flag{format}, modelInfo),
			sub("card", "print a model card in Markdown", nil, modelCard),
			sub("verify", "check a model file and print its checksum, sizes and provenance", []cli.Flag{format}, modelVerify),
		},
	}
}

func tooMany(c *cli.Context) error {
	return usage("%s takes one argument; %q is one too many", c.Command.HelpName, c.Args().Get(1))
}

// sum is the SHA-256 that the model's file carries at its end, in hexadecimal.
func sum(m *model.Model) string {
	sum := m.Sum()
	return hex.EncodeToString(sum[:])
}

// size is the size of the model's file in bytes.
func size(m *model.Model) (int, error) {
	var b bytes.Buffer
	err := m.Save(&b)
	return b.Len(), err
}

// headFacts are what is printed of a head.
type headFacts struct {
	Name      string   `json:"name"`
	Threshold *float64 `json:"threshold,omitempty"` // of a verdict
	Cues      int      `json:"cues"`                // that have a weight
	Net       bool     `json:"net"`                 // whether it uses the net
}

func headsOf(m *model.Model) (all []headFacts) {
	parts := m.Parts()
	for i := range parts.Heads {
		h := &parts.Heads[i]
		f := headFacts{Name: model.Head(i).String(), Net: h.Output != nil}
		if model.Head(i) <= model.HeadBiased {
			f.Threshold = &h.Threshold
		}
		for _, w := range h.Cues {
			if w != 0 {
				f.Cues++
			}
		}
		all = append(all, f)
	}
	return all
}

func (f headFacts) String() string {
	s := fmt.Sprintf("%s: %d cues and n-grams", f.Name, f.Cues)
	if f.Net {
		s += ", net"
	}
	if f.Threshold != nil {
		s += fmt.Sprintf("; threshold %.6g", *f.Threshold)
	}
	return s
}

func modelInfo(u *ui.UI, c *cli.Context, path string) error {
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	if format == "json" {
		return printJSON(u, struct {
			model.Info
			Threshold     float64     `json:"threshold"`
			BiasThreshold float64     `json:"bias_threshold"`
			Heads         []headFacts `json:"heads"`
		}{m.Info(), m.Threshold(), m.BiasThreshold(), headsOf(m)})
	}
	w := tabwriter.NewWriter(u.Out, 0, 0, 2, ' ', 0)
	for _, row := range infoRows(m) {
		fmt.Fprintf(w, "%s\t%s\n", row[0], oneLine(row[1]))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = io.WriteString(u.Out, curvesText(m.Info()))
	return err
}

// infoRows are the facts that the model has.
func infoRows(m *model.Model) [][2]string {
	i := m.Info()
	rows := [][2]string{
		{"name", i.Name}, {"version", i.Version}, {"description", i.Description},
		{"algorithm", i.Algorithm}, {"languages", strings.Join(i.Languages, ", ")},
		{"threshold", fmt.Sprintf("%.6g by the rule %s", m.Threshold(), i.ThresholdRule)},
		{"seed", fmt.Sprint(i.Seed)}, {"built by", i.Built},
	}
	for _, h := range headsOf(m) {
		rows = append(rows, [2]string{"head", h.String()})
	}
	for _, d := range i.Data {
		rows = append(rows, [2]string{"data", describeSource(d)})
	}
	rows = append(rows, figureRows(i)...)
	return slices.DeleteFunc(rows, func(r [2]string) bool { return r[1] == "" })
}

func describeSource(d model.Source) string {
	parts := []string{fmt.Sprintf("%s: %d rows", d.Name, d.Rows)}
	for _, p := range []string{d.Use, d.License, d.Credit} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "; ")
}

// verified is what model verify found.
type verified struct {
	File        string         `json:"file"`
	SHA256      string         `json:"sha256"`      // at the end of the file, and of the bytes before
	Fingerprint string         `json:"fingerprint"` // of the features, the same as this program's
	Bytes       int            `json:"bytes"`
	Cues        int            `json:"cues"`
	Heads       []headFacts    `json:"heads"`
	Name        string         `json:"name"`
	Version     string         `json:"version"`
	Built       string         `json:"built,omitempty"`
	Seed        uint64         `json:"seed"`
	Data        []model.Source `json:"data"`
}

func modelVerify(u *ui.UI, c *cli.Context, path string) error {
	format, err := choice(c, "format", "text", "json")
	if err != nil {
		return err
	}
	v, err := verify(path)
	if err != nil {
		return err
	}
	if format == "json" {
		return printJSON(u, v)
	}
	w := tabwriter.NewWriter(u.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\tgood\n", v.File)
	fmt.Fprintf(w, "sha256\t%s\nfeatures\t%s\nbytes\t%d\ncues\t%d\n", v.SHA256, v.Fingerprint, v.Bytes, v.Cues)
	fmt.Fprintf(w, "model\t%s %s\nseed\t%d\nbuilt by\t%s\n", orDash(v.Name), orDash(v.Version), v.Seed, orDash(v.Built))
	for _, h := range v.Heads {
		fmt.Fprintf(w, "head\t%s\n", h)
	}
	for _, d := range v.Data {
		fmt.Fprintf(w, "data\t%s sha256:%s\n", oneLine(describeSource(d)), orDash(d.SHA256))
	}
	return w.Flush()
}

// verify loads the model, which checks format, checksum, fingerprint and
// numbers, and checks that the file holds nothing but the model.
func verify(path string) (*verified, error) {
	m, err := loadModel(path)
	if err != nil {
		return nil, err
	}
	var saved bytes.Buffer
	if err := m.Save(&saved); err != nil {
		return nil, err
	}
	fp, i := features.Fingerprint(), m.Info()
	v := &verified{File: "the shipped model", SHA256: sum(m), Fingerprint: hex.EncodeToString(fp[:]), Bytes: saved.Len(),
		Cues: features.NumCues, Heads: headsOf(m), Name: i.Name, Version: i.Version, Built: i.Built, Seed: i.Seed, Data: i.Data}
	if path == "" {
		return v, nil
	}
	v.File = path
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(file, saved.Bytes()) {
		return nil, fmt.Errorf("%s: loads, but is not what this program would write for it; train the model again", path)
	}
	return v, nil
}

// modelCard prints a card after Mitchell et al. 2019, as far as the model records
// its own facts.
func modelCard(u *ui.UI, _ *cli.Context, path string) error {
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	n, err := size(m)
	if err != nil {
		return err
	}
	_, err = io.WriteString(u.Out, card(m, n))
	return err
}

func card(m *model.Model, size int) string {
	var b strings.Builder
	i := m.Info()
	fmt.Fprintf(&b, "# Model card: %s %s\n\n", orDash(i.Name), i.Version)
	if i.Description != "" {
		fmt.Fprintf(&b, "%s\n\n", i.Description)
	}
	b.WriteString("## Model\n\n")
	fmt.Fprintf(&b, "- Task: is a headline neutral or sensational, is its wording biased, and which of six devices does it use.\n")
	fmt.Fprintf(&b, "- Algorithm: %s over named cues and hashed n-grams; log-odds are a sum, so every reason is exact.\n", orDash(i.Algorithm))
	if len(i.Languages) > 0 {
		fmt.Fprintf(&b, "- Languages: %s\n", strings.Join(i.Languages, ", "))
	}
	fmt.Fprintf(&b, "- Thresholds: sensational %.6g, biased %.6g, by the rule %s on out-of-fold probabilities\n", m.Threshold(), m.BiasThreshold(), i.ThresholdRule)
	fmt.Fprintf(&b, "- Seed: %d; built by heboh %s\n", i.Seed, orDash(i.Built))
	fmt.Fprintf(&b, "- File: %d bytes, SHA-256 `%s`\n\n", size, sum(m))
	b.WriteString("## Heads\n\n")
	for _, h := range headsOf(m) {
		fmt.Fprintf(&b, "- %s\n", h)
	}
	b.WriteString("\n## Data\n\n| set | rows | use | licence | credit | SHA-256 of the examples |\n|---|---|---|---|---|---|\n")
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
	b.WriteString("\n## Limits\n\nThe verdicts are about wording, not about what happened or whether it is true. They\nare suggestions to a person, not a reason to remove anything unseen. Figures hold for\nheadlines like those of the data; other outlets, years and languages fare worse.\n")
	return b.String()
}

func cell(s string) string {
	if s == "" {
		return "-"
	}
	return strings.ReplaceAll(oneLine(s), "|", "\\|")
}

package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/train/metrics"
)

func modelCommand(u *ui.UI) *cli.Command {
	format := []cli.Flag{choice("format", "`FORMAT`", "text", "json")}
	sub := func(name, usage string, flags []cli.Flag, do func(*ui.UI, *cli.Context, string) error) *cli.Command {
		return &cli.Command{Name: name, Usage: usage, ArgsUsage: "[FILE]", Flags: flags,
			Action: func(c *cli.Context) error { return do(u, c, c.Args().First()) }}
	}
	return &cli.Command{
		Name:  "model",
		Usage: "inspect a model file, or the shipped model",
		Subcommands: []*cli.Command{
			sub("info", "print what a model is and what it learnt from", format, modelInfo),
			sub("card", "print a model card in Markdown", nil, modelCard),
			sub("verify", "check a model file and print its checksum, sizes and provenance", format, modelVerify),
		},
	}
}

// sum is the SHA-256 that the model's file carries at its end, in hexadecimal.
func sum(m *model.Model) string {
	sum := m.Sum()
	return hex.EncodeToString(sum[:])
}

// saved are the bytes of the model's file.
func saved(m *model.Model) ([]byte, error) {
	var b bytes.Buffer
	err := m.Save(&b)
	return b.Bytes(), err
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

// modelFacts are what is printed of a model.
type modelFacts struct {
	model.Info
	Threshold     float64     `json:"threshold"`
	BiasThreshold float64     `json:"bias_threshold"`
	Heads         []headFacts `json:"heads"`
}

func factsOf(m *model.Model) modelFacts {
	return modelFacts{m.Info(), m.Threshold(), m.BiasThreshold(), headsOf(m)}
}

func modelInfo(u *ui.UI, c *cli.Context, path string) error {
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	i := factsOf(m)
	return printAs(u, c, i, func(w io.Writer) {
		rows := [][2]string{
			{"name", i.Name}, {"version", i.Version}, {"description", i.Description},
			{"algorithm", i.Algorithm}, {"languages", strings.Join(i.Languages, ", ")},
			{"threshold", fmt.Sprintf("%.6g by the rule %s", i.Threshold, i.ThresholdRule)},
			{"seed", fmt.Sprint(i.Seed)}, {"built by", i.Built},
		}
		for _, h := range i.Heads {
			rows = append(rows, [2]string{"head", h.String()})
		}
		for _, d := range i.Data {
			rows = append(rows, [2]string{"data", describeSource(d)})
		}
		writeRows(w, append(rows, figureRows(i.Info)...))
		writeCurves(w, i.Info)
	})
}

// writeRows writes those rows of a table that have a value.
func writeRows(table io.Writer, rows [][2]string) {
	for _, row := range rows {
		if row[1] != "" {
			fmt.Fprintf(table, "%s\t%s\n", row[0], ui.OneLine(row[1]))
		}
	}
}

func describeSource(d model.Source) string {
	s := fmt.Sprintf("%s: %d rows", d.Name, d.Rows)
	for _, p := range []string{d.Use, d.License, d.Credit} {
		if p != "" {
			s += "; " + p
		}
	}
	return s
}

// modelVerify loads the model, which checks format, checksum, fingerprint and
// numbers, and checks that the file holds nothing but the model.
func modelVerify(u *ui.UI, c *cli.Context, path string) error {
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	want, err := saved(m)
	if err != nil {
		return err
	}
	if path != "" {
		file, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Equal(file, want) {
			return fmt.Errorf("%s: loads, but is not what this program would write for it; train the model again", path)
		}
	}
	fp, i := features.Fingerprint(), m.Info()
	v := struct {
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
	}{cmp.Or(path, "the shipped model"), sum(m), hex.EncodeToString(fp[:]), len(want),
		features.NumCues, headsOf(m), i.Name, i.Version, i.Built, i.Seed, i.Data}
	return printAs(u, c, v, func(w io.Writer) {
		fmt.Fprintf(w, "%s\tgood\n", v.File)
		fmt.Fprintf(w, "sha256\t%s\nfeatures\t%s\nbytes\t%d\ncues\t%d\n", v.SHA256, v.Fingerprint, v.Bytes, v.Cues)
		fmt.Fprintf(w, "model\t%s %s\nseed\t%d\nbuilt by\t%s\n", orDash(v.Name), orDash(v.Version), v.Seed, orDash(v.Built))
		for _, h := range v.Heads {
			fmt.Fprintf(w, "head\t%s\n", h)
		}
		for _, d := range v.Data {
			fmt.Fprintf(w, "data\t%s sha256:%s\n", ui.OneLine(describeSource(d)), orDash(d.SHA256))
		}
	})
}

//go:embed card.tmpl
var cardText string

var cardTemplate = template.Must(template.New("card").Funcs(template.FuncMap{
	"cell":    func(s string) string { return strings.ReplaceAll(orDash(ui.OneLine(s)), "|", "\\|") },
	"join":    func(cells [3]string) string { return strings.Join(cells[:], " | ") },
	"figures": figureRows,
	"curves":  recorded,
}).Parse(cardText))

// cardFacts are what the card says.
type cardFacts struct {
	modelFacts
	Bytes  int
	SHA256 string
}

// modelCard prints a card after Mitchell et al. 2019, as far as the model records
// its own facts.
func modelCard(u *ui.UI, _ *cli.Context, path string) error {
	m, err := loadModel(path)
	if err != nil {
		return err
	}
	file, err := saved(m)
	if err != nil {
		return err
	}
	return cardTemplate.Execute(u.Out, cardFacts{factsOf(m), len(file), sum(m)})
}

func orDash(s string) string { return cmp.Or(s, "-") }

// figureRows are a model's figures by name, without the points of its curves.
func figureRows(i model.Info) (rows [][2]string) {
	_, rest := metrics.Recorded(i.Figures)
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		v := rest[name]
		text := fmt.Sprintf("%.4f", v)
		if name == "n" || strings.HasSuffix(name, "_n") {
			text = strconv.FormatFloat(v, 'f', -1, 64)
		}
		rows = append(rows, [2]string{name, text})
	}
	return rows
}

// curve is a model's curve as a table.
type curve struct {
	Title  string
	Header [3]string
	Rows   [][3]string
}

// recorded are the curves that a model records about itself, if any.
func recorded(i model.Info) (all []curve) {
	c, _ := metrics.Recorded(i.Figures)
	if c == nil {
		return nil
	}
	three := func(v float64) string { return fmt.Sprintf("%.3f", v) }
	reliability := curve{Title: "Reliability: share of the headlines given a probability that are sensational", Header: [3]string{"probability", "share", "headlines"}}
	for _, b := range c.Reliability {
		reliability.Rows = append(reliability.Rows, [3]string{three(b.Probability), three(b.Share), strconv.Itoa(b.N)})
	}
	recall := curve{Title: "Precision and recall: the outcome of each threshold", Header: [3]string{"threshold", "recall", "precision"}}
	for _, p := range c.PrecisionRecall {
		recall.Rows = append(recall.Rows, [3]string{three(p.Threshold), three(p.Recall), three(p.Precision)})
	}
	return slices.DeleteFunc([]curve{reliability, recall}, func(c curve) bool { return len(c.Rows) == 0 })
}

// writeCurves writes the curves as text.
func writeCurves(w io.Writer, i model.Info) {
	for _, c := range recorded(i) {
		fmt.Fprintf(w, "\n%s\n", c.Title)
		for _, r := range append([][3]string{c.Header}, c.Rows...) {
			fmt.Fprintf(w, "%11s  %9s  %9s\n", r[0], r[1], r[2])
		}
	}
}

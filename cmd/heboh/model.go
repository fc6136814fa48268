package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
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
	sub := func(name, file, usage string, flags []cli.Flag, do func(*ui.UI, *cli.Context, string) error) *cli.Command {
		return &cli.Command{Name: name, Usage: usage, ArgsUsage: file, Flags: flags,
			Action: func(c *cli.Context) error { return do(u, c, c.Args().First()) }}
	}
	return &cli.Command{
		Name:  "model",
		Usage: "inspect a model file, or the shipped model",
		Subcommands: []*cli.Command{
			sub("info", "[FILE]", "print what a model is and what it learnt from", format, modelInfo),
			sub("card", "[FILE]", "print a model card in Markdown", nil, modelCard),
			sub("verify", "[FILE]", "check that a model file is whole and consistent, and with --key who signed it", append(format[:1:1], &cli.StringFlag{Name: "key", Usage: "public key `FILE` of the expected signer"}), modelVerify),
			sub("keygen", "FILE", "make a secret key in FILE, and the public one in FILE.pub", nil, modelKeygen),
			sub("sign", "FILE", "sign a model file for others to verify; the signature goes to FILE.minisig", []cli.Flag{&cli.StringFlag{Name: "key", Usage: "secret key `FILE`"}}, modelSign),
		},
	}
}

func sum(m *model.Model) string {
	sum := m.Sum()
	return hex.EncodeToString(sum[:])
}

func saved(m *model.Model) ([]byte, error) {
	var b bytes.Buffer
	err := m.Save(&b)
	return b.Bytes(), err
}

type headFacts struct {
	Name      string   `json:"name"`
	Threshold *float64 `json:"threshold,omitempty"` // of a verdict
	Cues      int      `json:"cues"`                // that have a weight
}

func (f headFacts) String() string {
	s := fmt.Sprintf("%s: %d cues and n-grams", f.Name, f.Cues)
	if f.Threshold != nil {
		s += fmt.Sprintf("; threshold %.6g", *f.Threshold)
	}
	return s
}

type modelFacts struct {
	File        string `json:"file"`
	SHA256      string `json:"sha256"`      // of the file
	Fingerprint string `json:"fingerprint"` // of the features, the same as this program's
	Bytes       int    `json:"bytes"`
	Cues        int    `json:"cues"`
	model.Info
	Threshold     float64     `json:"threshold"`
	BiasThreshold float64     `json:"bias_threshold"`
	Heads         []headFacts `json:"heads"`
	SignedBy      string      `json:"signed_by,omitempty"` // as far as it was verified

	content []byte // of a file with this model
}

func readFacts(path string) (modelFacts, error) {
	m, err := loadModel(path)
	if err != nil {
		return modelFacts{}, err
	}
	return factsOf(m, path)
}

func factsOf(m *model.Model, path string) (modelFacts, error) {
	file, err := saved(m)
	fingerprint := features.Fingerprint()
	f := modelFacts{File: cmp.Or(path, "the shipped model"), SHA256: sum(m), Fingerprint: hex.EncodeToString(fingerprint[:]),
		Bytes: len(file), Cues: features.NumCues, Info: m.Info(), Threshold: m.Threshold(), BiasThreshold: m.BiasThreshold(), content: file}
	parts := m.Parts()
	for i := range parts.Heads {
		h := &parts.Heads[i]
		head := headFacts{Name: model.Head(i).String()}
		if model.Head(i) <= model.HeadBiased {
			head.Threshold = &h.Threshold
		}
		for _, w := range h.Cues {
			if w != 0 {
				head.Cues++
			}
		}
		f.Heads = append(f.Heads, head)
	}
	return f, err
}

// rows are the facts as text: what the model is, its heads and data.
func (f *modelFacts) rows() [][2]string {
	rows := [][2]string{
		{"sha256", f.SHA256}, {"features", f.Fingerprint}, {"bytes", strconv.Itoa(f.Bytes)}, {"cues", strconv.Itoa(f.Cues)},
		{"seed", fmt.Sprint(f.Seed)},
	}
	for _, h := range f.Heads {
		rows = append(rows, [2]string{"head", h.String()})
	}
	for _, d := range f.Data {
		text := fmt.Sprintf("%s: %d rows", d.Name, d.Rows)
		for _, p := range []string{d.Use, d.License, d.Credit} {
			if p != "" {
				text += "; " + p
			}
		}
		if d.SHA256 != "" {
			text += " sha256:" + d.SHA256
		}
		rows = append(rows, [2]string{"data", text})
	}
	return rows
}

func modelInfo(u *ui.UI, c *cli.Context, path string) error {
	f, err := readFacts(path)
	if err != nil {
		return err
	}
	return printAs(u, c, f, func(w io.Writer) {
		writeRows(w, slices.Concat([][2]string{
			{"name", f.Name}, {"version", f.Version}, {"description", f.Description},
			{"algorithm", f.Algorithm}, {"languages", strings.Join(f.Languages, ", ")},
			{"threshold", fmt.Sprintf("%.6g by the rule %s", f.Threshold, f.ThresholdRule)},
		}, f.rows(), figureRows(f.Info)))
	})
}

// writeRows leaves out rows without a value.
func writeRows(table io.Writer, rows [][2]string) {
	for _, row := range rows {
		if row[1] != "" {
			fmt.Fprintf(table, "%s\t%s\n", row[0], ui.OneLine(row[1]))
		}
	}
}

// wholeModel reads a file once and loads it, which checks format, checksum,
// fingerprint and numbers, and checks that it holds nothing but the model.
func wholeModel(path string) (f modelFacts, err error) {
	file, err := readUpTo(path, model.MaxFileSize)
	if err != nil {
		return f, err
	}
	m, err := model.Load(bytes.NewReader(file))
	if err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	if f, err = factsOf(m, path); err == nil && !bytes.Equal(file, f.content) {
		err = fmt.Errorf("%s: loads, but is not what this program would write for it; train the model again", path)
	}
	return f, err
}

// modelVerify says that a model is whole and consistent. Whoever can write the file
// can make its checksum fit, so only a signature proves who made it.
func modelVerify(u *ui.UI, c *cli.Context, path string) error {
	read, key, signed := wholeModel, c.String("key"), "not checked; --key FILE"+publicEnd+" checks it"
	if path == "" {
		read, signed = readFacts, "" // the shipped model, which a test verifies
		if key != "" {
			return usage("the shipped model is part of the program, which is signed as a whole or not at all; name a model FILE with --key")
		}
	}
	f, err := read(path)
	if err != nil {
		return err
	}
	if key != "" {
		if f.SignedBy, err = verifySignature(path, key, f.content); err != nil {
			return err
		}
		signed = f.SignedBy
	}
	return printAs(u, c, f, func(w io.Writer) {
		fmt.Fprintf(w, "%s\tgood: whole and consistent\n", ui.OneLine(f.File))
		writeRows(w, append([][2]string{{"signed by", signed}, {"model", orDash(f.Name) + " " + orDash(f.Version)}}, f.rows()...))
	})
}

//go:embed card.tmpl
var cardText string

var cardTemplate = template.Must(template.New("card").Funcs(template.FuncMap{
	"line":    func(s string) string { return orDash(ui.OneLine(s)) },
	"cell":    func(s string) string { return strings.ReplaceAll(orDash(ui.OneLine(s)), "|", "\\|") },
	"figures": figureRows,
}).Parse(cardText))

// modelCard prints a card after Mitchell et al. 2019, as far as the model records
// its own facts.
func modelCard(u *ui.UI, _ *cli.Context, path string) error {
	f, err := readFacts(path)
	if err != nil {
		return err
	}
	return cardTemplate.Execute(u.Out, f)
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

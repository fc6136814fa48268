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

// checksum is the SHA-256 that the model's file carries at its end, and the
// size of the file. The bytes of a file depend on the model alone, so they are
// those of the file that it was loaded from.
func checksum(m *model.Model) (sum string, size int, err error) {
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(b.Bytes()[b.Len()-32:]), b.Len(), nil
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
			Threshold float64 `json:"threshold"`
		}{m.Info(), m.Threshold()})
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

// infoRows are the facts of a model that are there.
func infoRows(m *model.Model) [][2]string {
	i := m.Info()
	rows := [][2]string{
		{"name", i.Name}, {"version", i.Version}, {"description", i.Description},
		{"algorithm", i.Algorithm}, {"languages", strings.Join(i.Languages, ", ")},
		{"threshold", fmt.Sprintf("%.6g by the rule %s", m.Threshold(), i.ThresholdRule)},
		{"seed", fmt.Sprint(i.Seed)}, {"built by", i.Built},
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
	SHA256      string         `json:"sha256"`      // that the file carries, and that its bytes have
	Fingerprint string         `json:"fingerprint"` // of the features, the same as this program's
	Bytes       int            `json:"bytes"`
	Cues        int            `json:"cues"`
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
	v := &verified{File: "the shipped model", Cues: features.NumCues}
	if v.SHA256, v.Bytes, err = checksum(m); err != nil {
		return nil, err
	}
	if path != "" {
		v.File = path
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if len(data) != v.Bytes || hex.EncodeToString(data[len(data)-32:]) != v.SHA256 {
			return nil, fmt.Errorf("%s: loads, but is not what this program would write for it; train the model again", path)
		}
	}
	fp := features.Fingerprint()
	v.Fingerprint = hex.EncodeToString(fp[:])
	i := m.Info()
	v.Name, v.Version, v.Built, v.Seed, v.Data = i.Name, i.Version, i.Built, i.Seed, i.Data
	return v, nil
}

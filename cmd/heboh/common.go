package main

import (
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

var (
	modelFlag         = &cli.StringFlag{Name: "model", Usage: "model `FILE`, as heboh train writes it", DefaultText: "the shipped model"}
	thresholdFlag     = probabilityFlag("threshold", "sensational")
	biasThresholdFlag = probabilityFlag("bias-threshold", "biased")
	anyLanguageFlag   = &cli.BoolFlag{Name: "any-language", Usage: "also judge headlines without words or in other languages"}
)

func probabilityFlag(name, label string) *cli.Float64Flag {
	return &cli.Float64Flag{Name: name, Usage: "call a headline " + label + " from this `PROBABILITY` on", DefaultText: "the model's",
		Action: func(_ *cli.Context, v float64) error {
			if !(v >= 0 && v <= 1) {
				return usage("--%s %v; must be a probability from 0 to 1", name, v)
			}
			return nil
		}}
}

// explainFlag works like a switch that may have a value: --explain or
// --explain=raw.
type explainFlag struct{ *cli.BoolFlag }

func newExplainFlag() explainFlag {
	return explainFlag{&cli.BoolFlag{Name: "explain", DisableDefaultText: true,
		Usage: "give the reasons in words, + for sensational or biased and - against; --explain=raw gives each cue with its place and its log-odds, as data formats always do"}}
}

func (f explainFlag) Apply(set *flag.FlagSet) error {
	set.Var(new(explaining), f.Name, f.Usage)
	return nil
}

// explaining is the value of an explainFlag: "", "true" or "raw".
type explaining string

func (e *explaining) String() string   { return string(*e) }
func (e *explaining) IsBoolFlag() bool { return true }

func (e *explaining) Set(given string) error {
	if given != "true" && given != "raw" {
		return errors.New("use --explain or --explain=raw")
	}
	*e = explaining(given)
	return nil
}

// firstSet is the first of these flags that was given, "" for none.
func firstSet(c *cli.Context, flags ...string) string {
	if i := slices.IndexFunc(flags, c.IsSet); i >= 0 {
		return flags[i]
	}
	return ""
}

// choice is a flag whose value must be one of a few, the first by default.
func choice(name, what string, values ...string) *cli.StringFlag {
	list := either(values)
	return &cli.StringFlag{Name: name, Value: values[0], Usage: what + ": " + list,
		Action: func(_ *cli.Context, given string) error {
			if !slices.Contains(values, given) {
				return usage("--%s %q; use %s", name, given, list)
			}
			return nil
		}}
}

// either lists values to choose from.
func either(values []string) string {
	last := len(values) - 1
	return strings.Join(values[:last], ", ") + " or " + values[last]
}

func loadModel(path string) (*model.Model, error) {
	if path == "" {
		return model.Default(), nil
	}
	return model.LoadFile(path)
}

// chosenModel is the model of --model with the thresholds of --threshold and
// --bias-threshold, where the command has these flags.
func chosenModel(c *cli.Context) (*model.Model, error) {
	m, err := loadModel(c.String(modelFlag.Name))
	if err != nil {
		return nil, err
	}
	if c.IsSet(thresholdFlag.Name) {
		m = m.WithThreshold(model.HeadSensational, c.Float64(thresholdFlag.Name))
	}
	if c.IsSet(biasThresholdFlag.Name) {
		m = m.WithThreshold(model.HeadBiased, c.Float64(biasThresholdFlag.Name))
	}
	if c.Bool(anyLanguageFlag.Name) {
		m = m.AnyLanguage()
	}
	return m, nil
}

// verdictFlags choose a model and its thresholds, and make the exit status depend
// on the verdicts.
func verdictFlags() []cli.Flag {
	return []cli.Flag{
		modelFlag, thresholdFlag, biasThresholdFlag, anyLanguageFlag,
		&cli.StringFlag{Name: "fail-on", Usage: "exit with status 3 if a headline has one of these `LABELS`: sensational, biased or sensational,biased"},
		&cli.BoolFlag{Name: "fail-on-sensational", Usage: "the same as --fail-on sensational"},
	}
}

// resultOptions are the model that a command is to use and how its results are to be
// written, as far as the command has flags for them. A table is in colour, and as wide
// as the terminal, where it goes to one.
func resultOptions(u *ui.UI, c *cli.Context, otherwise string, formats []string) (m *model.Model, o render.Options, err error) {
	out := c.String("out")
	if otherwise == byTerminal {
		if otherwise = "jsonl"; toStdout(out) && ui.IsTerminal(u.Out) {
			otherwise = "text"
		}
	}
	format, err := formatOf(c, otherwise, formats)
	if err != nil {
		return nil, o, err
	}
	o = render.Options{Format: format, Version: version(), RawCSV: c.Bool("raw-csv")}
	if c.String("locale") == "id" {
		o.Decimal = ','
	}
	if e, _ := c.Generic("explain").(*explaining); e != nil {
		o.Explain, o.Raw = *e != "", *e == "raw"
	}
	if err := checkFormat(u, o.Format, out); err != nil {
		return nil, o, err
	}
	if toStdout(out) {
		o.Colour, o.Width = u.Colour(), u.Width()
	}
	if c.Bool("fail-on-sensational") {
		o.Report = render.Sensational
	}
	if c.IsSet("fail-on") {
		for name := range strings.SplitSeq(c.String("fail-on"), ",") {
			verdict, ok := map[string]render.Verdicts{"sensational": render.Sensational, "biased": render.Biased}[name]
			if !ok {
				return nil, o, usage("--fail-on %q; use sensational, biased or sensational,biased", name)
			}
			o.Report |= verdict
		}
	}
	m, err = chosenModel(c)
	return m, o, err
}

// outcome is what was found in headlines, and how many records or pages could not be
// read.
type outcome struct {
	render.Tally
	Skipped int `json:"skipped"`
}

// tell says what was found, in the last line on standard error, unless more went wrong
// than bad records. It returns that error, or errFound for headlines to fail on.
func (o *outcome) tell(u *ui.UI, err error, failOn render.Verdicts) error {
	if err != nil && err != errReported || o.Headlines == 0 {
		return err
	}
	u.Note("%s; %d skipped", &o.Tally, o.Skipped)
	if o.Found()&failOn != 0 {
		return errFound
	}
	return err
}

// trainingGC is the growth of memory, in percent, after which the collector
// runs while a model is trained, unless GOGC says otherwise: a million headlines
// then fit into 2 GB.
const trainingGC = 40

// underway does long work, which may report its progress, under a bar.
func underway[T any](u *ui.UI, name string, work func(progress func(stage string, done, total int)) (T, error)) (T, error) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(trainingGC))
	}
	bar := u.NewBar(name, 1, false)
	var drawing sync.WaitGroup
	done := make(chan struct{})
	drawing.Go(func() {
		for tick := time.Tick(300 * time.Millisecond); ; { // a step may take its time
			select {
			case <-tick:
				bar.Draw()
			case <-done:
				bar.Clear()
				return
			}
		}
	})
	defer drawing.Wait()
	defer close(done)
	return work(func(stage string, done, total int) { bar.Set(stage, int64(done), int64(total)) })
}

// printAs writes v as JSON if --format says so, else as a table.
func printAs(u *ui.UI, c *cli.Context, v any, text func(table io.Writer)) error {
	if c.String("format") == "json" {
		return printJSON(u, v)
	}
	return table(u.Out, text)
}

// table writes rows of cells, which end with tabs, in columns.
func table(out io.Writer, rows func(io.Writer)) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	rows(w)
	return w.Flush()
}

func printJSON(u *ui.UI, v any) error {
	enc := json.NewEncoder(u.JSON())
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

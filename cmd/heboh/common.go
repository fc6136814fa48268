package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/internal/atomicfile"
	"github.com/heboh/heboh/model"
)

var modelFlag = &cli.StringFlag{Name: "model", Usage: "model `FILE`, as heboh train writes it", DefaultText: "the shipped model"}

// loadModel loads the named model, or the shipped one for "".
func loadModel(path string) (*model.Model, error) {
	if path == "" {
		return model.Default(), nil
	}
	return model.LoadFile(path)
}

// modelFlags choose a model and its thresholds.
func modelFlags() []cli.Flag {
	return []cli.Flag{
		modelFlag,
		&cli.Float64Flag{Name: "threshold", Usage: "call a headline sensational from this `PROBABILITY` on", DefaultText: "the model's"},
		&cli.Float64Flag{Name: "bias-threshold", Usage: "call a headline biased from this `PROBABILITY` on", DefaultText: "the model's"},
	}
}

// chosenModel is the model of --model with the thresholds of --threshold and
// --bias-threshold.
func chosenModel(c *cli.Context) (*model.Model, error) {
	m, err := loadModel(c.String("model"))
	if err != nil {
		return nil, err
	}
	for _, t := range []struct {
		flag string
		head model.Head
	}{{"threshold", model.HeadSensational}, {"bias-threshold", model.HeadBiased}} {
		if !c.IsSet(t.flag) {
			continue
		}
		p := c.Float64(t.flag)
		if !(p >= 0 && p <= 1) {
			return nil, usage("--%s %v; must be a probability from 0 to 1", t.flag, p)
		}
		m = m.WithThreshold(t.head, p)
	}
	return m, nil
}

// failFlags make the exit status depend on the verdicts.
func failFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "fail-on", Usage: "exit with status 3 if a headline has one of these `LABELS`: sensational, biased or sensational,biased"},
		&cli.BoolFlag{Name: "fail-on-sensational", Usage: "the same as --fail-on sensational"},
	}
}

// failOn is the verdicts of --fail-on.
func failOn(c *cli.Context) (render.Verdicts, error) {
	var v render.Verdicts
	if c.Bool("fail-on-sensational") {
		v = render.Sensational
	}
	if !c.IsSet("fail-on") {
		return v, nil
	}
	for name := range strings.SplitSeq(c.String("fail-on"), ",") {
		switch name {
		case "sensational":
			v |= render.Sensational
		case "biased":
			v |= render.Biased
		default:
			return 0, usage("--fail-on %q; use sensational, biased or sensational,biased", name)
		}
	}
	return v, nil
}

// found is err, or errFound if headlines with labels to fail on were found and
// nothing but bad records went wrong.
func found(err error, verdicts, failing render.Verdicts) error {
	if (err == nil || err == errReported) && verdicts&failing != 0 {
		return errFound
	}
	return err
}

func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return usage("%s takes no argument %q; see %s --help", c.Command.HelpName, c.Args().First(), c.Command.HelpName)
	}
	return nil
}

// choice returns the value of a flag that must be one of a few.
func choice(c *cli.Context, flag string, values ...string) (string, error) {
	given := c.String(flag)
	for _, v := range values {
		if given == v {
			return v, nil
		}
	}
	return "", usage("--%s %q; use one of %v", flag, given, values)
}

// writeFile replaces a file at once: it is either the old or the complete new one.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	w := bufio.NewWriterSize(f, 64<<10)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Commit()
}

// await runs work in the background, so that an interrupt ends the command at
// once, even in the middle of a long step.
func await[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := work()
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// trainingGC is the growth of memory, in percent, after which the collector
// runs while a model is trained, unless GOGC says otherwise: a million headlines
// then fit into 2 GB.
const trainingGC = 40

// underway awaits training that reports its progress to a bar.
func underway[T any](ctx context.Context, u *ui.UI, name string, work func(progress func(stage string, done, total int)) (T, error)) (T, error) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(trainingGC))
	}
	bar := u.NewBar(name, 1, false)
	defer bar.Clear()
	return await(ctx, func() (T, error) {
		return work(func(stage string, done, total int) { bar.Set(stage, int64(done), int64(total)) })
	})
}

func printJSON(u *ui.UI, v any) error {
	enc := json.NewEncoder(u.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// writeProbe reports early why a file could not be written.
func writeProbe(path string) error {
	f, err := atomicfile.Create(path)
	if err == nil {
		f.Abort()
	}
	return err
}

// stem is a file's name without directory and extension.
func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

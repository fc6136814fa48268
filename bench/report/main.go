// Command report measures the shipped model and writes the documents that state
// its figures. Run it in the folder bench:
//
//	go run ./report --data ../../shared/data                   # everything
//	go run ./report --data ../../shared/data --only gold,steps # keep the rest of the record
//	go run ./report --data ../../shared/data --check           # change nothing, fail on drift
//	go run ./report --render                                   # from the record, without data
//
// The figures are kept in docs/report/record.json. docs/report/README.md with its
// plots, MODEL_CARD.md, and the marked block of README.md are rendered from it.
// The same data and program give the same bytes on one architecture.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/train"
)

// options are the flags.
type options struct {
	data   string // folder of the training data
	only   string // names of sections, comma-separated; all when empty
	check  bool
	render bool
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../../shared/data", "`folder` of the training data")
	flag.StringVar(&o.only, "only", "", "measure only these `sections`, comma-separated:\n"+listing())
	flag.BoolVar(&o.check, "check", false, "compare with the committed files instead of writing them")
	flag.BoolVar(&o.render, "render", false, "measure nothing; render the documents from the record")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "report: unexpected argument %q\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(ctx, "..", o, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

// measurement is one section of the report and how it is measured.
type measurement struct {
	Name, About string
	Cost        string // on two otherwise idle cores
	measure     func(*lab) (*section, error)
}

var measurements = []measurement{
	{"fresh", "both verdicts of the recipe on headlines it did not learn from", "2 minutes", fresh},
	{"held-out", "the recipe without half of the publishers and without recent years, judged by them", "8 minutes", heldOut},
	{"gold", "the shipped recipe on gold", "5 minutes", gold},
	{"click-id", "clickbait on CLICK-ID beside published figures", "4 minutes", clickID},
	{"behaviour", "the behaviour suite on the shipped model", "seconds", suite},
	{"steps", "the recipe with fewer labels or without a step, on fresh headlines", "2 minutes per row", steps},
}

func listing() string {
	var b strings.Builder
	for _, m := range measurements {
		fmt.Fprintf(&b, "%-10s %s; %s\n", m.Name, m.About, m.Cost)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// chosen returns the measurements that a comma-separated list names.
func chosen(only string) ([]measurement, error) {
	if only == "" {
		return measurements, nil
	}
	names := strings.Split(only, ",")
	for _, name := range names {
		if !slices.ContainsFunc(measurements, func(m measurement) bool { return m.Name == name }) {
			return nil, fmt.Errorf("--only %s: unknown section; the sections are\n%s", name, listing())
		}
	}
	return slices.DeleteFunc(slices.Clone(measurements), func(m measurement) bool { return !slices.Contains(names, m.Name) }), nil
}

// run measures and writes, or compares, the documents below the folder root.
func run(ctx context.Context, root string, o options, log io.Writer) error {
	list, err := chosen(o.only)
	if err != nil {
		return err
	}
	rec, err := readRecord(filepath.Join(root, recordFile))
	if errors.Is(err, fs.ErrNotExist) && !o.check {
		rec, err = record{}, nil
	}
	if err != nil {
		return err
	}
	if o.render {
		return deliver(rec, root, o.check)
	}
	l, err := newLab(ctx, root, o.data, log)
	if err != nil {
		return err
	}
	for _, m := range list {
		l.say("%s", m.Name)
		if rec[m.Name], err = m.measure(l); err != nil {
			return fmt.Errorf("%s: %w", m.Name, err)
		}
		if !o.check { // an interrupted run keeps its finished sections
			if err := deliver(rec, root, false); err != nil {
				return err
			}
		}
	}
	return deliver(rec, root, o.check)
}

// lab holds what the sections measure with.
type lab struct {
	held
	ctx   context.Context
	sets  *recipe.Sets
	words *train.Words
	log   io.Writer
	start time.Time
	res   *train.Result // of whole
}

func newLab(ctx context.Context, root, data string, log io.Writer) (*lab, error) {
	sets, err := recipe.Read(root, data)
	if err != nil {
		return nil, err
	}
	h, err := readHeld(data)
	if err != nil {
		return nil, err
	}
	words, err := train.DefaultWords()
	return &lab{held: h, ctx: ctx, sets: sets, words: words, log: log, start: time.Now()}, err
}

func (l *lab) say(format string, args ...any) {
	fmt.Fprintf(l.log, "%6.0f s  %s\n", time.Since(l.start).Seconds(), fmt.Sprintf(format, args...))
}

// train trains and logs each stage.
func (l *lab) train(name string, examples []datasets.Example, opt train.Options) (*train.Result, error) {
	opt.Progress = func(stage string, done, total int) {
		if done == total {
			l.say("%s: %s", name, stage)
		}
	}
	res, err := train.Train(l.ctx, examples, opt)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return res, nil
}

// whole trains the shipped recipe, once, without the fresh headlines.
func (l *lab) whole() (res *train.Result, err error) {
	if l.res == nil {
		sets := l.withoutFresh()
		l.res, err = l.train("the recipe", sets.Examples(), sets.Options(l.words, nil))
	}
	return l.res, err
}

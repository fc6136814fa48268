// Command bench measures how fast heboh is, beside other programs, and writes
// the tables of docs/speed.md.
//
//	cd bench && go run . all
//
// Parts can be run alone; see parts below. Rivals are installed from Debian's
// packages where that is possible. docs/speed.md tells the method.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/heboh/heboh/bench/internal/report"
)

// part is one measurement. It returns blocks of Markdown by name.
type part struct {
	name, about string
	run         func(context.Context, *bench) (map[string]string, error)
}

// parts are in the order of the report; all runs each.
var parts = []part{
	{"compare", "heboh beside fastText, scikit-learn and liblinear, on one core and two", compare},
	{"flat", "cost and memory of heboh score as the input grows", flat},
	{"start", "start-up and size of the command", start},
	{"profile", "where the time of model.Score goes, and the floor", profileScore},
	{"pgo", "heboh built with a profile of itself, and without", pgo},
	{"wasm", "the scorer as WebAssembly in node", wasm},
	{"train", "time and memory of heboh train as the data grows", training},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	b := &bench{}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&b.data, "data", "", "`FILE` of labelled titles, TSV, CSV or JSON Lines, to train on and to make headlines of (default: the sample set)")
	flags.StringVar(&b.root, "root", "..", "`FOLDER` of the main module")
	flags.StringVar(&b.work, "work", filepath.Join(os.TempDir(), "heboh-bench"), "`FOLDER` for what is built and made")
	flags.StringVar(&b.write, "write", "../docs/speed.md,../README.md", "`FILES` that get the tables between their marks; empty: print them")
	flags.StringVar(&b.cores, "cores", "0,1", "the two cores to run on; the first alone is used for one core")
	flags.IntVar(&b.rows, "rows", 1_000_000, "headlines a run of the comparison")
	flags.IntVar(&b.repeats, "repeats", 5, "rounds")
	flags.IntVar(&b.most, "most", 10_000_000, "headlines of the longest run of the part flat")
	flags.IntVar(&b.mostRows, "most-rows", 1_000_000, "rows of the largest training")
	flags.Uint64Var(&b.seed, "seed", 1, "`SEED` of the made headlines")
	flags.Usage = func() { usage(flags) }
	names, err := arguments(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(names) > 0 && names[0] == "make" {
		return b.make(names[1:])
	}
	chosen, err := choose(names)
	if err != nil {
		return err
	}
	if err := b.prepare(); err != nil {
		return err
	}
	return b.all(ctx, chosen)
}

// arguments takes flags before and after the names of parts.
func arguments(flags *flag.FlagSet, args []string) (names []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if args = flags.Args(); len(args) == 0 {
			return names, nil
		}
		names, args = append(names, args[0]), args[1:]
	}
}

func usage(flags *flag.FlagSet) {
	w := flags.Output()
	fmt.Fprintln(w, "usage: go run . [flags] all|PART…")
	for _, p := range parts {
		fmt.Fprintf(w, "  %-8s %s\n", p.name, p.about)
	}
	flags.PrintDefaults()
}

// choose returns the parts of these names.
func choose(names []string) ([]part, error) {
	if len(names) == 1 && names[0] == "all" {
		return parts, nil
	}
	var chosen []part
	for _, name := range names {
		found := false
		for _, p := range parts {
			if p.name == name {
				chosen, found = append(chosen, p), true
			}
		}
		if !found {
			return nil, fmt.Errorf("no part %q; --help lists them", name)
		}
	}
	if len(chosen) == 0 {
		return nil, errors.New("name a part, or all; --help lists them")
	}
	return chosen, nil
}

// all runs the parts and writes what each found as soon as it is done. A part
// that fails does not keep the others from running.
func (b *bench) all(ctx context.Context, chosen []part) error {
	var failed []error
	for _, p := range chosen {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		begin := time.Now()
		before := load()
		b.tell("== %s: %s", p.name, p.about)
		blocks, err := p.run(ctx, b)
		if err != nil {
			b.tell("!! %s: %v", p.name, err)
			failed = append(failed, fmt.Errorf("%s: %w", p.name, err))
			continue
		}
		b.tell("   %s took %s", p.name, time.Since(begin).Round(time.Second))
		for name, text := range blocks {
			text += "\n" + stamp(begin, before, load())
			if err := b.put(name, text); err != nil {
				return err
			}
		}
	}
	return errors.Join(failed...)
}

// put writes a block into the files that have its marks, or prints it.
func (b *bench) put(name, text string) error {
	if b.write == "" {
		fmt.Printf("<!-- bench:%s -->\n%s<!-- /bench:%[1]s -->\n\n", name, text)
		return nil
	}
	written, err := report.Write(strings.Split(b.write, ","), name, text)
	if err != nil {
		return err
	}
	if len(written) == 0 {
		b.tell("   no file has the marks <!-- bench:%s -->; the block is:\n%s", name, text)
	}
	for _, file := range written {
		b.tell("   %s: block %s written", file, name)
	}
	return nil
}

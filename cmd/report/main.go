// Command report measures what README.md, MODEL_CARD.md and docs/report say of
// the shipped model, again and from data. Run it at the root of the project:
//
//	go run ./cmd/report --data ../shared/data                   # everything
//	go run ./cmd/report --data ../shared/data --only gold,curve # and keep the rest
//	go run ./cmd/report --data ../shared/data --check           # change nothing, fail on drift
//	go run ./cmd/report --render --readme                       # from the record, without data
//
// The figures go to docs/report/record.json; docs/report/README.md and the
// plots beside it are rendered from that, and with --readme the figures in
// README.md between the marks <!-- report:NAME --> and <!-- /report -->. The
// same data and program give the same bytes on one architecture.
//
// It is a command of its own, not a part of heboh, because the plots bring a
// drawing library and its fonts along: heboh would start slower and grow by
// megabytes for something that only this project's developers need.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

// options are the flags.
type options struct {
	data   string // folder of the training data
	only   string // sections, parted by commas; all when empty
	out    string // folder of the report
	readme string // file to fill, "" for none
	errors string // file for the titles of the worst errors, "" for none
	check  bool
	render bool
}

func main() {
	var o options
	var readme bool
	flag.StringVar(&o.data, "data", "../shared/data", "`folder` of the training data")
	flag.StringVar(&o.only, "only", "", "measure these `sections` alone, parted by commas, and keep the others as recorded:\n"+listing())
	flag.StringVar(&o.out, "out", "docs/report", "`folder` of the report")
	flag.StringVar(&o.errors, "errors", "", "write the titles of the worst errors to this `file`; other people's sentences, so keep it out of the project")
	flag.BoolVar(&readme, "readme", false, "fill the marked figures of README.md too")
	flag.BoolVar(&o.check, "check", false, "compare with the committed files instead of writing them")
	flag.BoolVar(&o.render, "render", false, "measure nothing; write the documents again from the record")
	flag.Parse()
	if readme {
		o.readme = "README.md"
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "report: unexpected argument %q\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(ctx, o, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

// listing describes the sections for the help text.
func listing() string {
	var b strings.Builder
	for _, s := range sections {
		fmt.Fprintf(&b, "%-10s %s; %s\n", s.name, s.about, s.cost)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Command heboh-beam labels headlines and the pages of crawls on an engine of Apache
// Beam. docs/scale.md says how.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	heboh "github.com/heboh/heboh/beam"
)

func main() {
	var inputs []string
	flag.Func("input", "`PATTERN` of files to read, .warc and .wat as crawls, all others as headlines; local, s3:// or gs://; may be repeated", func(s string) error {
		inputs = append(inputs, s)
		return nil
	})
	output := flag.String("output", "", "`DIR` to write parts, manifest, survey and bad records into")
	format := flag.String("format", "jsonl", "`FORMAT` of the parts: jsonl or parquet")
	field := flag.String("field", "", "`NAME` of the field that holds the headline (text, title, headline, judul or name)")
	model := flag.String("model", "", "model `FILE`, at the same path on every worker (the shipped model)")
	by := flag.String("by", "", "write a survey by this `FIELD`, such as publisher")
	least := flag.Int64("min", 100, "put groups of the survey with fewer than `N` headlines judged into one row")
	flag.Parse()
	beam.Init() // in a worker it does not return
	if len(inputs) == 0 || *output == "" || *format != "jsonl" && *format != "parquet" || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "heboh-beam: give --input PATTERN and --output DIR, and for --format jsonl or parquet; --help lists the flags")
		os.Exit(2)
	}
	o := heboh.Options{Dir: strings.TrimSuffix(*output, "/"), Format: *format, Field: *field, Model: *model, By: *by}
	p, s := beam.NewPipelineWithRoot()
	found := heboh.Label(s, inputs, o)
	heboh.WriteManifest(s, found, o.Dir)
	if *by != "" {
		heboh.Survey(s, found, *least, o)
	}
	status, err := finish(context.Background(), p, o.Dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "heboh-beam:", err)
	}
	os.Exit(status)
}

// finish runs the pipeline and prints the totals. Status 1 also says that records were
// skipped, as the command's does.
func finish(ctx context.Context, p *beam.Pipeline, dir string) (status int, err error) {
	if err := beamx.Run(ctx, p); err != nil {
		return 1, err
	}
	sum, _, skipped, err := heboh.Totals(ctx, dir)
	if err != nil {
		return 1, err
	}
	fmt.Fprintf(os.Stderr, "heboh-beam: judged %d: %d sensational, %d biased, %d not read; %d skipped\n", sum.Headlines, sum.Sensational, sum.Biased, sum.Abstained, skipped)
	return min(skipped, 1), nil
}

package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/url"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/render"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/links/warc"
)

var linksFormats = []string{"text", "jsonl", "csv", "tsv", "parquet", "sarif", "html"}

func linksCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:      "links",
		Usage:     "label the titles that pages, feeds and articles link to",
		ArgsUsage: "[FILE|URL|-]…",
		Flags: slices.Concat(partsFlags(), []cli.Flag{
			&cli.StringSliceFlag{Name: "role", Usage: "only links of this `ROLE`…: headline, related, navigation, footer, advertisement, share, pagination, in-text, other"},
			&cli.IntFlag{Name: "min-words", Value: 3, Usage: "leave out titles with fewer `WORDS`"},
			&cli.BoolFlag{Name: "all", Usage: "every link that has text, whatever its role and length"},
			&cli.StringSliceFlag{Name: "in", Usage: "`FILE`…, addresses or patterns in quotes, as without a flag"},
			newExplainFlag(),
			&cli.BoolFlag{Name: "explain-role", Usage: "say what gave each link its role: a marker, a class name, the structure"},
			&cli.StringFlag{Name: "base", Usage: "`URL` of the page, to resolve the links of a file or standard input"},
			formatFlag(byTerminal, linksFormats),
			outFlag, localeFlag, rawCSVFlag,
			&cli.BoolFlag{Name: "allow-private", Usage: "also fetch from private, loopback and link-local addresses"},
			&cli.BoolFlag{Name: "ignore-robots", Usage: "also fetch what robots.txt forbids"},
		}, verdictFlags()),
		Action: func(c *cli.Context) error { return labelLinks(u, c) },
	}
}

func labelLinks(u *ui.UI, c *cli.Context) error {
	minWords, all := c.Int("min-words"), c.Bool("all")
	if minWords < 0 {
		return usage("--min-words %d; it must be 0 or more", minWords)
	}
	if all {
		minWords = 0
	}
	wanted, err := links.Select(c.StringSlice("role"), minWords, all)
	if err != nil {
		return usage("--role: %s", err)
	}
	base, err := baseURL(c.String("base"))
	if err != nil {
		return err
	}
	names, err := fileNames(u, c, slices.Concat(c.StringSlice("in"), c.Args().Slice()))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	if slices.Contains(names, "-") {
		tellTyping(u, "a page", "as HTML, feed or text")
	}
	m, o, err := resultOptions(u, c, byTerminal, linksFormats)
	if err != nil {
		return err
	}
	o.Links, o.Roles = true, c.Bool("explain-role")
	job := &linksJob{names: names, base: base, wanted: wanted, options: o,
		client: fetch.New(fetch.Options{AllowPrivate: c.Bool("allow-private"), IgnoreRobots: c.Bool("ignore-robots")}),
	}
	if job.render, err = render.New(m, o); err != nil {
		return err
	}
	return labelInputs(u, c, m, o, names, func(ctx context.Context, w *part) error {
		j := *job
		if j.part = w; w.file != "" {
			j.names = []string{w.file}
		}
		return j.run(ctx)
	})
}

func baseURL(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	base, err := url.Parse(address)
	if err != nil || base.Host == "" {
		return nil, usage("--base %q; an absolute address is required, such as https://site.example/page", address)
	}
	return base, nil
}

// linksJob labels the links of several pages. Pages are read concurrently and
// written in the order given; only a few are in memory at a time.
type linksJob struct {
	*part
	names   []string // of files and addresses; "-" is standard input
	base    *url.URL // of files and standard input; nil when unknown
	client  *fetch.Client
	wanted  links.Selection
	render  *render.Headlines
	options render.Options
	out     *output

	next  int    // index into names
	crawl *crawl // being read, nil outside
}

type labelledPage struct {
	name  string
	file  io.ReadCloser // to read it from; nil for an address
	out   []byte
	found render.Tally
	notes []string // what was repaired or not found
	err   error

	crawl  *crawl // that the page is from, nil for a page of its own
	record warc.Record
	read   bool // there was a page
	ended  bool // nothing but the end of the crawl
}

func (j *linksJob) run(ctx context.Context) (err error) {
	if j.out, err = createResults(j.u, j.to, j.options, j.render); err != nil {
		return err
	}
	err = j.out.fill(func() error {
		workers := cmp.Or(j.workers, max(runtime.GOMAXPROCS(0), 4)) // mostly waiting for the web
		return pipe(ctx, j.out, workers, j.take, func(p *labelledPage) { j.label(ctx, p) }, j.emit)
	})
	if err == nil && j.Skipped > 0 {
		err = errReported
	}
	return err
}

func (j *linksJob) take(p *labelledPage) error {
	*p = labelledPage{out: p.out[:0], record: p.record}
	if j.crawl == nil {
		if j.next == len(j.names) {
			return io.EOF
		}
		p.name = j.names[j.next]
		j.next++
		if isURL(p.name) {
			return nil
		}
		isCrawl := false
		p.file, isCrawl, p.err = j.open(p.name) // told with the page's other faults
		if p.name == "-" {
			p.name = "stdin"
		}
		if !isCrawl {
			return nil
		}
		j.crawl = &crawl{name: p.name, file: p.file, reader: warc.NewReader(p.file)}
	}
	p.crawl, p.name = j.crawl, j.crawl.name
	p.err = j.crawl.reader.Next(&p.record)
	if damaged := (*warc.RecordError)(nil); p.err == nil || errors.As(p.err, &damaged) {
		return nil
	}
	if p.ended = true; p.err == io.EOF {
		p.err = nil
	}
	j.crawl.file.Close()
	j.crawl = nil
	return nil
}

// label reads, labels and renders a page; several run at once.
func (j *linksJob) label(ctx context.Context, p *labelledPage) {
	if p.err != nil || p.ended {
		return
	}
	var page *render.Page
	if p.crawl == nil {
		page, p.err = j.read(ctx, p)
	} else { // what is repaired in a page of a crawl is not worth a note
		page, p.err = render.Record(&p.record, p.name, j.base, j.wanted)
	}
	if page == nil {
		return
	}
	p.name, p.read = page.Name, true
	if p.crawl == nil || len(page.Links) > 0 {
		p.out, p.found = j.render.Page(p.out, page)
	}
}

func (j *linksJob) emit(p *labelledPage) error {
	if errors.Is(p.err, context.Canceled) {
		return p.err
	}
	j.Add(p.found)
	for _, note := range p.notes {
		j.u.Tell("%s: note: %s", p.name, note)
	}
	if p.err != nil {
		j.Skipped++
		if p.crawl == nil || p.crawl.tells(p.err) {
			j.u.Tell("%s: %s", p.name, pageError(p.err))
		}
	}
	if p.crawl != nil {
		j.countCrawl(p)
	}
	return j.out.results(nil, p.out)
}

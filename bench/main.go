// Command bench measures how fast heboh scores headlines beside other programs,
// and prints the table of docs/speed.md, which describes the method.
//
//	cd bench && go run .
//	cd bench && go run . --crawl wat --files 8 --pages 1500   # a made-up crawl instead, to measure with
//
// Other programs are installed from Debian's packages; one that cannot be
// installed is left out of the table. Linux only.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// bench holds the flags.
type bench struct {
	work   string // folder for everything built and generated
	cores  string // as taskset takes them
	rows   int    // headlines per run
	rounds int
	seed   uint64
}

func main() {
	b := &bench{}
	flag.StringVar(&b.work, "work", filepath.Join(os.TempDir(), "heboh-bench"), "`folder` for everything built and generated")
	flag.StringVar(&b.cores, "cores", "0,1", "two cores to run on; runs on one core use the first")
	flag.IntVar(&b.rows, "rows", 1_000_000, "headlines per run")
	flag.IntVar(&b.rounds, "rounds", 5, "rounds; programs take turns in each")
	flag.Uint64Var(&b.seed, "seed", 1, "seed of the generated headlines")
	dir := flag.String("crawl", "", "measure nothing; write a made-up crawl into `DIR`")
	files := flag.Int("files", 8, "files of the crawl")
	pages := flag.Int("pages", 1500, "pages in each")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if *dir != "" {
		err = crawl(*dir, *files, *pages, b.seed)
	} else {
		err = b.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context) error {
	if b.rows < checked || b.rounds < 1 || flag.NArg() > 0 {
		return fmt.Errorf("-rows must be at least %d and -rounds at least 1, without further arguments", checked)
	}
	var err error
	if b.work, err = filepath.Abs(b.work); err != nil {
		return err
	}
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return err
	}
	b.say("generating %d headlines", b.rows)
	if err := b.generate(); err != nil {
		return err
	}
	list, note, err := b.ready(ctx)
	if err != nil {
		return err
	}
	began, load := time.Now(), b.machine(ctx, "cut -d' ' -f1 /proc/loadavg")
	runs := make([][]usage, len(list))
	for round := range b.rounds {
		for i, p := range list {
			u, err := measure(ctx, b.coresOf(p), p.args(b, b.path("headlines."+p.form)))
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			b.say("round %d  %-38s %7.2f s wall %7.2f s cpu %6.1f MB", round+1, p.name, u.wall, u.cpu, float64(u.memory)/1e6)
			runs[i] = append(runs[i], u)
		}
	}
	fmt.Printf("%s\n%d headlines, %d rounds. %s\n\n*%s, %s, %d cores, %s; load %s at the start, %s at the end.*\n",
		table(list, runs, b.rows), b.rows, b.rounds, note, began.UTC().Format("2 January 2006"), b.machine(ctx, "sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1"),
		runtime.NumCPU(), runtime.Version(), load, b.machine(ctx, "cut -d' ' -f1 /proc/loadavg"))
	return nil
}

// machine is what a script says of the machine.
func (b *bench) machine(ctx context.Context, script string) string {
	said, err := b.output(ctx, "sh", "-c", script)
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(said)
}

func (b *bench) coresOf(p program) string {
	if p.cores == 2 {
		return b.cores
	}
	first, _, _ := strings.Cut(b.cores, ",")
	return first
}

// ready installs, builds and trains the programs, and checks that each answers.
// The note lists the versions of packages, and the programs left out.
func (b *bench) ready(ctx context.Context) (list []program, note string, err error) {
	if err := errors.Join(os.RemoveAll(b.path("rivals")), os.CopyFS(b.work, scripts)); err != nil {
		return nil, "", err
	}
	if _, err := b.output(ctx, "sh", "-c", "dpkg -s "+packages+" >/dev/null || (apt-get update -qq && apt-get install -y -qq --no-install-recommends "+packages+")"); err != nil {
		b.say("%v", err)
	}
	versions, _ := b.output(ctx, "sh", "-c", "dpkg-query -W -f '${Package} ${Version}, ' "+packages)
	note = "Versions: " + strings.TrimSuffix(versions, ", ") + "."
	for _, p := range programs {
		b.say("preparing %s", p.name)
		if err := b.prepare(ctx, p); err != nil {
			b.say("left out: %s: %v", p.name, err)
			note += " Left out: " + p.name + "."
			continue
		}
		list = append(list, p)
	}
	if len(list) == 0 || list[0].name != programs[0].name {
		return nil, "", fmt.Errorf("%s cannot be measured", programs[0].name)
	}
	return list, note, nil
}

// prepare builds or trains a program and tries it on a few headlines.
func (b *bench) prepare(ctx context.Context, p program) error {
	if _, err := b.output(ctx, "sh", "-ec", p.prepare); err != nil {
		return err
	}
	args := p.args(b, b.path("few."+p.form))
	answers, err := b.output(ctx, args[0], args[1:]...)
	if n := strings.Count(answers, "\n"); err == nil && n != checked && n != checked+1 { // liblinear adds a heading
		err = fmt.Errorf("%d answers to %d headlines", n, checked)
	}
	return err
}

// output runs a program that is not measured, in the work folder.
func (b *bench) output(ctx context.Context, name string, args ...string) (string, error) {
	module, err := os.Getwd()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = b.work, append(os.Environ(), "BENCH="+module)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, &errors)
	}
	return string(out), nil
}

func (b *bench) path(name string) string { return filepath.Join(b.work, name) }

func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

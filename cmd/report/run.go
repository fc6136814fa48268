package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/heboh/heboh/cmd/internal/recipe"
	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/train"
)

// section is one part of the report.
type section struct {
	name, about string
	cost        string // measured on two otherwise idle cores
	measure     func(*lab) (*record.Section, error)
}

var sections = []section{
	{"published", "clickbait on CLICK-ID beside published figures", "4 minutes", published},
	{"gold", "the shipped recipe on gold", "5 minutes", gold},
	{"errors", "the worst errors on gold", "seconds, and those of gold unless it is measured too", worst},
	{"behaviour", "the behavioural suite on the shipped model", "seconds", behaves},
	{"ablation", "the same without a stage, a family of cues, a kind of data", "4 minutes, and those of gold unless it is measured too", ablation},
	{"curve", "learning curves", "3 minutes", curve},
}

// chosen picks the sections that a list names.
func chosen(only string) ([]section, error) {
	if only == "" {
		return sections, nil
	}
	want := map[string]bool{}
	for name := range strings.SplitSeq(only, ",") {
		want[strings.TrimSpace(name)] = true
	}
	var out []section
	for _, s := range sections {
		if want[s.name] {
			out = append(out, s)
			delete(want, s.name)
		}
	}
	for name := range want {
		return nil, fmt.Errorf("--only %s: no such section; there are\n%s", name, listing())
	}
	return out, nil
}

func run(ctx context.Context, o options, log io.Writer) error {
	list, err := chosen(o.only)
	if err != nil {
		return err
	}
	rec, err := record.Read(filepath.Join(o.out, recordName))
	if errors.Is(err, fs.ErrNotExist) && !o.check {
		rec, err = record.Record{}, nil
	}
	if err != nil {
		return err
	}
	if o.render {
		return deliver(rec, o)
	}
	l, err := newLab(ctx, o.data, log)
	if err != nil {
		return err
	}
	drift := 0
	for _, s := range list {
		l.tell(s.name)
		got, err := s.measure(l)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if !o.check {
			rec[s.name] = got
			if err := deliver(rec, o); err != nil { // what is done stays done
				return err
			}
			continue
		}
		for _, line := range record.Drift(s.name, rec[s.name], got) {
			drift++
			fmt.Fprintln(log, "report:", line)
		}
	}
	if o.errors != "" {
		if err := l.writeTitles(o.errors); err != nil {
			return err
		}
	}
	if o.check {
		return errors.Join(drifted(drift), deliver(rec, o))
	}
	return nil
}

func drifted(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%d figures drifted from the record; run go run ./cmd/report and commit what it writes", n)
}

// lab holds what the sections measure with; costly fits are done once.
type lab struct {
	ctx     context.Context
	sets    *recipe.Sets
	words   *train.Words
	log     io.Writer
	start   time.Time
	whole   *fit // the recipe on gold
	plain   *fit // the same without the teacher
	clickID *fit // the recipe on CLICK-ID
}

func newLab(ctx context.Context, data string, log io.Writer) (*lab, error) {
	sets, err := recipe.Read(data)
	if err != nil {
		return nil, err
	}
	words, err := train.DefaultWords()
	if err != nil {
		return nil, err
	}
	return &lab{ctx: ctx, sets: sets, words: words, log: log, start: time.Now()}, nil
}

// tell says what is being done, and since when.
func (l *lab) tell(what string) {
	fmt.Fprintf(l.log, "%6.0f s  %s\n", time.Since(l.start).Seconds(), what)
}

// progress tells the steps of one training that take long, each once.
func (l *lab) progress(of string) recipe.Progress {
	last := 0
	return func(stage string, done, total int) {
		if total > 1 && done > last {
			l.tell(fmt.Sprintf("%s: %s %d/%d", of, stage, done, total))
		}
		last = done
	}
}

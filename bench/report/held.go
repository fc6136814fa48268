package main

import (
	"path/filepath"
	"slices"
	"strconv"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/recipe"
	"github.com/heboh/heboh/train"
)

// held is what figures rest on and the recipe does without.
type held struct {
	fresh   []freshTitle
	stratum map[string]string // of a headline of gold
	year    map[string]int    // of a headline of the press, 0 when unknown
}

// freshTitle is a headline read once for both questions of the rubric. Figures are
// those of the recipe without these headlines; the shipped model learns from them
// too.
type freshTitle struct {
	Text, Lang, Source, Stratum, Words string
	Year                               int // 0 when unknown
	Sensational, Biased                bool
}

func readHeld(dir string) (h held, err error) {
	h.stratum, h.year = map[string]string{}, map[string]int{}
	table := func(name string, each func(row []string), columns ...string) {
		rows, failed := recipe.Columns(filepath.Join(dir, name), columns...)
		if err == nil {
			err = failed
		}
		for _, row := range rows {
			each(row)
		}
	}
	table("gold/train.tsv", func(row []string) { h.stratum[row[0]] = row[1] }, "text", "stratum")
	table("pool/labelled.tsv", func(row []string) {
		h.year[row[0]] = year(row[4])
		h.fresh = append(h.fresh, freshTitle{row[0], row[1], row[2], row[3], row[7], year(row[4]), row[5] >= "2", row[6] >= "1"}) // both are digits
	}, "text", "lang", "source", "stratum", "date", "intensity", "slant", "words")
	table("pool/titles.tsv", func(row []string) { h.year[row[0]] = year(row[1]) }, "text", "date")
	return h, err
}

// year reads the year that a date begins with; 0 for none.
func year(date string) int {
	y, _ := strconv.Atoi(date[:min(4, len(date))])
	return y
}

// withoutFresh are the sets without the headlines to measure on.
func (l *lab) withoutFresh() *recipe.Sets {
	rest := *l.sets
	rest.Labelled = nil
	fresh := make(map[string]bool, len(l.fresh))
	for _, f := range l.fresh {
		fresh[datasets.Key(f.Text)] = true
	}
	rest.Teacher = slices.DeleteFunc(slices.Clone(l.sets.Teacher), func(t train.Taught) bool { return fresh[datasets.Key(t.Text)] })
	return &rest
}

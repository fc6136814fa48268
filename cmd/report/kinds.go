package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/heboh/heboh/cmd/internal/record"
	"github.com/heboh/heboh/datasets"
)

// kindsFile sorts errors into kinds by hand: lines "= kind<tab>meaning", then
// lines "key<tab>kind", the key being datasets.KeyHash of the title.
//
//go:embed kinds.tsv
var kindsFile string

// unread is the kind of an error that nobody has looked at.
const unread = "not read yet"

type kinds struct {
	names, meanings []string
	byKey           map[string]string
}

func readKinds() (*kinds, error) { return parseKinds(kindsFile) }

func parseKinds(text string) (*kinds, error) {
	k := &kinds{byKey: map[string]string{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		first, second, ok := strings.Cut(line, "\t")
		name, isKind := strings.CutPrefix(first, "= ")
		switch {
		case !ok || second == "":
			return nil, fmt.Errorf("kinds.tsv:%d: want two fields with a tab between them", n)
		case isKind:
			k.names, k.meanings = append(k.names, name), append(k.meanings, second)
		case len(first) != datasets.HashLen:
			return nil, fmt.Errorf("kinds.tsv:%d: key %q: want %d hexadecimal digits", n, first, datasets.HashLen)
		case !slices.Contains(k.names, second):
			return nil, fmt.Errorf("kinds.tsv:%d: kind %q is not among those at the top", n, second)
		case k.byKey[first] != "":
			return nil, fmt.Errorf("kinds.tsv:%d: key %s comes twice", n, first)
		default:
			k.byKey[first] = second
		}
	}
	return k, nil
}

func (k *kinds) of(key string) string {
	if kind, ok := k.byKey[key]; ok {
		return kind
	}
	return unread
}

// table counts the errors of each kind.
func (k *kinds) table(f *fit, rows []int) *record.Table {
	t := &record.Table{Name: "kinds", Columns: []string{"count", "positives", "negatives", "meaning"}}
	for n, name := range append(slices.Clone(k.names), unread) {
		in := slices.DeleteFunc(slices.Clone(rows), func(i int) bool { return k.of(datasets.KeyHash(f.Examples[i].Text)) != name })
		meaning := "since the last reading"
		if n < len(k.meanings) {
			meaning = k.meanings[n]
		}
		if len(in) > 0 || n < len(k.meanings) {
			t.Rows = append(t.Rows, f.tally(name, in, record.Text(meaning)))
		}
	}
	return t
}

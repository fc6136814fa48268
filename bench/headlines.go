package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"unicode"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/internal/records"
)

// checked is the number of headlines in few.FORM, on which each program is
// tried first.
const checked = 100

// nameShare is the share of headlines that get an invented name. Together with
// the law by which names recur it makes the vocabulary grow with the number of
// headlines, as it does in real ones (Heaps 1978).
const nameShare = 0.35

// maker makes headlines by joining the front of one title of the sample set to
// the back of another of the same language and label.
type maker struct {
	titles [][]string // of two words or more
	kin    [][]int    // for each title, those it may be joined to
	rng    *rand.Rand
	names  *rand.Zipf
}

// newMaker returns a maker whose headlines depend on the seed alone.
func newMaker(seed uint64) *maker {
	m := &maker{rng: rand.New(rand.NewPCG(seed, 1))}
	m.names = rand.NewZipf(m.rng, 1.2, 20, 1<<40)
	kin := map[string][]int{}
	var kinds []string
	for _, e := range datasets.Sample() {
		if words := strings.Fields(e.Text); len(words) > 1 {
			kind := fmt.Sprint(e.Lang, e.Label)
			kin[kind] = append(kin[kind], len(m.titles))
			m.titles, kinds = append(m.titles, words), append(kinds, kind)
		}
	}
	for _, kind := range kinds {
		m.kin = append(m.kin, kin[kind])
	}
	return m
}

func (m *maker) next() string {
	i := m.rng.IntN(len(m.titles))
	front, back := m.titles[i], m.titles[m.kin[i][m.rng.IntN(len(m.kin[i]))]]
	words := front[:m.middle(len(front))]
	words = append(words[:len(words):len(words)], back[m.middle(len(back)):]...)
	if m.rng.Float64() < nameShare {
		words = append(words, name(m.names.Uint64()))
	}
	return strings.Join(words, " ")
}

// middle is a place near the middle of n words, with at least one on either side.
func (m *maker) middle(n int) int { return min(max(n/2+m.rng.IntN(3)-1, 1), n-1) }

// syllables are those of invented names.
var syllables = strings.Fields("ba di ru san ke mo ti la war ni su gan to re ha min ja pu lek dar vo si nur ben ya kol fi tra mel")

// name is the n-th invented name, of two syllables or more.
func name(n uint64) string {
	base := uint64(len(syllables))
	text := syllables[n%base]
	for n /= base; ; n /= base {
		text += syllables[n%base]
		if n < base {
			return strings.ToUpper(text[:1]) + text[1:]
		}
	}
}

// generate writes headlines.FORM, few.FORM, and the sample set to train on as
// given.tsv and given.ft.
func (b *bench) generate() error {
	for name, n := range map[string]int{"headlines": b.rows, "few": checked} {
		for _, form := range []string{jsonLines, plainLines, tokenLines} {
			m := newMaker(b.seed)
			err := create(b.path(name+"."+form), func(w *bufio.Writer) error {
				for i := range n {
					if err := writeHeadline(w, form, i, m.next()); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	rows := datasets.Sample()
	if err := create(b.path("given.tsv"), func(w *bufio.Writer) error { return datasets.WriteTSV(w, rows) }); err != nil {
		return err
	}
	return create(b.path("given.ft"), func(w *bufio.Writer) error {
		for _, e := range rows {
			fmt.Fprintf(w, "__label__%d %s\n", e.Label, tokens(e.Text))
		}
		return nil
	})
}

func writeHeadline(w *bufio.Writer, form string, id int, text string) error {
	switch form {
	case jsonLines:
		text = fmt.Sprintf(`{"id":%d,"text":%s}`, id, records.AppendString(nil, text))
	case tokenLines:
		text = tokens(text)
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

// tokens is the headline as fastText's manual prepares text: lower case,
// punctuation separated by spaces.
func tokens(headline string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(headline) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) || unicode.IsMark(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(" " + string(r) + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func create(path string, write func(*bufio.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	if err := write(w); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

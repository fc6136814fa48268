// Command letters makes features/letters.bin, the table that tells Indonesian
// and English from other languages by their letters.
//
// It counts how often a letter follows two others in a word: for the two
// languages in titles of the press, for the others in the profiles of
// langdetect 1.0.9 (https://pypi.org/project/langdetect, Apache-2.0: counts of
// letters in Wikipedia) and in words.txt beside this file. No title in another
// language is learnt from, so those that are there can test the table.
//
//	go run ./features/letters --titles ../shared/data/pool/titles.tsv --profiles langdetect/profiles
package main

import (
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/internal/recipe"
)

//go:embed words.txt
var words string

// profiles are the langdetect profiles of languages in Latin script, Indonesian
// and English left out.
const profiles = "af ca cs cy da de es et fi fr hr hu it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi"

// What the sources of another language count for, in letters.
const (
	profileWeight = 40_000
	wordWeight    = 100 // for the first word of a line; later ones less
)

// unit is the number of steps of the table per natural logarithm.
const unit = 12

// A word is 0, letters from 1 to 26, 0.
const side = 27

// counts has the count of the letters a, b, c in a row at (a*side+b)*side+c.
type counts [side * side * side]float64

func main() {
	titles := flag.String("titles", "", "`FILE` of titles: tab-separated, text first, then id or en")
	dir := flag.String("profiles", "", "`FOLDER` of langdetect's profiles")
	out := flag.String("out", "features/letters.bin", "`FILE` to write")
	flag.Parse()
	if err := run(*titles, *dir, *out); err != nil {
		log.Fatal(err)
	}
}

func run(titles, dir, out string) error {
	home := map[string]*counts{"id": new(counts), "en": new(counts)}
	if err := readTitles(titles, home); err != nil {
		return err
	}
	others := map[string]*counts{}
	for _, lang := range strings.Fields(profiles) {
		c, err := readProfile(filepath.Join(dir, lang))
		if err != nil {
			return err
		}
		others[lang] = c
	}
	addWords(others)
	foreign := mix(others).probabilities()
	var table []byte
	id, en := home["id"].probabilities(), home["en"].probabilities()
	for i, p := range foreign {
		table = append(table, steps(id[i]/p), steps(en[i]/p))
	}
	return os.WriteFile(out, table, 0o644)
}

// steps is the logarithm of a ratio as an int8.
func steps(ratio float64) byte {
	return byte(int8(max(-127, min(127, math.Round(unit*math.Log(ratio))))))
}

// mix adds up languages so that each counts the same.
func mix(langs map[string]*counts) *counts {
	all := new(counts)
	for _, name := range slices.Sorted(maps.Keys(langs)) {
		sum := 0.0
		for _, n := range langs[name] {
			sum += n
		}
		for i, n := range langs[name] {
			all[i] += n / sum * 10_000
		}
	}
	return all
}

// probabilities are those of each letter after two others, smoothed with those
// after one and after none.
func (c *counts) probabilities() *counts {
	const prior = 5
	var pairs, before2 [side * side]float64
	var single, before1 [side]float64
	total := 0.0
	for i, n := range c {
		before2[i/side] += n
		pairs[i%(side*side)] += n
		single[i%side] += n
		total += n
	}
	for i, n := range pairs {
		before1[i/side] += n
	}
	p := new(counts)
	for i, n := range c {
		one := (single[i%side] + 1) / (total + side)
		two := (pairs[i%(side*side)] + prior*one) / (before1[i/side%side] + prior)
		p[i] = (n + prior*two) / (before2[i/side] + prior)
	}
	return p
}

// add counts the letters of a text's words as the features read them.
func (c *counts) add(text string, weight float64) {
	for _, t := range features.Tokenize(text) {
		if t.Kind != features.Word {
			continue
		}
		a, b := 0, 0
		for _, r := range t.Text + " " {
			if r == '\'' {
				continue
			}
			next := letter(r)
			c[(a*side+b)*side+next] += weight
			a, b = b, next
		}
	}
}

func letter(r rune) int {
	if r >= 'a' && r <= 'z' {
		return int(r-'a') + 1
	}
	return 0
}

func readTitles(name string, home map[string]*counts) error {
	rows, err := recipe.Columns(name, "text", "lang")
	if err != nil {
		return err
	}
	for _, row := range rows {
		if c := home[row[1]]; c != nil {
			c.add(row[0], 1)
		}
	}
	return nil
}

// readProfile reads the counts of letters of a language: those of three in a
// row, where a blank is the end of a word, and of a word's first letter.
func readProfile(name string) (*counts, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var profile struct{ Freq map[string]int }
	if err := json.Unmarshal(data, &profile); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c, sum := new(counts), 0.0
	for gram, n := range profile.Freq {
		var x []int
		for _, r := range gram {
			x = append(x, folded(r))
		}
		switch {
		case len(x) == 3 && x[1] != 0:
			c[(x[0]*side+x[1])*side+x[2]] += float64(n)
		case len(x) == 2 && gram[0] == ' ':
			c[x[1]] += float64(n)
		default:
			continue
		}
		sum += float64(n)
	}
	for i := range c {
		c[i] *= profileWeight / sum
	}
	return c, nil
}

// folded is the letter that the features read a character as, 0 for none.
func folded(r rune) int {
	t := features.Tokenize(string(r))
	if len(t) == 1 && len(t[0].Text) == 1 {
		return letter(rune(t[0].Text[0]))
	}
	return 0
}

// addWords adds the lists of words.txt, a language per line.
func addWords(langs map[string]*counts) {
	for line := range strings.Lines(words) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		c := langs[fields[0]]
		if c == nil {
			c = new(counts)
			langs[fields[0]] = c
		}
		for rank, word := range fields[1:] {
			c.add(word, wordWeight*8/float64(rank+8))
		}
	}
}

package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
	"github.com/heboh/heboh/features/internal/hash"
	"github.com/heboh/heboh/features/lexicon"
)

// lists is the folder of the word lists.
var lists = os.DirFS("..")

func loadLists(t *testing.T) []entry {
	t.Helper()
	entries, err := load(lists)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// TestTable holds words.bin to the lists: byte for byte, and word for word.
func TestTable(t *testing.T) {
	b, err := build(lists)
	if err != nil {
		t.Fatal(err)
	}
	made, err := b.table()
	if err != nil {
		t.Fatal(err)
	}
	stored, err := os.ReadFile("../../words.bin")
	if err != nil {
		t.Fatal(err)
	}
	if string(made) != string(stored) {
		t.Fatal("words.bin is not what the lists compile to: run go generate ./features, then train the shipped model again")
	}
	table, err := lexicon.Open(string(made))
	if err != nil {
		t.Fatal(err)
	}
	masks := table.Masks()
	for h, want := range b.masks {
		if got := masks[table.Find(h)]; got != want {
			t.Fatalf("word %x: mask %x, want %x", h, got, want)
		}
	}
}

// TestTokens: a term is cut and hashed as features cuts and hashes a headline.
func TestTokens(t *testing.T) {
	for _, e := range loadLists(t) {
		for _, form := range e.forms() {
			switch form {
			case "cieee", "hiii", "awww": // a headline's are read with a letter less
			default:
				checkTokens(t, form)
			}
		}
	}
	for _, term := range []string{"o'brien's 90's", "y'all jum'at", "geleng-geleng kepala", "it's", "covid-19 5 2019", "fans'"} {
		checkTokens(t, term)
	}
}

func checkTokens(t *testing.T, term string) {
	t.Helper()
	want := tokens(term)
	for _, tok := range features.Tokenize(strings.ReplaceAll(term, "-", " ")) { // no repair joins the parts
		if tok.Kind > features.Number {
			continue
		}
		if len(want) == 0 || tok.Text != want[0] {
			t.Errorf("%q is cut as %q, a headline at %q", term, tokens(term), tok.Text)
			return
		}
		h := hash.String(want[0])
		if tok.Kind == features.Number {
			h = hash.Number([]byte(want[0]))
		}
		if h != features.HashWord(tok.Shape()) {
			t.Errorf("%q: %q hashes otherwise in a headline", term, want[0])
		}
		want = want[1:]
	}
	if len(want) > 0 {
		t.Errorf("%q: a headline does not have %q", term, want)
	}
}

// The sizes of the lists: Indonesian, English.
var sizes = map[lexicon.Mask][2]int{
	lexicon.Loaded:      {221, 267},
	lexicon.Hyperbole:   {348, 681},
	lexicon.Shock:       {295, 670},
	lexicon.Gossip:      {330, 745},
	lexicon.Curiosity:   {334, 594},
	lexicon.Hedging:     {104, 93},
	lexicon.Intensifier: {96, 129},
	lexicon.Attribution: {93, 76},
	lexicon.Superlative: {119, 120},
	lexicon.Absolute:    {51, 51},
	lexicon.Address:     {47, 38},
	lexicon.Particle:    {78, 48},
	lexicon.Question:    {48, 39},
	lexicon.Negation:    {35, 46},
	lexicon.Slang:       {231, 148},
	lexicon.Imperative:  {94, 98},
	lexicon.Vague:       {146, 234},
	lexicon.Anger:       {76, 64},
	lexicon.Emotion:     {104, 145},
	lexicon.Prurient:    {208, 260},
	lexicon.Celebrity:   {93, 66},
	lexicon.Grim:        {112, 119},
	lexicon.Listicle:    {131, 117},
	lexicon.Insult:      {640, 1197},
	lexicon.Ridicule:    {762, 1030},
	lexicon.Partisan:    {531, 1145},
	lexicon.Rout:        {238, 493},
	lexicon.Doubt:       {264, 424},
	lexicon.Praise:      {454, 830},
	lexicon.Idiom:       {755, 1443},
	lexicon.Function:    {195, 233},
}

func TestListSizes(t *testing.T) {
	got := map[lexicon.Mask][2]int{}
	named := 0
	for _, e := range loadLists(t) {
		class := e.mask
		if class == lexicon.FunctionID || class == lexicon.FunctionEN {
			class = lexicon.Function
		}
		if class&lexicon.LoadedKinds != 0 {
			class &^= lexicon.Loaded
		}
		n := got[class]
		n[slices.Index(languages[:], e.lang)]++
		got[class] = n
		if class <= lexicon.Intensifier {
			named++
		}
	}
	for i, name := range lexicon.ClassNames {
		if class := lexicon.Mask(1) << i; got[class] != sizes[class] {
			t.Errorf("%s: %v entries, pinned %v", name, got[class], sizes[class])
		}
	}
	if named < 1300 {
		t.Errorf("the seven named lists hold %d entries, fewer than 1300", named)
	}
}

func TestListsNameTheirSource(t *testing.T) {
	for _, name := range lexicon.ClassNames {
		for _, lang := range languages {
			data, err := os.ReadFile("../" + lang + "/" + name + ".txt")
			if err != nil || !strings.Contains(string(data), "\n# Source: ") {
				t.Errorf("%s/%s.txt: no source in the header, error %v", lang, name, err)
			}
		}
	}
}

func TestFounding(t *testing.T) {
	want := map[string]lexicon.Mask{
		"terpojok": lexicon.Loaded, "memojokkan": lexicon.Loaded, "dipojokkan": lexicon.Loaded, "makin terpojok": lexicon.Loaded, "cornered": lexicon.Loaded,
		"antek": lexicon.Loaded, "rezim": lexicon.Loaded, "biang kerok": lexicon.Loaded, "membungkam": lexicon.Loaded, "keok": lexicon.Loaded, "ciut": lexicon.Loaded,
		"ketar-ketir": lexicon.Loaded, "kalang kabut": lexicon.Loaded, "dipermalukan": lexicon.Loaded, "ditampar": lexicon.Loaded, "tumbang": lexicon.Loaded,
		"hancur lebur": lexicon.Loaded, "bobrok": lexicon.Loaded, "bikin geger": lexicon.Hyperbole, "geleng-geleng kepala": lexicon.Hyperbole,
		"mengguncang": lexicon.Hyperbole, "keguncangan": lexicon.Hyperbole, "will blow your mind": lexicon.Hyperbole, "jaws drop": lexicon.Hyperbole,
		"tak disangka": lexicon.Curiosity, "you won't believe": lexicon.Curiosity, "tewas": lexicon.Grim, "ngamuk": lexicon.Anger, "menurut": lexicon.Attribution,
		"terbesar": lexicon.Superlative, "pria ini": lexicon.Vague, "miris": lexicon.Emotion, "netizen": lexicon.Celebrity, "banget": lexicon.Intensifier,
	}
	for _, e := range loadLists(t) {
		for _, form := range e.forms() {
			if e.mask&want[form] != 0 {
				delete(want, form)
			}
			if form == "pojok" && e.mask == lexicon.Loaded {
				t.Error("the bound root pojok is a form")
			}
		}
	}
	for form, class := range want {
		t.Errorf("%q does not have mask %x", form, class)
	}
}

func TestFormsFollowTheContract(t *testing.T) {
	for _, e := range loadLists(t) {
		forms, bases := e.forms(), e.bases()
		if len(forms) == 0 || !slices.Equal(bases, forms[:len(bases)]) {
			t.Errorf("%s: forms %v do not begin with bases %v", e.term, forms, bases)
		}
		seen := map[string]bool{}
		for _, f := range forms {
			if err := checkWords(f); err != nil {
				t.Errorf("%s: form %q: %v", e.term, f, err)
			}
			if seen[f] {
				t.Errorf("%s: form %q twice", e.term, f)
			}
			seen[f] = true
		}
		if e.bound && seen[e.term] {
			t.Errorf("%s: a bound root among its own forms", e.term)
		}
	}
}

// words reads a list of single words and fails unless it is sorted, without
// repeats, and of the given characters.
func words(t *testing.T, name, characters string, least int) []string {
	t.Helper()
	var out []string
	err := eachLine(lists, name, func(_ int, w string) error {
		if strings.Trim(w, characters) != "" {
			t.Errorf("%s: %q: only %s", name, w, characters)
		}
		out = append(out, w)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(out) || len(slices.Compact(slices.Clone(out))) != len(out) {
		t.Errorf("%s is not sorted, or repeats a word", name)
	}
	if len(out) < least {
		t.Errorf("%s: %d words, fewer than %d", name, len(out), least)
	}
	return out
}

func TestSingleWords(t *testing.T) {
	common := words(t, "common.txt", "abcdefghijklmnopqrstuvwxyz", 5000)
	acronyms := words(t, "acronyms.txt", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 500)
	for _, w := range common {
		if len(w) < 2 && w != "a" {
			t.Errorf("common word %q: only words of two letters and more", w)
		}
	}
	for _, w := range []string{"yang", "makin", "anti", "kuat", "sekutu", "the", "people"} {
		if !slices.Contains(common, w) {
			t.Errorf("%q is not among the common words", w)
		}
	}
	for _, w := range []string{"KPK", "NATO", "BMKG", "DPR", "FBI", "NASA", "CEO", "UMKM"} {
		if !slices.Contains(acronyms, w) {
			t.Errorf("%s is not among the acronyms", w)
		}
	}
	// Words that are both: in capitals, context decides which is meant.
	both := slices.DeleteFunc(acronyms, func(w string) bool { return !slices.Contains(common, strings.ToLower(w)) })
	if got := strings.Join(both, " "); got != "IT US WHO" {
		t.Errorf("both acronym and common word: %s", got)
	}
}

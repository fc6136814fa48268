package lexicon

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// The sizes of the lists: Indonesian, English.
var sizes = [NumClasses][2]int{
	Loaded:      {616, 877},
	Hyperbole:   {348, 566},
	Shock:       {295, 526},
	Gossip:      {330, 563},
	Curiosity:   {334, 503},
	Hedging:     {104, 93},
	Intensifier: {96, 129},
	Attribution: {93, 76},
	Superlative: {119, 120},
	Absolute:    {52, 52},
	Address:     {47, 38},
	Particle:    {78, 48},
	Question:    {48, 39},
	Negation:    {35, 46},
	Slang:       {231, 148},
	Imperative:  {94, 98},
	Vague:       {146, 234},
	Anger:       {76, 64},
	Emotion:     {104, 145},
	Prurient:    {208, 260},
	Celebrity:   {93, 66},
	Grim:        {112, 119},
	Listicle:    {131, 117},
	Function:    {195, 233},
}

func TestListSizes(t *testing.T) {
	var got [NumClasses][2]int
	for _, e := range Entries() {
		got[e.Class][slices.Index(languages[:], e.Lang)]++
	}
	named := 0
	for c, n := range got {
		if n != sizes[c] {
			t.Errorf("%s: %d and %d entries, pinned %d and %d", Class(c), n[0], n[1], sizes[c][0], sizes[c][1])
		}
		if c <= int(Intensifier) {
			named += n[0] + n[1]
		}
	}
	if named < 1300 {
		t.Errorf("the seven named lists hold %d entries, fewer than 1300", named)
	}
}

// TestListsParse reads every list by Parse, which unlike the loader refuses a
// repeated term.
func TestListsParse(t *testing.T) {
	n := 0
	for c := range Class(NumClasses) {
		for _, lang := range languages {
			name := lang + "/" + c.String() + ".txt"
			data, err := lists.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			entries, err := Parse(name, bytes.NewReader(data))
			if err != nil {
				t.Error(err)
			}
			if !bytes.Contains(data, []byte("\n# Source: ")) {
				t.Errorf("%s: no source in the header", name)
			}
			n += len(entries)
		}
	}
	if _, err := loadAll(); err != nil || n != len(Entries()) {
		t.Errorf("Parse reads %d entries, the loader %d, error %v", n, len(Entries()), err)
	}
}

func TestFounding(t *testing.T) {
	want := map[string]Class{
		"terpojok": Loaded, "memojokkan": Loaded, "dipojokkan": Loaded, "makin terpojok": Loaded, "cornered": Loaded,
		"antek": Loaded, "rezim": Loaded, "biang kerok": Loaded, "membungkam": Loaded, "keok": Loaded, "ciut": Loaded,
		"ketar-ketir": Loaded, "kalang kabut": Loaded, "dipermalukan": Loaded, "ditampar": Loaded, "tumbang": Loaded,
		"hancur lebur": Loaded, "bobrok": Loaded, "bikin geger": Hyperbole, "geleng-geleng kepala": Hyperbole,
		"mengguncang": Hyperbole, "keguncangan": Hyperbole, "will blow your mind": Hyperbole, "jaws drop": Hyperbole,
		"tak disangka": Curiosity, "you won't believe": Curiosity, "tewas": Grim, "ngamuk": Anger, "menurut": Attribution,
		"terbesar": Superlative, "pria ini": Vague, "miris": Emotion, "netizen": Celebrity, "banget": Intensifier,
	}
	entries := Entries()
	for _, s := range Surfaces() {
		if c, ok := want[s.Form]; ok && c == entries[s.Entry].Class {
			delete(want, s.Form)
		}
	}
	for form, class := range want {
		t.Errorf("%q is not in %s", form, class)
	}
	for _, s := range Surfaces() {
		if s.Form == "pojok" && entries[s.Entry].Class == Loaded {
			t.Error("the bound root pojok is a form")
		}
	}
}

func TestFormsFollowTheContract(t *testing.T) {
	bases, forms := 0, 0
	for _, e := range Entries() {
		all := e.Forms()
		b := e.Bases()
		if !slices.Equal(b, all[:len(b)]) {
			t.Errorf("%s:%d %s: Forms does not begin with Bases", e.File, e.Line, e.Term)
		}
		bases, forms = bases+len(b), forms+len(all)
		seen := map[string]bool{}
		for _, f := range all {
			if err := checkWords(f); err != nil {
				t.Errorf("%s:%d %s: form %q: %v", e.File, e.Line, e.Term, f, err)
			}
			if seen[f] {
				t.Errorf("%s:%d %s: form %q twice", e.File, e.Line, e.Term, f)
			}
			seen[f] = true
		}
		if e.Bound && seen[e.Term] {
			t.Errorf("%s:%d %s: a bound root among its own forms", e.File, e.Line, e.Term)
		}
		if len(all) == 0 || strings.ToLower(e.Term) != e.Term {
			t.Errorf("%s:%d %s: no forms, or not in lower case", e.File, e.Line, e.Term)
		}
	}
	t.Logf("%d entries, %d bases, %d forms", len(Entries()), bases, forms)
}

func BenchmarkParseAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadAll(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSurfaces(b *testing.B) {
	Entries()
	b.ReportAllocs()
	for b.Loop() {
		Surfaces()
	}
}

func BenchmarkForms(b *testing.B) {
	all := Entries()
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range all {
			e.Forms()
		}
	}
}

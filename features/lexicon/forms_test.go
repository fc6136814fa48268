package lexicon

import (
	"slices"
	"strings"
	"testing"
)

// parseOne parses a list of one line.
func parseOne(t *testing.T, name, line string) Entry {
	t.Helper()
	entries, err := Parse(name, strings.NewReader(line))
	if err != nil || len(entries) != 1 {
		t.Fatalf("Parse(%q) = %v, %v", line, entries, err)
	}
	return entries[0]
}

func TestForms(t *testing.T) {
	tests := []struct{ name, line, bases, rest string }{
		{"id/loaded.txt", "*pojok\tter,me-kan", "terpojok|memojokkan",
			"terpojoknya|terpojoklah|terpojokkah|terpojokpun|memojokkannya|memojokkanlah|memojokkankah|memojokkanpun"},
		{"id/gossip.txt", "pacar\tposs", "pacar", "pacarnya|pacarlah|pacarkah|pacarpun|pacarku|pacarmu"},
		{"id/particle.txt", "sih\tbare", "sih", ""},
		{"id/address.txt", "lu\t-", "lu", ""},                                        // too short for clitics
		{"id/curiosity.txt", "akhirnya\t-", "akhirnya", ""},                          // has one already
		{"id/vague.txt", "punya\t-", "punya", "punyanya|punyalah|punyakah|punyapun"}, // nya is no clitic here
		{"id/hyperbole.txt", "guncang dunia\tme,irr:kejutkan", "guncang dunia|mengguncang dunia|kejutkan dunia", ""},
		{"id/hyperbole.txt", "dunia guncang\t>ter", "dunia guncang|dunia terguncang", ""},
		{"id/shock.txt", "takut\tirr:takutnya", "takut|takutnya", "takutlah|takutkah|takutpun"},
		{"id/gossip.txt", "ibu\tirr:ibunya,irr:ibuku,poss", "ibu|ibunya|ibuku", "ibulah|ibukah|ibupun|ibumu|ibunyanya|ibunyalah|ibunyakah|ibunyapun|ibunyaku|ibunyamu|ibukunya|ibukulah|ibukukah|ibukupun|ibukuku|ibukumu"},
		{"id/shock.txt", "takut\tke-an,ke-an,bare", "takut|ketakutan", ""},
		{"en/loaded.txt", "lash out\ts,ed,ing", "lash out|lashes out|lashed out|lashing out", ""},
		{"en/loaded.txt", "epic fail\t>s", "epic fail|epic fails", ""},
		{"en/hyperbole.txt", "blow your mind\ts,irr:blew", "blow your mind|blows your mind|blew your mind", ""},
		{"en/anger.txt", "*blast\ts", "blasts", ""},
		{"en/gossip.txt", "sugar daddy\t>irr:daddies", "sugar daddy|sugar daddies", ""},
	}
	for _, tt := range tests {
		e := parseOne(t, tt.name, tt.line)
		if got := strings.Join(e.Bases(), "|"); got != tt.bases {
			t.Errorf("%q: Bases %s, want %s", tt.line, got, tt.bases)
		}
		want := tt.bases
		if tt.rest != "" {
			want += "|" + tt.rest
		}
		if got := strings.Join(e.Forms(), "|"); got != want {
			t.Errorf("%q: Forms %s, want %s", tt.line, got, want)
		}
	}
}

func TestSurfacesAgreeWithForms(t *testing.T) {
	all := Surfaces()
	for i, e := range Entries() {
		var got []string
		for len(all) > 0 && all[0].Entry == i {
			got, all = append(got, all[0].Form), all[1:]
		}
		if want := e.Forms(); !slices.Equal(got, want) {
			t.Fatalf("%s:%d %s: Surfaces %v, Forms %v", e.File, e.Line, e.Term, got, want)
		}
	}
	if len(all) > 0 {
		t.Errorf("%d surfaces left over", len(all))
	}
}

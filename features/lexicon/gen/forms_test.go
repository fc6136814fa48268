package main

import (
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	tests := []struct{ lang, line, bases, rest string }{
		{"id", "*pojok\tter,me-kan", "terpojok|memojokkan",
			"terpojoknya|terpojoklah|terpojokkah|terpojokpun|memojokkannya|memojokkanlah|memojokkankah|memojokkanpun"},
		{"id", "pacar\tposs", "pacar", "pacarnya|pacarlah|pacarkah|pacarpun|pacarku|pacarmu"},
		{"id", "sih\tbare", "sih", ""},
		{"id", "lu\t-", "lu", ""},                                          // too short for clitics
		{"id", "akhirnya\t-", "akhirnya", ""},                              // has one already
		{"id", "punya\t-", "punya", "punyanya|punyalah|punyakah|punyapun"}, // nya is no clitic here
		{"id", "guncang dunia\tme,irr:kejutkan", "guncang dunia|mengguncang dunia|kejutkan dunia",
			"guncang dunianya|guncang dunialah|guncang duniakah|guncang duniapun|mengguncang dunianya|mengguncang dunialah|mengguncang duniakah|mengguncang duniapun|kejutkan dunianya|kejutkan dunialah|kejutkan duniakah|kejutkan duniapun"},
		{"id", "di luar dugaannya\tbare", "di luar dugaannya", ""},
		{"id", "tahu rasanya\t-", "tahu rasanya", ""}, // the last word has one already,
		{"id", "dunia guncang\t>ter", "dunia guncang|dunia terguncang",
			"dunia guncangnya|dunia guncanglah|dunia guncangkah|dunia guncangpun|dunia terguncangnya|dunia terguncanglah|dunia terguncangkah|dunia terguncangpun"},
		{"id", "takut\tirr:takutnya", "takut|takutnya", "takutlah|takutkah|takutpun"},
		{"id", "ibu\tirr:ibunya,irr:ibuku,poss", "ibu|ibunya|ibuku", "ibulah|ibukah|ibupun|ibumu|ibunyanya|ibunyalah|ibunyakah|ibunyapun|ibunyaku|ibunyamu|ibukunya|ibukulah|ibukukah|ibukupun|ibukuku|ibukumu"},
		{"id", "takut\tke-an,ke-an,bare", "takut|ketakutan", ""},
		{"en", "lash out\ts,ed,ing", "lash out|lashes out|lashed out|lashing out", ""},
		{"en", "epic fail\t>s", "epic fail|epic fails", ""},
		{"en", "blow your mind\ts,irr:blew", "blow your mind|blows your mind|blew your mind", ""},
		{"en", "*blast\ts", "blasts", ""},
		{"en", "sugar daddy\t>irr:daddies", "sugar daddy|sugar daddies", ""},
	}
	for _, tt := range tests {
		e, err := parseEntry(tt.lang, tt.line)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(e.bases(), "|"); got != tt.bases {
			t.Errorf("%q: bases %s, want %s", tt.line, got, tt.bases)
		}
		want := tt.bases
		if tt.rest != "" {
			want += "|" + tt.rest
		}
		if got := strings.Join(e.forms(), "|"); got != want {
			t.Errorf("%q: forms %s, want %s", tt.line, got, want)
		}
	}
}

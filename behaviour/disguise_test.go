package behaviour

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestDisguises(t *testing.T) {
	const title = "GEGER! Artis Ini Bikin Heboh"
	tests := map[string]string{
		"fullwidth":   "ＧＥＧＥＲ! Artis Ini Bikin Ｈｅｂｏｈ",
		"circled":     "ⒼⒺⒼⒺⓇ! Artis Ini Bikin Ⓗⓔⓑⓞⓗ",
		"leetspeak":   "G3G3R! Artis Ini Bikin H3b0h",
		"spaced":      "G E G E R! Artis Ini Bikin H e b o h",
		"dotted":      "G.E.G.E.R! Artis Ini Bikin H.e.b.o.h",
		"elongated":   "GEGEEEER! Artis Ini Bikin Hebooooh",
		"soft-hyphen": "GE\u00adG\u00adE\u00adR! Artis Ini Bikin H\u00adeb\u00adoh",
	}
	for name, want := range tests {
		got, ok := suite().Disguise(name, title, "id")
		if !ok || got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestSpacedWordsStayApart(t *testing.T) {
	got, _ := suite().Disguise("spaced", "Ngeri Sadis Sekali", "id")
	if want := "N g e r i  S a d i s Sekali"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDisguisesChangeAndRepeat(t *testing.T) {
	c := suite()
	for _, name := range DisguiseNames() {
		for _, lang := range langs {
			changed := 0
			for _, title := range c.written(lang, true) {
				a, ok := c.Disguise(name, title, lang)
				if !ok {
					continue
				}
				changed++
				if a == title || !utf8.ValidString(a) {
					t.Errorf("%s: %q became %q", name, title, a)
				}
				if b, _ := c.Disguise(name, title, lang); a != b {
					t.Errorf("%s: %q is disguised in two ways", name, title)
				}
			}
			if changed < 90 {
				t.Errorf("%s: only %d titles disguised in %s", name, changed, lang)
			}
		}
	}
}

func TestDisguiseReportsNothingToDo(t *testing.T) {
	if _, ok := suite().Disguise("dotted", "Jadwal Kereta Hari Ini", "id"); ok {
		t.Error("a title without charged words was disguised")
	}
	if _, ok := suite().Disguise("no such disguise", "Heboh", "id"); ok {
		t.Error("an unknown disguise was applied")
	}
}

func TestRewrites(t *testing.T) {
	tests := []struct{ name, title, want string }{
		{"quotes", `Kata "Ya" dan 'Tidak', Jum'at`, "Kata “Ya” dan ‘Tidak’, Jum’at"},
		{"straight-quotes", "“Ya” ‘Tidak’", `"Ya" 'Tidak'`},
		{"decomposed", "José Kravčík, Nguyễn", "Jose\u0301 Kravc\u030ci\u0301k, Nguye\u0302\u0303n"},
		{"dashes", "Menang 2-1 - Hasil U-20", "Menang 2–1 – Hasil U-20"},
		{"ellipsis", "Lalu...", "Lalu…"},
		{"no-break-spaces", "a b", "a\u00a0b"},
		{"registered", "Kopi Baru", "Kopi® Baru"},
	}
	for _, tt := range tests {
		for _, v := range slices.Concat(rewrites, ornaments) {
			if v.name != tt.name {
				continue
			}
			if got := v.ways[0](tt.title); got != tt.want {
				t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
			}
		}
	}
	if rewrites[0].ways[0]("Tanpa kutipan") != "Tanpa kutipan" {
		t.Error("a title without quotes was rewritten")
	}
}

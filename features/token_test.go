package features

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// texts joins the tokens of s with bars.
func texts(s string) string {
	var b []string
	for _, t := range Tokenize(s) {
		b = append(b, t.Text)
	}
	return strings.Join(b, "|")
}

func TestTokenize(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{" \t\n", ""},
		{"Harga Beras Naik", "harga|beras|naik"},
		{"Geger! Warga Desa, 'Kaget'", "geger|!|warga|desa|,|'|kaget|'"},
		{"Lalu.... Apa?!!", "lalu|..|apa|?|!!"},
		{"Harga 2.500, 7,5 persen 10.30 24/7", "harga|2.500|,|7,5|persen|10.30|24|/|7"},
		{"Rp200 Rp1.500,50 US$5 20%", "rp200|rp1.500,50|us|$|5|20|%"},
		{"S1 B20 U-20 COVID-19 4G e-KTP", "s1|b20|u|-|20|covid|-|19|4g|e|-|ktp"},
		{"Trump's🔥", "trump|'s"},
		{"O'Brien don't Jum'at Trump's bos'", "o'brien|don't|jum'at|trump|'s|bos|'"},
		{"kata-kata www.contoh.id @nama #tagar lagi", "kata|-|kata|www|.|contoh|.|id|nama|tagar|lagi"},
		{"“Ya” ‘Tidak’ — 2–1… lagi", "\"|ya|\"|'|tidak|'|-|2|-|1|..|lagi"},
		{"Api 🔥🔥 di 東京 dan Αθήνα", "api|di|東京|dan|aθnva"},
		{"Kopi® 4 °C", "kopi|4|c"},
		{"a\xffb\xc3 c", "ab|c"},
		{"\x00Satu\x01dua\x7f", "satu|dua"},
	}
	for _, tt := range tests {
		if got := texts(tt.text); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestTokenKinds(t *testing.T) {
	want := map[string]Kind{"rp5": Word, "2019": Number, "!": Punct, "€": Symbol, "東京": Word, "'s": Word}
	for _, tok := range Tokenize("Rp5 2019! 東京's €") {
		if k, ok := want[tok.Text]; !ok || k != tok.Kind {
			t.Errorf("%q is a %v", tok.Text, tok.Kind)
		}
		delete(want, tok.Text)
	}
	for text := range want {
		t.Errorf("no token %q", text)
	}
}

func TestTokenSpans(t *testing.T) {
	tests := []struct{ text, token, want string }{
		{"Aksi TERPOJOK! lagi", "terpojok", "TERPOJOK"},
		{"Aksi ter\u200bpo\u00adjok lagi", "terpojok", "ter\u200bpo\u00adjok"},
		{"Aksi ｈｅｂｏｈ!", "heboh", "ｈｅｂｏｈ"},
		{"Aksi h e b o h lagi", "heboh", "h e b o h"},
		{"Aksi h·e·b·o·h lagi", "heboh", "h·e·b·o·h"},
		{"Kafe cafe\u0301 lama", "cafe", "cafe\u0301"},
		{"Lalu… selesai", "..", "…"},
		{"Kata “ya”", "\"", "“"},
		{"Gol Kraków's", "'s", "'s"},
	}
	for _, tt := range tests {
		found := false
		for _, tok := range Tokenize(tt.text) {
			if tok.Text == tt.token && !found {
				found = true
				if got := tt.text[tok.Start:tok.End]; got != tt.want {
					t.Errorf("%q: %q is at %q, want %q", tt.text, tt.token, got, tt.want)
				}
			}
		}
		if !found {
			t.Errorf("%q: no token %q in %s", tt.text, tt.token, texts(tt.text))
		}
	}
}

func TestShape(t *testing.T) {
	var h Headline
	const s = "Rp200 juta, 5 dari 2019 atau 12.000 😱 kata 80th"
	h.Reset(s)
	for i, tok := range Tokenize(s) {
		if HashWord(tok.Shape()) != h.toks[i].hash {
			t.Errorf("%q: shape %q does not hash as its token", tok.Text, tok.Shape())
		}
	}
}

// checkTokens fails unless the tokens are within s, in order, none empty, and
// nothing but spaces and what readers do not see is between them: joined, the tokens
// are the text.
func checkTokens(t *testing.T, s string) {
	t.Helper()
	var h Headline
	h.Reset(s)
	if h.fold.code { // tags and entities hold letters that are none
		return
	}
	last := Span{}
	for _, tok := range Tokenize(s) {
		if tok.Start < last.Start || tok.End < last.End || tok.Start >= tok.End || tok.End > len(s) {
			t.Fatalf("%q: token %q at %v after %v", s, tok.Text, tok.Span, last)
		}
		if tok.Text == "" || !utf8.ValidString(tok.Text) {
			t.Fatalf("%q: token text %q", s, tok.Text)
		}
		checkGap(t, &h, last.End, tok.Start)
		last = tok.Span
	}
	checkGap(t, &h, last.End, min(len(s), MaxBytes))
}

// checkGap fails if the text has a letter or figure in [from, to), which may begin
// or end inside a character, that is no wrapping either.
func checkGap(t *testing.T, h *Headline, from, to int) {
	t.Helper()
	var f folded
	for i, r := range h.text[min(from, to):to] {
		f.reset(string(r))
		visible := slices.ContainsFunc(f.b, func(c byte) bool { return class[c]&(letter|digit) != 0 })
		wrapped := slices.ContainsFunc(h.Wrapping(), func(w Wrap) bool { return w.Start <= from+i && from+i < w.End })
		if visible && !wrapped {
			t.Fatalf("%q: %q at byte %d is in no token", h.text, r, from+i)
		}
	}
}

// TestIdempotent: words that read as they are written do so again.
func TestIdempotent(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 5_000 {
		s := randomHeadline(r)
		var words []string
		for _, tok := range Tokenize(s) {
			if tok.Kind == Word && len(tok.Text) > 1 && strings.Trim(tok.Text, "abcdefghijklmnopqrstuvwxyz") == "" && strings.EqualFold(tok.Text, s[tok.Start:tok.End]) {
				words = append(words, tok.Text)
			}
		}
		want := strings.Join(words, "|")
		if got := texts(strings.Join(words, " ")); got != want {
			t.Fatalf("%q: %s reads %s", s, want, got)
		}
	}
}

func TestTokensOfRandomHeadlines(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		checkTokens(t, randomHeadline(r))
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range probes {
		f.Add(s)
	}
	f.Add("\xff\xfe\x00ﷺ½⑴‼⁉e\u0301\u0301 a\u0308!")
	f.Fuzz(checkTokens)
}

// TestLongTextIsCut: what follows the first MaxBytes bytes is never read, which
// bounds the time that any text takes.
func TestLongTextIsCut(t *testing.T) {
	var long, cut Headline
	for _, unit := range []string{"a", "h e b o h ", "h.e.b.", "é", "\xff", "!?", "a1b2", "ﷺ", "🔥x"} {
		s := strings.Repeat(unit, 1<<20/len(unit))
		long.Reset(s)
		cut.Reset(s[:MaxBytes])
		if *long.Cues() != *cut.Cues() || !slices.Equal(long.NGrams(nil, nil), cut.NGrams(nil, nil)) {
			t.Errorf("1 MB of %q has other features than its first %d bytes", unit, MaxBytes)
		}
		checkTokens(t, s)
	}
}

package features

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Harga Beras", "Harga Beras"},
		{"accents, composed", "Café Erdoğan", "Cafe Erdogan"},
		{"accents, decomposed", "Cafe\u0301 Erdog\u0306an", "Cafe Erdogan"},
		{"stacked marks", "h\u0300\u0301\u0302eb\u0338oh", "heboh"},
		{"strokes", "Łukasz Øyvind Đà Nẵng Straße", "Lukasz Oyvind Da Nang Strasse"},
		{"Cyrillic look-alikes", "НЕВОН gеgеr", "HEBOH geger"},
		{"Greek look-alikes", "VΙRΑL vιrαl", "VIRAL viral"},
		{"in brackets", "⒢⒠⒢⒠⒭ 🄖", "geger G"},
		{"fullwidth", "ＨＥＢＯＨ ｈｅｂｏｈ！", "HEBOH heboh!"},
		{"mathematical", "𝐕𝐢𝐫𝐚𝐥 𝓿𝓲𝓻𝓪𝓵 𝚟𝚒𝚛𝚊𝚕", "Viral viral viral"},
		{"circled", "Ⓗⓔⓑⓞⓗ ①", "Heboh 1"},
		{"squared", "🅷🅴🅱🅾🅷", "HEBOH"},
		{"invisible", "he\u200bb\u200do\u2060h\ufeff ge\u00adger", "heboh geger"},
		{"curly quotes", "“ya” ‘tidak’ «non»", "\"ya\" 'tidak' \"non\""},
		{"dashes and dots", "2–1 — lalu…", "2-1 - lalu..."},
		{"spaces", "a\u00a0b\u2003c\u3000d", "a b c d"},
		{"ligature", "ﬁksi", "fiksi"},
		{"trade marks", "Kopi® Tani™", "Kopi Tani"},
		{"currency", "€5 dan h€boh", "€5 dan hEboh"},
		{"skin tone and keycap", "👍🏽 5\ufe0f\u20e3", "👍 5"},
		{"other scripts", "ШКОЛА 東京", "шKOлA 東京"},
		{"invalid", "a\xff\xc3b", "ab"},
	}
	for _, tt := range tests {
		var f folded
		f.reset(tt.text)
		if got := string(f.b); got != tt.want {
			t.Errorf("%s: %q becomes %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestFoldMapsBack(t *testing.T) {
	const text = "Ini “ｈｅｂｏｈ”…\u200b 𝐕iral e\u0301"
	var f folded
	f.reset(text)
	last := Span{}
	for i := range f.b {
		s := f.span(i, i+1)
		if s.Start < last.Start || s.End <= s.Start || s.End > len(text) {
			t.Errorf("byte %d %q comes from %v", i, f.b[i], s)
		}
		if c := f.b[i]; text[s.Start] < 0x80 && text[s.Start] != c {
			t.Errorf("byte %q comes from %q", c, text[s.Start:s.End])
		}
		last = s
	}
	if got := text[last.Start:last.End]; got != "e\u0301" {
		t.Errorf("the accent is not part of its letter: %q", got)
	}
}

func TestDisguisedIsCounted(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"Warga Desa Kaget", false},
		{"Ødegaard, Sørloth, Łukasz dan Đặng Đình", false},
		{"Poin ① sampai ⑤", false},
		{"Kopi™ dan Teh®", false},
		{"Crème Brûlée, Nguyễn", false},
		{"Aksi tеrроjоk lagi", true},
		{"Aksi ｖｉｒａｌ lagi", true},
		{"Aksi 𝐯𝐢𝐫𝐚𝐥 lagi", true},
		{"Ａｋｓｉ ｖｉｒａｌ ｌａｇｉ", false},
		{"𝐀𝐤𝐬𝐢 𝐯𝐢𝐫𝐚𝐥 𝐥𝐚𝐠𝐢", false},
		{"Ａｋｓｉ tеrроjоk ｌａｇｉ", true},
		{"Aksi v\u200bi\u200br\u200ba\u200bl lagi", false},
	}
	for _, tt := range tests {
		var h Headline
		h.Reset(tt.text)
		if got := h.Cues()[cueDisguise] > 0; got != tt.want {
			t.Errorf("%q: disguised %v, want %v", tt.text, got, tt.want)
		}
	}
}

// TestNormalForms: a text reads the same in every normal form.
func TestNormalForms(t *testing.T) {
	for _, s := range []string{"Kafe Crème Brûlée Nguyễn Gdańsk", "ﬁksi ½ Å ｈｅｂｏｈ…", "한국 が ö̲"} {
		want := texts(s)
		for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
			if got := texts(form.String(s)); got != want {
				t.Errorf("%q: %s, composed otherwise %s", s, want, got)
			}
		}
	}
}

// FuzzFold checks that every folded byte comes from within the text, in order.
func FuzzFold(f *testing.F) {
	for _, s := range probes {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var fold folded
		fold.reset(s)
		if len(fold.pos) != len(fold.end) || len(fold.pos) != 0 && len(fold.pos) != len(fold.b) {
			t.Fatalf("%q: %d bytes, %d starts, %d ends", s, len(fold.b), len(fold.pos), len(fold.end))
		}
		last := Span{}
		for i := range fold.b {
			at := fold.span(i, i+1)
			if at.Start < last.Start || at.End < last.End || at.End <= at.Start || at.End > len(s) {
				t.Fatalf("%q: byte %d comes from %v, the one before from %v", s, i, at, last)
			}
			last = at
		}
	})
}

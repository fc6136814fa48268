package features

import (
	"slices"
	"strings"
	"testing"
)

const plainTitle = "Warga Geger, Pria Ini Nikahi Domba"

// wrappings stand around the headline {}; more of them, with verdicts, are in
// package behaviour.
var wrappings = []struct{ text, kinds string }{
	{`{}`, ""},
	{`"{}"`, "quote quote"},
	{`“{}”.`, "quote quote mark"},
	{`„{}“`, "quote quote"},
	{`['{}']`, "quote quote quote quote"},
	{`**{}**`, "mark mark"},
	{`{};`, "mark"},
	{`{}...`, "mark"},
	{`{} […]`, "mark"},
	{`- {}`, "mark"},
	{`12) {}`, "data"},
	{`#5 {}`, "data"},
	{`05 {}`, "data"},
	{`1. Baca juga: {}`, "data label"},
	{`{} 😱😱`, "mark"},
	{`{} - KabarNusa.com`, "address"},
	{`{} | Warta Nusantara`, "source"},
	{`{} — Reuters`, "source"},
	{`{} (Sumber: Antara)`, "source"},
	{`{} - Nasional | Tribun Kota`, "label source"},
	{`Politik | {}`, "label"},
	{`Baca juga: {}`, "label"},
	{`FOTO: {}`, "label"},
	{`{} [VIDEO]`, "label"},
	{`Fwd: Re: {}`, "label label"},
	{`RT @kabar_nusa: {}`, "label"},
	{`@kabar_nusa {}`, "address"},
	{`{} #viral #heboh`, "address"},
	{`{} https://contoh.id/a/b?c=1`, "address"},
	{`[{}](https://contoh.id/1)`, "quote quote address"},
	{`{} - 12 November 2026`, "data"},
	{`Senin, 12 Mei 2024 | 10:30 WIB {}`, "data data"},
	{`{} 2 jam lalu`, "data"},
	{`[12/05/24, 10:30] Budi: {}`, "data source"},
	{`JAKARTA, KOMPAS.com - {}`, "source"},
	{`{} - Halaman 2`, "data"},
	{`{} by Jane Doe`, "source"},
	{`{} Tags: politics, news`, "source"},
	{`{} Share`, "label"},
	{`{} 1/5`, "data"},
	{`{}` + "\t1", "data"},
	{"kabar\t{}\t0.83", "data data"},
	{`17,"{}",2024`, "data quote quote data"},
	{`title={}`, "label"},
	{`Q: {}`, "label"},
	{`i. {}`, "data"},
	{"1\ufe0f\u20e3 {}", "data"},
	{"① {}", "data"},
	{`12/05 {}`, "data"},
	{`{} 1 of 12`, "data"},
	{`{} 1715510000`, "data"},
	{`{},0.91`, "data"},
	{`{} @ 10:30`, "mark data"},
	{`:rotating_light: {}`, "mark"},
	{`{}<!-- iklan -->`, ""},
	{`'{}`, "mark"},
	{`------{}`, "mark"},
	{`[{}`, "mark"},
	{`{} ››`, "mark"},
	{"``{}''", "mark mark"},
	{`{} ?utm_source=x&b=c`, "address"},
	{`{}#comments`, "address"},
	{`{} ❤️ 345`, "data"},
	{`{} 4.5/5`, "data"},
	{`{} an hour ago`, "data"},
	{`{} ...more`, "mark label"},
	{`{} Share on Facebook`, "label"},
	{`{} / Budi Santoso`, "source"},
	{`{} - kabarpantai`, "source"},
	{`{} | Kabar Pantai - Berita Hari Ini`, "source"},
	{`Kabar Pantai on X: "{}"`, "source quote quote"},
	{`12/5/24, 10:30 - Budi: {}`, "data source"},
	{"\ufeff{}\r\n", ""},
}

func TestWrapping(t *testing.T) {
	want := texts(plainTitle)
	for _, tt := range wrappings {
		text := strings.ReplaceAll(tt.text, "{}", plainTitle)
		var h Headline
		h.Reset(text)
		var kinds []string
		for _, w := range h.Wrapping() {
			kinds = append(kinds, w.Kind)
		}
		if got := strings.Join(kinds, " "); got != tt.kinds {
			t.Errorf("%q: wrapping %s, want %s", text, got, tt.kinds)
		}
		if got := texts(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// What a desk writes stays wording, and so does a quotation with its speaker.
func TestNotWrapping(t *testing.T) {
	for _, text := range []string{
		"GEGER! Warga Desa Mengungsi",
		"Skandal Baru: Menteri Dicopot",
		"'Kami Siap', Kata Menteri",
		`"Kami Siap Bertarung" - Budi Santoso`,
		`Menteri: "Kami Siap Bertarung"`,
		`"Ya" dan "Tidak"`,
		"Ia Pergi... Lalu Kembali Lagi",
		"7 Potret Rumah di Desa",
		"Trump wins again - and markets fall",
		"Warga Panik - Tak Ada yang Menyangka",
		"Timnas Menang 3-1 atas Vietnam",
		"Kenapa Harga Beras Naik?",
		"Killed by Israeli Strike",
		"Closure Caused by Firing Anti-Drone Laser",
		"Akting Selebgram Disorot, Jangan Lupa Foto Bersama",
		"Nose Job Done Two Weeks Ago",
		"5 of 7 People Found in Cave",
		"Creator on Finale \"Controversy,\" Scrapped Ending",
		"5,000-year-old wine press unearthed",
		"Harga (Jual) Beras Naik",
		"#viral",
		"- 2024 -",
	} {
		var h Headline
		h.Reset(text)
		if w := h.Wrapping(); len(w) > 0 {
			t.Errorf("%q: %v taken as wrapping", text, w)
		}
	}
}

func TestDecoding(t *testing.T) {
	tests := []struct{ text, plain string }{
		{"You won&#8217;t believe it", "You won't believe it"},
		{"You won&#x27;t believe it", "You won't believe it"},
		{"You won&amp;#39;t believe it", "You won't believe it"},
		{"You won&amp;amp;rsquo;t believe it", "You won't believe it"},
		{`You won\u2019t believe it`, "You won't believe it"},
		{`You won\'t believe it`, "You won't believe it"},
		{"You wonâ€™t believe it", "You won't believe it"},
		{"GEGER&excl;&excl; Warga Kaget", "GEGER!! Warga Kaget"},
		{"Wa&shy;rga Ge\u00adger, So\u200bsok In\ufeffi", "Warga Geger, Sosok Ini"},
		{"Wa<wbr>rga <b>Geger</b><br>Lagi", "Warga Geger Lagi"},
		{"&lt;b&gt;Warga&lt;/b&gt; Geger", "Warga Geger"},
		{"Warga_Geger_Lagi_Hari_Ini", "Warga Geger Lagi Hari Ini"},
		{"Warga%20Geger%20Lagi%21", "Warga Geger Lagi!"},
		{"Geger ~ Warga * Kaget", "Geger Warga Kaget"},
		{"Geger 🔥 Warga 🔥 Kaget", "Geger Warga Kaget"},
		{"Gegerǃ Warga Kaget", "Geger! Warga Kaget"},
		{"Warga #Geger, #LagiLagi di Desa @kabar_desa Ini", "Warga Geger, LagiLagi di Desa kabar desa Ini"},
		{"Akun “@NamaPalsu” Diblokir", "Akun \"NamaPalsu\" Diblokir"},
		{"R&B Band & Co", "R & B Band & Co"},
		{"Harga < Rp5 dan > Rp2", "Harga < Rp5 dan > Rp2"},
	}
	for _, tt := range tests {
		if got, want := texts(tt.text), texts(tt.plain); got != want {
			t.Errorf("%q: %s, want %s", tt.text, got, want)
		}
	}
	var h Headline
	h.Reset("WOW&#33; &quot;Ya&quot; katanya")
	if at := h.Span(1, 2); h.text[at.Start:at.End] != "&#33;" {
		t.Errorf("the mark is at %v", at)
	}
}

func TestMarksOfNames(t *testing.T) {
	for text, emphasis := range map[string]bool{
		"Yahoo! Japan to merge with Line": false, "Moulin Rouge! The Musical extends run": false,
		"Wham! documentary arrives on streaming": false, "Saham Yahoo! Melonjak": false,
		"Wow! opens three stores in Bandung": false, "P!nk cancels shows": false,
		"Yahoo!'s new boss": false, "Zibble! posts record loss": false, "Panic! At The Disco splits": false,
		"Panas! Debat Dua Menteri": true, "Astaga! Isi Kulkas Ini": true, "Wow! Harga Tiket Turun": true,
		"Terungkap! ini penyebabnya": true, "WOW! this is it": true, "Panic! Shoppers Flee": true,
		"Naik Lagi! Harga Beras": true, "Menang!": true,
	} {
		var h Headline
		h.Reset(text)
		if got := h.Cues()[Exclaim] > 0; got != emphasis {
			t.Errorf("%q: emphasis %v", text, got)
		}
	}
}

// TestEmojiAddOrNothing: emoji change no cue but their own, nor any n-gram.
func TestEmojiAddOrNothing(t *testing.T) {
	var bare, adorned Headline
	bare.Reset("Warga Geger di Desa")
	adorned.Reset("😱 Warga 🔥🔥 Geger di Desa 😱")
	want, got := *bare.Cues(), *adorned.Cues()
	if got[cueEmoji] <= 0 {
		t.Error("emoji are not counted")
	}
	got[cueEmoji] = 0
	if got != want || !slices.Equal(bare.NGrams(nil, nil), adorned.NGrams(nil, nil)) {
		t.Error("emoji change what is read")
	}
}

// FuzzWrapping: what is taken as wrapping lies within the text, in order; what is
// left has none of its own, and holds words if the text does.
func FuzzWrapping(f *testing.F) {
	for _, w := range wrappings {
		f.Add(strings.ReplaceAll(w.text, "{}", plainTitle))
	}
	f.Add(`<a href="x">&amp;quot;Warga&#8230;</a> \u0027`)
	f.Fuzz(func(t *testing.T, s string) {
		var h Headline
		h.Reset(s)
		last := 0
		for _, w := range h.Wrapping() {
			if w.Start < last || w.Start >= w.End || w.End > len(s) {
				t.Fatalf("%q: %v", s, h.Wrapping())
			}
			last = w.End
		}
		var again Headline
		again.Reset(s)
		if !slices.Equal(again.Wrapping(), h.Wrapping()) {
			t.Fatalf("%q: %v, then %v", s, h.Wrapping(), again.Wrapping())
		}
	})
}

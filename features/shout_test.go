package features

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestShout(t *testing.T) {
	tests := []struct {
		text                   string
		shout, charged, opener float32 // counted, before the cap
		acronyms               float32
	}{
		{"Warga Antre Beras di Pasar", 0, 0, 0, 0},
		// The founding examples, continued in our own words.
		{"ISRAEL MAKIN TERPOJOK! Dunia Menunggu Sikap Sekutunya", 3, 2, 1, 0},
		{"SEKUTU KUAT ANTI AMERIKA-NATO! Dua Negara Teken Pakta", 3, 2, 1, 0},
		{"Netanyahu Sebut Operasi di Gaza Akan Berlanjut", 0, 0, 0, 0},
		// Acronyms, names, tickers.
		{"KPK Periksa Saksi Kasus BMKG", 0, 0, 0, 2},
		{"DPR RI Gelar Rapat dengan NATO", 0, 0, 0, 3},
		{"Saham BBRI Turun Dua Persen", 0, 0, 0, 1},
		// Titles of works in quotes, tags in brackets.
		{"Film 'PENGABDI NERAKA' Tayang di Bioskop", 0, 0, 0, 0},
		{"Novel “LANGIT RUNTUH” Cetak Ulang", 0, 0, 0, 0},
		{"[POPULER GLOBAL] Rangkuman Berita Hari Ini", 0, 0, 0, 0},
		{"(FOTO) Suasana Pasar Pagi", 0, 0, 0, 0},
		// Shouting.
		{"Pemuda di Bandung GILA Bikin Warga Marah", 1, 1, 0, 0},
		{"GEGER! Warga Temukan Meriam Tua", 1, 1, 1, 0},
		{"Council Boss SLAMMED Over Car Park", 1, 1, 0, 0},
		// One word stressed.
		{"Why the Team Is LOSING Again", 1, 0, 0, 0},
		{"Store Closes in Ten DAYS", 1, 0, 0, 0},
		{"Mayor Rides Bus for the FIRST TIME", 2, 0, 0, 0},
		{"Man Finally ARRESTED After Chase", 1, 0, 0, 0},
		// A topic label is no shout, a lead word that withholds is.
		{"SOSOK Guru Desa di Kota", 0, 0, 0, 0},
		{"BREAKING NEWS Jalan Desa Dibuka", 0, 0, 0, 0},
		{"NASIB Guru Desa di Kota", 1, 0, 0, 0},
		// House style: counted in full by design, since it cannot be told from a
		// plain headline that is shouted, but not charged.
		{"HARGA BERAS NAIK DI PASAR", 3, 0, 0, 0},
		{"RUPIAH DITUTUP MENGUAT TERHADAP DOLAR", 3, 0, 0, 0},
		{"HARGA BERAS NAIK GILA DI PASAR", 3, 2, 1, 0},
		// One or two words.
		{"KPK", 0, 0, 0, 0},
		{"GEGER", 1, 1, 1, 0},
	}
	for _, tt := range tests {
		var h Headline
		h.Reset(tt.text)
		v := h.Cues()
		count := func(id CueID) float32 { return v[id] * catalogue[id].Max }
		if a, b, c, d := count(cueCapsShout), count(cueCapsCharged), count(cueCapsOpener), count(cueAcronymCount); a != tt.shout || b != tt.charged || c != tt.opener || d != tt.acronyms {
			t.Errorf("%q: shout %v charged %v opener %v acronyms %v, want %v %v %v %v", tt.text, a, b, c, d, tt.shout, tt.charged, tt.opener, tt.acronyms)
		}
	}
}

// TestShoutSpans: the cue names the words that shout.
func TestShoutSpans(t *testing.T) {
	const text = "ISRAEL MAKIN TERPOJOK! Dunia Menunggu"
	var h Headline
	h.RecordHits(true)
	h.Reset(text)
	h.Cues()
	for _, hit := range h.Hits() {
		s := h.Span(hit.From, hit.To)
		if hit.Cue == cueCapsShout && text[s.Start:s.End] != "ISRAEL MAKIN TERPOJOK" {
			t.Errorf("caps_shout speaks of %q", text[s.Start:s.End])
		}
	}
}

// TestCapitalsNeverCalm: writing a headline in capitals never lowers the cues of
// capitals, never makes acronyms of its words, and leaves its n-grams alone.
func TestCapitalsNeverCalm(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		checkCapitals(t, randomHeadline(r))
		if t.Failed() {
			return
		}
	}
}

func FuzzCapitals(f *testing.F) {
	for _, s := range probes {
		f.Add(s)
	}
	f.Fuzz(checkCapitals)
}

func checkCapitals(t *testing.T, s string) {
	var h, up Headline
	for i := range len(s) {
		if s[i] >= 0x80 { // letters with more than one form in capitals
			return
		}
	}
	h.Reset(s)
	up.Reset(strings.ToUpper(s))
	if !slices.Equal(h.Wrapping(), up.Wrapping()) { // names are told by their capitals
		return
	}
	a, b := h.Cues(), up.Cues()
	for _, id := range []CueID{cueCapsShout, cueCapsCharged, cueCapsOpener, cueCapsLead} {
		if b[id] < a[id] {
			t.Errorf("%q: in capitals %s falls from %v to %v", s, id, a[id], b[id])
		}
	}
	if b[cueAcronymCount] > a[cueAcronymCount] {
		t.Errorf("%q: in capitals acronyms rise from %v to %v", s, a[cueAcronymCount], b[cueAcronymCount])
	}
	g, u := h.NGrams(nil, nil), up.NGrams(nil, nil)
	if len(g) != len(u) {
		t.Fatalf("%q: %d n-grams, in capitals %d", s, len(g), len(u))
	}
	for i := range g {
		if g[i] != u[i] {
			t.Fatalf("%q: n-gram %d differs in capitals", s, i)
		}
	}
}

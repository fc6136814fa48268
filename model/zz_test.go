package model

import (
	"testing"
	"time"

	"github.com/heboh/heboh/features"
)

func minOf(n, batch int, f func()) float64 {
	best := time.Hour
	for range n {
		s := time.Now()
		for range batch {
			f()
		}
		best = min(best, time.Since(s))
	}
	return float64(best.Nanoseconds()) / float64(batch)
}

var zt = []string{"Netanyahu Sebut Operasi Militer di Gaza Akan Berlanjut hingga Akhir Tahun Ini",
	"ISRAEL MAKIN TERPOJOK! Dunia Kini Menunggu Sikap Sekutu Terdekatnya di Kawasan Itu",
	"KPK Periksa 12 Saksi Kasus Suap di Kementerian, Jubir: 'Masih Didalami Penyidik'",
	"7 Potret Rumah Mewah Artis Ini Bikin Melongo, Ternyata Ada Kolam di Kamarnya",
	"Council Approves New Budget for Roads After Long Debate Over Parking Charges",
	"Harga Beras Naik Rp200 per Kilogram, Bulog Siapkan Operasi Pasar di 5 Kota",
	"You Won't Believe What This Teacher Found in the School Attic Last Weekend",
	"Polisi Selidiki Penyebab Kebakaran Gudang di Bekasi, Tak Ada Korban Jiwa"}

func TestZMin(t *testing.T) {
	m := Default()
	if m.net != nil {
		t.Log("net widths", m.net.widths, "blocks", m.net.blocks, "rows", len(m.net.rows)/m.net.stride(), "slots", len(m.net.tags))
	}
	t.Log("buckets", len(m.grams.buckets), "dev", len(m.deviceGrams.slots))
	i := 0
	var s scratch
	var ss [8]scratch
	for k := range ss {
		m.logOdds(&ss[k], zt[k])
	}
	var sink float64
	var sum int
	for range 2 {
		t.Log("score", minOf(1000, 104, func() { i++; m.Score(zt[i%8]) }),
			"features", minOf(1000, 104, func() { i++; s.h.Reset(zt[i%8]); s.h.Cues(); s.grams = s.h.NGrams(s.grams[:0]) }),
			"cues", minOf(1000, 104, func() {
				i++
				s := &ss[i%8]
				z := m.bias
				for _, id := range s.h.Fired() {
					z += m.cues[id] * float64(s.cues[id])
				}
				sink += z
			}),
			"grams", minOf(1000, 104, func() {
				i++
				for _, g := range ss[i%8].grams {
					sum += m.grams.get(g)
				}
			}),
			"sigmoid", minOf(1000, 104, func() { i++; sink += sigmoid(float64(i % 7)) * features.Scale(i%100) }))
		if m.net != nil {
			t.Log("places", minOf(1000, 104, func() { i++; m.net.places(&ss[i%8]) }), "net", minOf(1000, 104, func() { i++; sink += m.net.score(ss[i%8].at) }))
		}
	}
	t.Log("parse", minOf(20, 1, func() { parse(defaultFile, false) }), minOf(20, 1, func() { parse(defaultFile, true) }))
}

package features

import (
	"testing"

	"github.com/heboh/heboh/features/internal/hash"
)

// benchHeadline is a plain headline of 77 bytes.
const benchHeadline = "Netanyahu Sebut Operasi Militer di Gaza Akan Berlanjut hingga Akhir Tahun Ini"

// benchHeadlines are of several kinds, so that branches are not all predicted.
var benchHeadlines = [...]string{
	benchHeadline,
	"ISRAEL MAKIN TERPOJOK! Dunia Kini Menunggu Sikap Sekutu Terdekatnya di Kawasan Itu",
	"KPK Periksa 12 Saksi Kasus Suap di Kementerian, Jubir: 'Masih Didalami Penyidik'",
	"7 Potret Rumah Mewah Artis Ini Bikin Melongo, Ternyata Ada Kolam di Kamarnya",
	"Council Approves New Budget for Roads After Long Debate Over Parking Charges",
	"Harga Beras Naik Rp200 per Kilogram, Bulog Siapkan Operasi Pasar di 5 Kota",
	"You Won't Believe What This Teacher Found in the School Attic Last Weekend",
	"Polisi Selidiki Penyebab Kebakaran Gudang di Bekasi, Tak Ada Korban Jiwa",
}

func BenchmarkReset(b *testing.B) {
	var h Headline
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		h.Reset(benchHeadlines[i%len(benchHeadlines)])
	}
}

// analysed returns the benchmark's headlines, analysed.
func analysed() (hs [len(benchHeadlines)]Headline) {
	for i := range hs {
		hs[i].Reset(benchHeadlines[i])
	}
	return hs
}

func BenchmarkCues(b *testing.B) {
	hs := analysed()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		hs[i%len(hs)].Cues()
	}
}

func BenchmarkNGrams(b *testing.B) {
	hs := analysed()
	var g []uint64
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g = hs[i%len(hs)].NGrams(g[:0], nil)
	}
}

// BenchmarkFloor reads the bytes once and hashes as many n-grams as a headline
// has: what no implementation can go below.
func BenchmarkFloor(b *testing.B) {
	var sum uint64
	hs := analysed()
	var grams [len(benchHeadlines)]int
	for i := range hs {
		grams[i] = len(hs[i].NGrams(nil, nil))
	}
	for i := 0; b.Loop(); i++ {
		s := benchHeadlines[i%len(benchHeadlines)]
		for j := range len(s) {
			sum += uint64(s[j])
		}
		for g := range grams[i%len(grams)] {
			sum ^= hash.Mix(uint64(g)^hash.K0, uint64(i)^hash.K1)
		}
	}
	sink = sum
}

var sink uint64

package features

import (
	"testing"

	"github.com/heboh/heboh/features/internal/hash"
)

// benchTitle is a plain title of 77 bytes.
const benchTitle = "Netanyahu Sebut Operasi Militer di Gaza Akan Berlanjut hingga Akhir Tahun Ini"

// benchTitles are of several kinds, so that no branch is learnt by heart.
var benchTitles = [...]string{
	benchTitle,
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
		h.Reset(benchTitles[i%len(benchTitles)])
	}
}

// analysed returns the benchmark's titles, analysed.
func analysed() (hs [len(benchTitles)]Headline) {
	for i := range hs {
		hs[i].Reset(benchTitles[i])
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
		g = hs[i%len(hs)].NGrams(g[:0])
	}
}

// BenchmarkFloor reads the bytes once and hashes as many n-grams as a title
// has: what no implementation can go below.
func BenchmarkFloor(b *testing.B) {
	var sum uint64
	hs := analysed()
	var grams [len(benchTitles)]int
	for i := range hs {
		grams[i] = len(hs[i].NGrams(nil))
	}
	for i := 0; b.Loop(); i++ {
		s := benchTitles[i%len(benchTitles)]
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

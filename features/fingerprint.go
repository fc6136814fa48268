package features

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"sync"
)

// probes are texts whose features the fingerprint covers, so that it changes with
// the code that computes them and not only with the lists.
var probes = [...]string{
	"",
	"GEGER! Warga Desa Kaget, Ternyata Ini yang Terjadi di Balik Proyek 3 Jembatan…",
	"KPK Periksa 12 Saksi Kasus Suap di Kemenhub, Jubir: 'Masih Didalami'",
	"You Won't Believe What H3 Did Next?! #wow [VIDEO] – Heboh 24",
	"p е n g a k u a n artis it\u200bu b1kin g3ger 🔥 makin terpojokkan",
	"H·e·b·o·h! Aksi b*jat di U.S.A., bu5uk bangeeeet: Rp1.500 dan €5 – 'kata-kata' 東京",
}

// Fingerprint identifies the features this version computes: catalogue, word
// lists, tokens and n-grams. A model trained on one fingerprint must not be
// used with another.
func Fingerprint() [32]byte { return fingerprint() }

// probeClasses gives every other token of a headline a class of its own.
func probeClasses(h *Headline) *Classes {
	var words []uint64
	var fine []int
	coarse := []uint16{0}
	for i := 0; i < len(h.toks) && i < MaxClasses; i += 2 {
		words = append(words, h.toks[i].hash)
		coarse = append(coarse, uint16(i/4))
		fine = append(fine, len(words))
	}
	c, err := NewClasses(words, fine, coarse)
	if err != nil {
		panic(err) // classes are numbered as they are listed
	}
	return c
}

var fingerprint = sync.OnceValue(func() [32]byte {
	s := sha256.New()
	var b [8]byte
	put := func(v uint64) {
		binary.LittleEndian.PutUint64(b[:], v)
		s.Write(b[:])
	}
	for _, c := range catalogue {
		s.Write([]byte(c.Name))
		put(uint64(math.Float32bits(c.Max)))
	}
	put(words.Digest())
	var h Headline
	for _, p := range probes {
		h.Reset(p)
		for _, v := range h.Cues() {
			put(uint64(math.Float32bits(v)))
		}
		for _, g := range h.NGrams(nil, probeClasses(&h)) {
			put(g)
		}
	}
	return [32]byte(s.Sum(nil))
})

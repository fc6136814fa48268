package features

import (
	"math/rand/v2"
	"strings"
	"unicode"
)

// parts are what random headlines are made of: plain and charged words of both
// languages, what must not be mistaken for a disguise, marks, disguises and broken
// bytes.
var parts = strings.Fields(`Warga Desa Antre Beras Harga Naik Presiden Menteri Gubernur Polisi Sidang Kasus
	terpojok TERPOJOK makin heboh HEBOH geger viral Astaga Miris ternyata begini ini Inilah yang dia alasan penyebabnya
	artis seksi skandal simak intip kamu anda sangat banget paling terparah semua tak pernah netizen warganet kata menurut
	diduga mungkin sih dong kok bukan tidak fakta cara potret pria wanita sosok geram murka brutal antek ngeri bikin
	Council Approves Budget after Vote you won't believe what happened next shocking slams destroys why how these This is
	reasons things celebrity secret insane heartbreaking reportedly says never every best worst turns out like actually
	KPK DPR NATO BMKG AS S1 B20 U-20 COVID-19 XIII A.S. iPhone14 4G e-KTP Rp200 Rp1.500 anti-Amerika kata-kata blak-blakan
	O'Brien don't Trump's Jum'at 3 12 2019 1.000 7,5 24/7 4-2-3-1 50 % $9 €5 USD 12:30 @heboh #wow www.contoh.id
	! !! ? ?! !? ... … , ; : - – — ( ) [ ] " " ' ' “ ” ‘ ’ & / | * + = ~ 🔥 😱 ☺ ° × → 👍🏽 👩‍👧 1️⃣ ® ™
	V1R4L bu5uk t3rp0j0k h*boh b**ok h.e.b.o.h H-E-B-O-H H_E_B_O_H H·E·B·O·H H*E*B*O*H hebooooh PPPA g3g3r 80th 1MDB
	тerроjоk ｈｅｂｏｈ 𝐕𝐢𝐫𝐚𝐥 ⓗⓔⓑⓞⓗ café cafe\u0301 Erdoğan Łukasz спасибо 東京 العربية π ½ ﬁksi`)

// separators go between parts; mostly a space.
var separators = []string{" ", " ", " ", " ", " ", " ", "", "  ", "\u00a0", "\u200b", "\u00ad", "\t", "-", ", ", "\xff"}

// randomHeadline makes a headline of up to 24 parts, some spelled letter by letter,
// in capitals, cut short or with a byte changed.
func randomHeadline(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(24) {
		w := parts[r.IntN(len(parts))]
		switch r.IntN(24) {
		case 0:
			w = strings.ToUpper(w)
		case 1:
			w = strings.Join(strings.Split(w, ""), []string{" ", ".", "-", "  ", "🔥", "\u200d"}[r.IntN(6)])
		case 2:
			w = strings.Map(unicode.ToTitle, w[:min(len(w), 1)]) + w[min(len(w), 1):]
		}
		b.WriteString(w)
		b.WriteString(separators[r.IntN(len(separators))])
	}
	s := []byte(b.String())
	switch {
	case len(s) == 0:
	case r.IntN(20) == 0:
		s = s[:r.IntN(len(s))]
	case r.IntN(20) == 0:
		s[r.IntN(len(s))] = byte(r.Uint32())
	case r.IntN(20) == 0:
		return strings.ToUpper(string(s))
	}
	return string(s)
}

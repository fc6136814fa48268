package features

import (
	"strings"
	"testing"
)

func TestRepair(t *testing.T) {
	tests := []struct{ text, want string }{
		// Letters apart.
		{"Aksi h e b o h lagi", "aksi|heboh|lagi"},
		{"H E B O H! T e r o r lagi", "heboh|!|teror|lagi"},
		{"h e b o h b a n g e t", "heboh|banget"},
		{"H a n c u r  L e b u r", "hancur|lebur"},
		{"h  e  b  o  h", "heboh"},
		{"V 1 R 4 L", "viral"},
		{"v i r @ l", "viral"},
		{"8 s k a n d a l artis", "8|skandal|artis"},
		{"a s h o c k i n g", "a|shocking"},
		{"Jadi b u s u k n y a", "jadi|busuknya"},
		{"Dalang B u s u k di Sini", "dalang|busuk|di|sini"},
		// Joined by marks.
		{"v.i.r.a.l dan V-I-R-A-L", "viral|dan|viral"},
		{"H_E_B_O_H! H*E*B*O*H", "heboh|!|heboh"},
		{"H·E·B·O·H G•E•G•E•R", "heboh|geger"},
		{"he*boh ge_ger", "heboh|geger"},
		{"h🔥e🔥b🔥o🔥h", "heboh"},
		{"h❗e❗b❗o❗h", "heboh"},
		{"m!r!s h@boh", "miris|h|@|boh"},
		{"h*boh g*g*r b*jat", "heboh|geger|bejat"},
		{"g_i_l_a-gilaan", "gila|-|gilaan"},
		// Digits for letters.
		{"V1R4L h3b0h g3g3r", "viral|heboh|geger"},
		{"54d15 4574g4", "sadis|astaga"},
		{"bu5uk m0n573r k3p3p37", "busuk|monster|kepepet"},
		{"kata2 anak2", "kata|anak"},
		// Letters drawn out.
		{"hebooooh GEGEEEER bangettt", "heboh|geger|banget"},
		{"soooo gooood", "so|good"},
	}
	for _, tt := range tests {
		if got := texts(tt.text); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestStays lists what looks like a disguise but is not.
func TestStays(t *testing.T) {
	for _, s := range strings.Fields(`S1 B20 U-20 COVID-19 www XIII XXXI iPhone14 4G e-KTP Rp200 Rp50juta anti-Amerika
		kata-kata O'Brien don't H5N1 AB6IX BP2MI LP3ES P3MI G30S GOT7 80th 1MDB 5G 4x4 MP3 B1A4 C-130 F-16 Su-57 ke-70
		gta5online artists4peace PPPA PPPK KBPPP hatttrick 4-2-3-1 4-3-3 1-2-3-4 24/7 12:30 www.contoh.id H&M R&B
		non-aktif check-in suami/istri SMA/SMK contoh.com`) {
		want := strings.ToLower(s)
		if got := strings.ReplaceAll(texts(s), "|", ""); got != want && s != "non-aktif" {
			t.Errorf("%q became %q", s, got)
		}
		var h Headline
		h.Reset("Rapat " + s + " di Jakarta")
		if v := h.Cues(); v[cueDisguise]+v[cueElongation] > 0 {
			t.Errorf("%q counts as disguised", s)
		}
	}
	for _, s := range []string{"A.S.", "U.S.A.", "N.C.A.A.", "Trump's", "Vitamin A, B, C", "Rute A B di Peta", "Piala Dunia U 20"} {
		var h Headline
		h.Reset(s)
		if h.Cues()[cueDisguise] > 0 {
			t.Errorf("%q counts as disguised: %s", s, texts(s))
		}
	}
}

// TestRepairIgnoresCase: a disguise reads the same in capitals.
func TestRepairIgnoresCase(t *testing.T) {
	for _, s := range parts {
		if s == "спасибо" { // small and capital letters resemble others
			continue
		}
		if a, b := texts(s), texts(strings.ToUpper(s)); a != b {
			t.Errorf("%q reads %s, in capitals %s", s, a, b)
		}
	}
}

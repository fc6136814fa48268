package features

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/heboh/heboh/features/lexicon"
)

// cueCases holds for each cue headlines that fire it and headlines that do not,
// separated by bars.
var cueCases = map[string]struct{ fires, not string }{
	"caps_shout":     {"Warga TERKEJUT Lihat Harga Beras|Mayor FURIOUS Over Bins", "KPK Periksa Saksi|NATO Meets in Oslo"},
	"caps_charged":   {"GEGER! Ular Masuk Pasar|SHOCKING! Snake in Market", "Warga Antre BERAS di Pasar|Snake Found in Market"},
	"caps_opener":    {"GEGER! Ular Masuk Pasar|SHOCKING! Snake in Market", "Ular Masuk Pasar, Warga GEGER|Snake Found"},
	"caps_lead":      {"NASIB Guru Desa di Kota|TERUNGKAP Isi Surat Guru|SEPAK TERJANG Guru Desa|SHOCKING Find in River", "SOSOK Guru Desa|BREAKING NEWS Jalan Dibuka|BERAS Guru Desa|Guru Desa NEKAT"},
	"exclaim":        {"Resmi! Jalan Dibuka|Road Opens!", "Jalan Dibuka|Bupati: 'Buka!'"},
	"exclaim_many":   {"Awas!! Jalan Licin|Win! Big! Today", "Awas! Jalan Licin"},
	"exclaim_opener": {"Astaga! Jalan Ambles|Oh No! Road Sinks", "Jalan Ambles!|Road Sinks"},
	"exclaim_end":    {"Jalan Ambles!|Road Sinks!'", "Astaga! Jalan Ambles"},
	"exclaim_quoted": {"Pelatih: 'Kami Menang!'|Coach: “We Won!”", "Kami Menang!"},
	"interrobang":    {"Apa?! Jalan Ambles|What!? Road Sinks", "Apa? Jalan Ambles!"},
	"ellipsis_mid":   {"Lalu... Jalan Ambles|He Said ‘And Then…’ Road Sinks", "Jalan Ambles...|Jalan. Ambles"},
	"ellipsis_end":   {"Kata Dia 'Jalan Itu...'|He Said ‘And Then…’", "Lalu... Jalan Ambles"},
	"elongation":     {"Hebooooh Jalan Ambles|Soooo Good", "Heboh Jalan Ambles|Raja Henry VIII"},
	"emoji":          {"Jalan Ambles 😱|Road Sinks 🔥", "Suhu 40 °C, Kurs €5, 3 × 4"},
	"disguise":       {"Aksi V1R4L di Pasar|H E A R T B R E A K I N G Scenes", "Jadwal S1 dan e-KTP"},
	"question_many":  {"Apa?? Jalan Ambles", "Apa? Jalan Ambles? Lagi"},

	"hyperbole":          {"Harga Beras Bikin Geger|Insane Prices at Market", "Harga Beras Turun|Prices Fall"},
	"hyperbole_many":     {"Geger dan Gempar di Pasar|Insane, Epic Sale", "Geger di Pasar"},
	"hyperbole_opener":   {"Geger Ular di Pasar|Insane Prices Seen", "Ular di Pasar Kota Ini Bikin Geger"},
	"intensifier":        {"Harga Sangat Mahal|A Very Long Road", "Harga Mahal|A Long Road"},
	"intensified_charge": {"Pasukan Makin Terpojok|Very Shocking Road", "Makin Banyak Warga"},
	"superlative":        {"Gempa Terparah di Jawa|The Worst Road", "Gempa di Jawa|A Road"},
	"absolute":           {"Semua Warga Pulang|Everyone Goes Home Never to Return", "Warga Pulang"},
	"emotion":            {"Kisah Miris Guru Desa|A Heartbreaking Story", "Kisah Guru Desa"},
	"emotion_react":      {"Bikin Geger Warganet, Harga Beras Naik", "Warganet Bahas Harga Beras"},
	"curiosity":          {"Terungkap Rahasia Pasar Pagi|You Won't Believe This", "Pasar Pagi Dibuka"},
	"curiosity_many":     {"Terungkap! Rahasia dan Misteri Pasar|You Won't Believe This One Trick", "Pasar Pagi"},
	"question_word":      {"Kapan Jalan Dibuka|Why Roads Sink", "Jalan Dibuka"},
	"question_opener":    {"Kapan Jalan Dibuka|Why Roads Sink", "Jalan Dibuka Kapan|Road Why"},
	"question_mark":      {"Jalan Dibuka?|Road Opens?", "Warga: 'Kapan?'|Road Opens"},
	"question_end":       {"Jalan Dibuka?", "Dibuka? Jalan Masih Macet"},
	"ini_opener":         {"Ini Jadwal Kereta|This Road Opens", "Jadwal Kereta Hari Ini"},
	"ini_end":            {"Warga Pakai Cara Ini|Doctors Hate This", "Ini Cara Warga"},
	"ini_tease":          {"Harga Naik, Ini Penyebabnya|Ini Alasan Jalan Ditutup|This Is Why This Why", "Jadwal Kereta Hari Ini"},
	"ini_tail":           {"Jadwal Kereta Hari Ini", "Ini Jadwal Kereta Api dari Kota ke Desa"},
	"begini":             {"Begini Cara Daftar|Begini Kronologinya", "Cara Daftar"},
	"ternyata":           {"Ternyata Jalan Ambles|The Road Is Actually Old", "Jalan Ambles"},
	"nya_end":            {"Jalan Ambles, Simak Penyebabnya", "Penyebabnya Hujan|Hobi Bertanya Itu Baik"},
	"nya_any":            {"Penyebabnya Hujan Deras", "Hujan Deras"},
	"listicle_lead":      {"5 Fakta Jalan Ambles|7 Reasons Roads Sink", "Jalan Ambles 5 Kali"},
	"listicle_tail":      {"Jalan Ambles, 5 Fakta Terbaru|Roads Sink: 7 Reasons", "Jalan Ambles 5 Kali"},
	"listicle_noun":      {"Fakta Jalan Ambles|Reasons Roads Sink", "Jalan Ambles"},
	"vague_person":       {"Pria Ini Beli Beras|This Woman Bought Rice", "Andi Beli Beras|Anna Bought Rice"},
	"imperative":         {"Simak Jadwal Kereta|Watch the Road Sink", "Jadwal Kereta"},
	"teaser_tail":        {"Jalan Ambles, Ternyata karena Hujan|Road Sinks, Here's Why", "Jalan Ambles, Warga Memutar"},
	"this_is_what":       {"This Is Why Roads Sink|Here's How Roads Sink", "Ini Jadwal Kereta|This Road Opens"},
	"loaded":             {"Pasukan Terpojok di Kota|Minister Slams Rivals", "Pasukan di Kota|Minister Meets Rivals"},
	"loaded_many":        {"Antek Itu Terpojok|Corrupt Thugs Slammed", "Pasukan Terpojok"},
	"loaded_opener":      {"Antek Itu Kalah|Corrupt Thugs Out", "Mantan Pejabat Daerah Itu Antek"},
	"loaded_intensified": {"Pasukan Makin Terpojok|Kian Brutal", "Terpojok"},
	"anger":              {"Menteri Murka|Mayor Furious at Vote", "Menteri Hadir"},
	"insult":             {"Koruptor Itu Pecundang|Tukang Fitnahnya Lari|Windbags Meet Again", "Pejabat Itu Pulang|Officials Meet Again"},
	"ridicule":           {"Menteri Gelagapan di Rapat|Cuma Omong Doangnya Menteri|Mayor Kowtows to Bank|A Cock-up at Town Hall", "Menteri Bicara di Rapat|Mayor Talks to Bank"},
	"partisan":           {"Antek Asing di Pasar|Woke Agenda at Market|Illegal Immigrants at Border", "Pedagang di Pasar|Activists at Market"},
	"rout":               {"Guru Skakmat Menteri|Menteri Kicep di Rapat|Minister Slams Rivals|Mayor Eats Humble Pie", "Guru Temui Menteri|Minister Meets Rivals"},
	"doubt":              {"Menteri Berdalih Lupa|Menteri Ngaku Lupa|Mayor Downplays Tax Row|Mayor Boasts About Tax", "Menteri Bicara|Mayor Talks Tax"},
	"praise":             {"Ponsel Gahar Masuk Pasar|Negarawan Sejati dari Desa|Heroic Mayor Returns", "Ponsel Masuk Pasar|Mayor Returns"},
	"idiom":              {"Petani Gigit Jari|Petani Gigit Jarilah Lagi|Mayor Twisted the Knife|Council Rocks the Boat", "Petani Pulang|Mayor Raised Taxes"},
	"slant_desk":         {"Guru Skakmat Menteri|Rezim Itu Jatuh|Heroic Mayor Returns", "Guru Temui Menteri|Menteri: Rezim Itu Jatuh|Warga Sebut 'Rezim' Itu"},
	"slant_speech":       {"Menteri: Rezim Itu Jatuh|Warga Sebut 'Rezim' Itu|Mayor: They Are Thugs", "Rezim Itu Jatuh|Menteri: Jalan Dibuka"},
	"shock":              {"Penemuan Mengerikan di Sungai|Horrifying Find in River", "Penemuan di Sungai"},
	"shock_many":         {"Mengerikan dan Biadab, Aksi di Sungai|Horrifying, Terrifying Find", "Mengerikan"},
	"shock_opener":       {"Mengerikan, Ombak di Pantai|Horrifying Waves", "Ombak Mengerikan"},
	"emotion_opener":     {"Miris, Guru Berjalan 10 Km|Heartbreaking: Teacher Walks", "Kisah Miris, Guru Berjalan"},
	"grim":               {"Korban Tewas Jadi Dua|Two Dead in Crash", "Dua Warga Pulang"},
	"grim_charged":       {"Mengerikan, Dua Tewas|Horrifying Crash Leaves Two Dead", "Dua Tewas"},
	"gossip":             {"Artis Itu Selingkuh|Star Flaunts Bikini Body", "Artis Itu Konser"},
	"gossip_many":        {"Selingkuh dan Skandal Perselingkuhan Artis|Star Flaunts Bikini Body in Steamy Affair", "Artis Itu Konser"},
	"prurient":           {"Gaun Seksi di Panggung|Sexy Dress on Stage", "Gaun di Panggung"},
	"celebrity":          {"Artis Itu Konser|Celebrity Chef Opens Shop", "Guru Itu Konser"},
	"celebrity_charged":  {"Artis Itu Bikin Geger|Celebrity Shocking News", "Artis Itu Konser"},
	"words":              {"Jalan Dibuka|Road Opens", "!!!"},
	"long_title":         {"Satu Dua Tiga Empat Lima Enam Tujuh Delapan Sembilan Sepuluh Lagi Dan Lagi Terus", "Satu Dua Tiga"},
	"short_title":        {"Jalan Dibuka", "Jalan Desa Itu Dibuka Lagi Besok"},
	"word_length":        {"Jalan Dibuka", "12 34"},
	"long_words":         {"Pembangunan Jalan", "Jalan Desa"},
	"function_share":     {"Jalan di Desa|The Road", "Jalan Desa"},
	"numbers":            {"5 Jalan|Rata-rata 3,5", "Lima Jalan|S1"},
	"year":               {"Anggaran 2024|Budget 1998", "Anggaran 2500|Pukul 20.15"},
	"money_percent":      {"Harga Rp200|Harga Rp 200|Naik 5 Persen|Naik 5%|€5 Sehari|$9 Fee|5 Million", "Harga Naik|Rp"},
	"colon":              {"Menteri: Harga Turun", "Menteri, Harga Turun"},
	"speaker_colon":      {"Menteri: Harga Turun", "Kata Menteri di Rapat Kemarin: Harga Turun"},
	"commas":             {"Satu, Dua; Tiga", "Harga 7,5 Persen"},
	"dash":               {"Jalan - Desa|Road — Village", "Kata-kata"},
	"parenthesis":        {"Jalan (Desa)", "Jalan [Desa]"},
	"bracket_tag":        {"Jalan [sic] Desa Itu", "(Foto) Jalan Desa"},
	"quoted":             {"Kata 'Ya' Itu|A “Yes” Vote", "Jum'at, Don't, Fans' Trip"},
	"quoted_share":       {"Kata 'Ya' Itu", "Jum'at"},
	"quoted_short":       {"Kata 'Ya' Itu", "Film 'Jalan Panjang ke Desa' Tayang"},
	"quoted_long":        {"Film 'Jalan Panjang ke Desa' Tayang", "Kata 'Ya' Itu"},
	"attribution":        {"Harga Turun, Kata Menteri|Mayor Says Road Opens", "Harga Turun"},
	"attributed_quote":   {"Kata Menteri: 'Harga Turun'|Mayor Says 'Road Opens'", "Harga Turun|Film 'Jalan'"},
	"hedging":            {"Diduga Korsleting|Reportedly Closed", "Korsleting"},
	"negation":           {"Jalan Tidak Ditutup|Road Not Closed", "Jalan Ditutup"},
	"particle":           {"Mahal Sih, Beli Dong", "Mahal, Beli"},
	"slang":              {"Gue Nggak Ikut|Gonna Win", "Saya Ikut"},
	"address":            {"Kamu Perlu Tahu|What You Need", "Warga Perlu Tahu"},
	"reduplication":      {"Warga Blak-blakan soal Harga|Kata-kata Bijak|Hujan Berhari-hari", "Anti-Amerika"},
	"acronym":            {"KPK Periksa Saksi|NATO Meets", "Polisi Periksa Saksi|KPK"},
	"two_sentences":      {"Jalan Ambles. Warga Memutar|Road Sinks! Buses Stop", "Jalan Ambles.|Situs contoh.com"},
	"slash_pipe":         {"SMA/SMK Libur", "SMA dan SMK"},
	"english":            {"The Road in a Village", "Jalan di Desa"},
	"devices_2":          {"Geger! Pasukan Terpojok|Insane Thugs Slammed", "Jalan Dibuka"},
	"devices_3":          {"Geger! Antek Terpojok, Ternyata Mengerikan|Insane! Corrupt Thugs Slammed, You Won't Believe", "Geger"},
	"devices_4":          {"Geger! Antek Terpojok, Ternyata Selingkuh, Mengerikan|Insane! Horrifying Cheating Thugs Slammed, You Won't Believe", "Geger"},
}

func TestEveryCue(t *testing.T) {
	var h Headline
	for i, c := range Catalogue() {
		tt, ok := cueCases[c.Name]
		if !ok {
			t.Errorf("no case for cue %s", c.Name)
			continue
		}
		for _, s := range strings.Split(tt.fires, "|") {
			h.Reset(s)
			if h.Cues()[i] <= 0 {
				t.Errorf("%s does not fire on %q", c.Name, s)
			}
		}
		for _, s := range strings.Split(tt.not, "|") {
			h.Reset(s)
			if v := h.Cues()[i]; v != 0 {
				t.Errorf("%s is %v on %q", c.Name, v, s)
			}
		}
	}
	if len(cueCases) != NumCues {
		t.Errorf("%d cases for %d cues", len(cueCases), NumCues)
	}
}

func TestCatalogue(t *testing.T) {
	seen := map[string]bool{}
	for i, c := range Catalogue() {
		switch {
		case c.Name == "" || seen[c.Name]:
			t.Errorf("cue %d: name %q is empty or taken", i, c.Name)
		case c.Name != strings.ToLower(c.Name) || strings.ContainsAny(c.Name, " -"):
			t.Errorf("cue %s: write lower case and underscores", c.Name)
		case c.Doc == "" || c.Group == "" || c.Max <= 0 || c.Sign < -1 || c.Sign > 1:
			t.Errorf("cue %s is not described in full: %+v", c.Name, c)
		case CueID(i).String() != c.Name:
			t.Errorf("cue %s is called %s", c.Name, CueID(i))
		}
		seen[c.Name] = true
	}
	if NumCues < 60 {
		t.Errorf("%d cues", NumCues)
	}
}

// TestClassCues: a class feeds the cue of its name, and no such cue counts beyond
// two, which is as far as terms are counted.
func TestClassCues(t *testing.T) {
	for class, cue := range classCues {
		if name := lexicon.ClassNames[class]; !strings.HasPrefix(cue.String(), name) || cue.Max() > 2 {
			t.Errorf("class %s: cue %s counts to %v", name, cue, cue.Max())
		}
	}
}

// TestDevices: every device has cues that show it.
func TestDevices(t *testing.T) {
	letters := map[byte]bool{}
	for d, device := range Devices {
		letters[device.Letter] = true
		if deviceCues[d] == (cueSet{}) {
			t.Errorf("no cue shows %s", device.Group)
		}
	}
	if len(letters) != len(Devices) {
		t.Errorf("%d letters for %d devices", len(letters), len(Devices))
	}
}

// TestCueRanges: values lie in [0, 1], and hits are on existing tokens.
func TestCueRanges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var h Headline
	h.RecordHits(true)
	for range 5_000 {
		s := randomHeadline(r)
		h.Reset(s)
		fired := map[CueID]bool{}
		v := h.Cues()
		for _, hit := range h.Hits() {
			fired[hit.Cue] = true
			if hit.From < 0 || hit.To > h.Len() || hit.From > hit.To || hit.Amount <= 0 {
				t.Fatalf("%q: hit %+v of %d tokens", s, hit, h.Len())
			}
		}
		for i := range v {
			if math.IsNaN(float64(v[i])) || v[i] < 0 || v[i] > 1 || (v[i] > 0) != fired[CueID(i)] {
				t.Fatalf("%q: cue %s is %v, hit %v", s, CueID(i), v[i], fired[CueID(i)])
			}
		}
	}
}

func TestEmptyTextFiresNothing(t *testing.T) {
	var h Headline
	for _, s := range []string{"", " ", "\xff", "\u200b"} {
		h.Reset(s)
		for i, v := range h.Cues() {
			if v != 0 {
				t.Errorf("%q: %s is %v", s, CueID(i), v)
			}
		}
	}
}

package features

import (
	"bytes"
	"strings"

	"github.com/heboh/heboh/features/internal/hash"
)

// A role is what a word does in the parts that stand around headlines.
type role uint16

const (
	roleWhen   role = 1 << iota // months, weekdays, zones of time
	roleFirm                    // with a figure, data even where no mark divides it: 3 hours ago
	roleCount                   // what pages count: views, komentar, halaman
	roleLabel                   // labels and media tags
	roleName                    // in the names of sections and of publishers
	rolePaper                   // in the names of publishers alone
	roleBy                      // introduces a source
	roleJoin                    // between the words of a name
	roleMore                    // asks to read on
	roleWeb                     // a link, a domain, a mention or a hashtag
	roleFigure                  // begins with a digit
	roleLast                    // the same, by itself
	roleEnd                     // ends what may be wrapping
	roleStamp                   // a figure that can only be a date or time
	roleVia                     // introduces a source without a colon: see endsInSource too

	roleData = roleWhen | roleCount | roleFirm | roleFigure
	anyRole  = ^role(0)
)

// roleWords lists words by role. They are words of the trade, not names of
// publishers; the few agencies are those that stand alone in brackets.
var roleWords = [...]struct {
	role  role
	words string
}{
	{roleWhen, `january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec
		januari februari maret mei juni juli agustus oktober desember agu agt okt des nop
		monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		senin selasa rabu kamis jumat sabtu minggu ahad today yesterday kemarin at on pukul jam published updated diperbarui
		hour hours minute minutes day days week weeks month months menit hari pekan bulan detik
		hr hrs mins sec secs h m d w et pt pada per tanggal tgl edisi as tayang terbit posted diterbitkan`},
	{roleWhen | roleFirm, `wib wita wit gmt utc est edt pst pdt cet bst ist sgt am pm a.m p.m ago lalu yang`},
	{roleCount, `ii iii iv two three kedua ketiga dua tiga episode eps ep chapter ch of dari all semua seri series vol no min id
		kali times x like share suka dibagikan points point poin star stars bintang`},
	{roleCount | roleFirm, `page pages hal halaman part pt bagian views view likes shares comments comment komentar tayangan baca
		replies balasan read reads membaca pembaca dibaca dilihat`},
	{roleFigure, `an`},
	{roleLabel, `foto photo photos video videos image images gambar gallery galeri infografis infographic infographics
		re fw fwd rt bls aw sv subject subjek title judul headline berita artikel article topik topic news text
		forwarded diteruskan watch tonton live update updated pembaruan
		sponsored ad advertorial adv iklan promoted premium subscriber subscribers exclusive-content
		baca juga simak lihat related read also see terkait rekomendasi recommended more trending populer popular terpopuler top story stories message pesan terusan reply balas admin
		from to fyi icymi psa thread newsletter blog column kolom lesson next previous og
		home beranda index indeks archive arsip menu search listen dengarkan audio transcript poll
		category kategori tag tags link url source description caption name value null
		press release siaran pers rilis dengar cached archived pdf qt langganan pelanggan khusus paywall en eng id ind`},
	{roleName, `nasional politik ekonomi bisnis olahraga bola sepakbola hukum kriminal daerah regional megapolitan metro
		internasional dunia global pendidikan kesehatan teknologi tekno sains otomotif gaya hidup hiburan seleb selebriti
		gosip wisata kuliner properti keuangan finansial opini opinion editorial analysis analisis review ulasan
		politics world business sports sport money finance entertainment lifestyle travel health science technology tech
		education culture arts books music movies style food weather climate environment national international local
		society podcast kolom humaniora nusantara khazanah peristiwa edukasi ekbis fokus sorotan explainer
		markets opinions letters obituaries features crime law us uk asia europe africa americas
		sepak rencana tren tajuk feature laporan report wawancara interview profil profile cek fakta fact check`},
	{roleName | rolePaper, `news times post daily tribune herald gazette journal chronicle observer guardian telegraph mirror
		express standard examiner courier record dispatch bulletin ledger sentinel press magazine weekly radio tv channel
		network media online today wire independent register reporter mail globe monitor
		kompas detik detiknews tempo tribun tribunnews antara okezone liputan kumparan republika viva jpnn merdeka suara
		kabar warta harian koran pos berita pikiran rakyat sindonews
		reuters ap afp upi bloomberg cnn bbc nbc cbs abc fox msnbc npr politico axios
		youtube facebook twitter x instagram tiktok reddit google yahoo msn whatsapp telegram linkedin medium substack`},
	{roleBy | roleVia, `by oleh via h/t`}, // the others before a colon only
	{roleBy, `source sumber editor penulis reporter pewarta photo foto dok credit courtesy author kontributor tags tag laporan cc klik link`},
	{roleJoin, `the of and dan de la & for di al`},
	{roleMore | roleLast, `selengkapnya bagikan share tweet advertisement iklan subscribe berlangganan`},
	{roleEnd, `com id bio here sini read now saja facebook comment`}, // see closings and isDomain
	{roleMore, `learn see lihat like comment klik read more baca continue reading lanjut lanjutkan membaca full story`},
}

// roleTable has the roles of words by their hashes, in the first free place from the
// hash's top bits on.
var roleTable = func() (t [2048]struct {
	hash uint32
	role role
}) {
	for _, l := range roleWords {
		for _, w := range strings.Fields(l.words) {
			h := hash.String(w)
			i := h >> roleShift
			for t[i].hash != 0 && t[i].hash != uint32(h) {
				i = (i + 1) % uint64(len(t))
			}
			t[i].hash = uint32(h)
			t[i].role |= l.role
		}
	}
	return t
}()

const roleShift = 64 - 11

// listed returns the roles of the word [start, end).
func (p *peeler) listed(start, end int) role {
	if withRole.has(firstLetters(p.norm, int32(start), int32(end))) == 0 {
		return 0
	}
	h := hash.At(p.norm, start, end)
	for i := h >> roleShift; ; i = (i + 1) % uint64(len(roleTable)) {
		if e := &roleTable[i]; e.hash == uint32(h) || e.hash == 0 {
			return e.role
		}
	}
}

const topDomains = " com net org id co news tv info uk today me io my sg au us ly gov edu example biz asia online site in ca eu de app dev xyz "

// word is a word of a part: [start, end) of the folded text.
type word struct {
	start, end int
	role       role
	capital    bool // begins with a capital
}

// next returns the first word from byte i on; ok is false when there is none
// before end. A link, a domain, a figure such as 12/05/2024, 10:30 or 1.2K, a
// mention and a hashtag are one word.
func (p *peeler) next(i, end int) (w word, ok bool) {
	b := p.b
	for i < end && class[b[i]]&(letter|digit) == 0 && !(class[b[i]]&high != 0 && isHighLetter(b[i:end])) {
		i++
	}
	if i >= end {
		return w, false
	}
	w.start = i
	for i < end && class[b[i]]&(letter|digit) != 0 {
		i++
	}
	plain := i == end || class[b[i]]&space != 0
	for !plain && i < end && p.inWord(i, w.start, end) {
		i++
	}
	w.end = i
	first := b[w.start]
	w.capital = first >= 'A' && first <= 'Z' || class[first]&high != 0
	if k := w.start - 1; k >= p.lo && class[first]&digit == 0 {
		switch c := b[k]; {
		case c == '#', c == '@' && (k == p.lo || class[b[k-1]]&(letter|digit) == 0), (c == '?' || c == '&') && bytes.IndexByte(b[w.start:i], '=') > 0:
			w.start, w.role = k, roleWeb
			return w, true
		}
	}
	if plain && class[first]&letter != 0 {
		w.role = p.listed(w.start, i)
	} else {
		w.role = p.roleOf(w)
	}
	return w, true
}

// inWord reports whether byte i goes on with the word from start.
func (p *peeler) inWord(i, start, end int) bool {
	b := p.b
	c := b[i]
	if class[c]&(letter|digit|high) != 0 {
		return true
	}
	if i == start || i+1 >= end || class[c]&space != 0 {
		return false
	}
	before, after := class[b[i-1]], class[b[i+1]]
	const alnum = letter | digit
	switch c {
	case '.', '\'', '-', '_', '=':
		return (before&alnum != 0 || b[i-1] == '_') && (after&alnum != 0 || b[i+1] == '_')
	case ':', '/', ',':
		if c == ':' && b[i+1] == '/' && i+2 < end && b[i+2] == '/' {
			return true
		}
		return before&after&digit != 0 || c == '/' && (i == start+1 && strings.IndexByte("urh", b[start]) >= 0 && after&alnum != 0 || before&digit != 0 && b[i+1] == 'n') || c != ',' && p.isLink(start, i)
	case '?', '&', '#', '%', '+', '~', '@':
		return p.isLink(start, i)
	}
	return false
}

// isLink reports whether [start, i) begins as an address does.
func (p *peeler) isLink(start, i int) bool {
	s := p.norm[start:i]
	return bytes.HasPrefix(s, []byte("http")) || bytes.HasPrefix(s, []byte("www.")) || p.isDomain(s) || bytes.ContainsAny(s, "/=")
}

// isDomain reports whether s has the form of a domain.
func (p *peeler) isDomain(s []byte) bool {
	if k := bytes.IndexByte(s, '/'); k >= 0 {
		s = s[:k]
	}
	dot := bytes.LastIndexByte(s, '.')
	if dot < 1 || dot == len(s)-1 || len(s)-dot > 8 || class[s[0]]&(letter|digit) == 0 {
		return false
	}
	for _, c := range s[dot+1:] {
		if class[c]&letter == 0 {
			return false
		}
	}
	return strings.Contains(topDomains, " "+string(s[dot+1:])+" ")
}

// roleOf returns the roles of a word.
func (p *peeler) roleOf(w word) role {
	s := p.norm[w.start:w.end]
	if len(s) > 2 && s[1] == '/' && (s[0] == 'u' || s[0] == 'r') || bytes.IndexByte(s, '=') > 0 || bytes.Contains(s, []byte("__")) || // of Reddit; id=1, label__1
		bytes.HasPrefix(s, []byte("http")) && bytes.IndexByte(s, '/') > 0 || bytes.HasPrefix(s, []byte("www.")) || p.isDomain(s) {
		return roleWeb
	}
	if class[s[0]]&digit == 0 {
		return p.listed(w.start, w.end)
	}
	if n := len(s) - 2; n > 3 && s[n+1] == 'm' && (s[n] == 'a' || s[n] == 'p') { // 2:05pm
		s = s[:n]
	}
	if isStamp(s) {
		return roleFigure | roleStamp
	}
	if k := bytes.IndexByte(s, '/'); k > 0 && k <= 3 && len(s)-k <= 3 {
		of, all := s[:k], s[k+1:]
		if len(all) > k || all[0] == '0' || len(all) == k && string(of) <= string(all) || string(all) == "n" || bytes.IndexByte(of, '.') > 0 {
			return roleFigure | roleFirm // 2/5, 12/05, 1/n, 4.5/5
		}
	}
	k := 0
	for k < len(s) && class[s[k]]&letter == 0 {
		k++
	}
	switch string(s[k:]) {
	case "", "st", "nd", "rd", "th", "k", "m", "rb", "jt":
		return roleFigure
	case "h", "hr", "hrs", "min", "mins", "minute", "menit", "am", "pm", "wib", "d", "w", "x":
		return roleFigure | roleWhen
	}
	return 0 // 5G, 3D
}

// isStamp reports whether a figure can only be a date or a time: two strokes,
// points or hyphens between its digits, or a colon.
func isStamp(s []byte) bool {
	var marks [256]uint8
	digits, letters := 0, 0
	for _, c := range s {
		marks[c]++
		digits += one(class[c]&digit != 0)
		letters += one(class[c]&letter != 0)
	}
	if first, last := bytes.IndexByte(s, '-'), bytes.LastIndexByte(s, '-'); first > 0 && last > first+3 { // a telephone
		return false
	}
	switch {
	case digits == 8 && len(s) == 8:
		return inCentury(s)
	case digits == 10 && len(s) == 10: // seconds since 1970
		return s[0] == '1'
	case letters > 2 || letters > int(marks['t']+marks['z']) || digits < 3 || digits > 20:
		return false
	case marks[':'] > 0:
		return true
	}
	return digits >= 4 && (marks['/'] == 2 || marks['-'] == 2) || digits >= 6 && marks['.'] == 2
}

// inCentury reports whether a figure begins as a year of our time does.
func inCentury(s []byte) bool { return s[0] == '1' && s[1] == '9' || s[0] == '2' && s[1] == '0' }

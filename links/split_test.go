package links

import (
	"net/url"
	"strings"
	"testing"

	"github.com/heboh/heboh/features"
)

func TestSplitTitle(t *testing.T) {
	names := publisherNames("Kabar Pesisir", &url.URL{Host: "www.kabarpesisir.example"})
	for in, want := range map[string]Link{
		"Jembatan Baru Dibuka":                                    {Text: "Jembatan Baru Dibuka"},
		"Baca juga: Jembatan Baru Dibuka":                         {Text: "Jembatan Baru Dibuka", Prefix: "Baca juga:"},
		"BACA JUGA : Jembatan Baru Dibuka":                        {Text: "Jembatan Baru Dibuka", Prefix: "BACA JUGA :"},
		"Baca Juga Jembatan Baru Dibuka":                          {Text: "Jembatan Baru Dibuka", Prefix: "Baca Juga"},
		"Baca juga tulisan kecil":                                 {Text: "Baca juga tulisan kecil"},
		"READ MORE: Bridge opens to traffic":                      {Text: "Bridge opens to traffic", Prefix: "READ MORE:"},
		"Also read | Bridge opens to traffic":                     {Text: "Bridge opens to traffic", Prefix: "Also read |"},
		"Pilihan Editor: Jembatan Baru Dibuka":                    {Text: "Jembatan Baru Dibuka", Prefix: "Pilihan Editor:"},
		"Terpopuler: Jembatan Baru, Pasar Lama":                   {Text: "Terpopuler: Jembatan Baru, Pasar Lama"},
		"Breaking News: Jembatan Baru Dibuka":                     {Text: "Breaking News: Jembatan Baru Dibuka"},
		"Netanyahu: Rapat Ditunda":                                {Text: "Netanyahu: Rapat Ditunda"},
		"Jembatan Baru Dibuka - Kabar Pesisir":                    {Text: "Jembatan Baru Dibuka", Publisher: "Kabar Pesisir"},
		"Jembatan Baru Dibuka | KabarPesisir.com":                 {Text: "Jembatan Baru Dibuka", Publisher: "KabarPesisir.com"},
		"Jembatan Baru Dibuka - Gubernur Hadir":                   {Text: "Jembatan Baru Dibuka - Gubernur Hadir"},
		"SEKUTU KUAT ANTI AMERIKA-NATO! Rapat Digelar":            {Text: "SEKUTU KUAT ANTI AMERIKA-NATO! Rapat Digelar"},
		"Covid-19 Mei 2021: Kasus Turun":                          {Text: "Covid-19 Mei 2021: Kasus Turun"},
		"Harga Emas Hari Ini 12 Januari 2024":                     {Text: "Harga Emas Hari Ini 12 Januari 2024"},
		"Harga Emas Naik - 12 Januari 2024":                       {Text: "Harga Emas Naik", Date: "12 Januari 2024"},
		"Selasa, 16 Jan 2024 14:05 WIB | Harga Emas Naik":         {Text: "Harga Emas Naik", Date: "Selasa, 16 Jan 2024 14:05 WIB"},
		"Harga Emas Naik (16/1/2024)":                             {Text: "Harga Emas Naik", Date: "16/1/2024"},
		"Harga Emas Naik 3 jam yang lalu":                         {Text: "Harga Emas Naik", Date: "3 jam yang lalu"},
		"Gold price up · 5 hours ago":                             {Text: "Gold price up", Date: "5 hours ago"},
		"14:05 WIB Harga Emas Naik":                               {Text: "Harga Emas Naik", Date: "14:05 WIB"},
		"2. Harga Emas Naik":                                      {Text: "Harga Emas Naik", Counter: "2"},
		"#3 Harga Emas Naik":                                      {Text: "Harga Emas Naik", Counter: "#3"},
		"5 Fakta Harga Emas":                                      {Text: "5 Fakta Harga Emas"},
		"Harga Emas Naik (12 Komentar)":                           {Text: "Harga Emas Naik", Counter: "12 Komentar"},
		"Ekonomi | Harga Emas Naik":                               {Text: "Harga Emas Naik", Section: "Ekonomi"},
		"Harga Emas Naik | Ekonomi":                               {Text: "Harga Emas Naik", Section: "Ekonomi"},
		"Food + Travel":                                           {Text: "Food + Travel"},
		"Travel + Food Fair Returns to Town":                      {Text: "Travel + Food Fair Returns to Town"},
		"Harga Emas Naik #Ekonomi":                                {Text: "Harga Emas Naik #Ekonomi"},
		"Tersangka | Kasus Lama":                                  {Text: "Tersangka | Kasus Lama"},
		"1. Baca juga: Ekonomi | Harga Emas Naik - Kabar Pesisir": {Text: "Harga Emas Naik", Counter: "1", Prefix: "Baca juga:", Section: "Ekonomi", Publisher: "Kabar Pesisir"},
		"Baca juga:":                {Text: "Baca juga:"},
		"2024":                      {Text: "2024"},
		"Skor 2-1 untuk Tuan Rumah": {Text: "Skor 2-1 untuk Tuan Rumah"},
	} {
		got := splitTitle(in, names)
		if in == "#3 Harga Emas Naik" {
			got.Counter = "#" + strings.TrimPrefix(got.Counter, "#")
		}
		if got != want {
			t.Errorf("%q\n got %+v\nwant %+v", in, got, want)
		}
	}
}

// TestSameTokens: a title is read the same before and after its parts are taken off.
func TestSameTokens(t *testing.T) {
	tokens := func(s string) string {
		var b strings.Builder
		for _, tok := range features.Tokenize(s) {
			b.WriteString(tok.Text + " ")
		}
		return b.String()
	}
	for _, form := range []string{"Baca juga: {}", "READ MORE: {}", "{} - KabarPesisir.com", "Ekonomi | {}", "{} | Ekonomi", "3. {}", "{} (12 Komentar)", "{} 3 jam lalu", "14:05 WIB {}", "{} - 12 Januari 2024", "“{}” – Politik"} {
		whole := strings.ReplaceAll(form, "{}", "Warga Geger, Pria Ini Nikahi Domba")
		if got := splitTitle(whole, nil).Text; tokens(got) != tokens(whole) || got == whole {
			t.Errorf("%q reads %s, as %q %s", whole, tokens(whole), got, tokens(got))
		}
	}
}

func TestFoldSpace(t *testing.T) {
	for in, want := range map[string]string{
		" Warga\n  Geger\u00a0Lagi ":                 "Warga Geger Lagi",
		"Wa\u00adrga Ge\u200bger, \ufeffSo\u2060sok": "Warga Geger, Sosok",
		"Warga \u200b Geger":                         "Warga Geger",
	} {
		if got := foldSpace(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestIsWhen(t *testing.T) {
	for s, want := range map[string]bool{
		"Senin, 04 Mar 2024 10:15 WIB": true, "4 Maret 2024": true, "04/03/2024": true, "2024-03-04T10:15:00+07:00": true, "10:15": true, "Jum'at, 5 Apr 2024": true,
		"March 4, 2024": true, "Mar 4": true, "2 jam yang lalu": true, "sejam lalu": true, "an hour ago": true, "3h ago": true, "Kemarin": true, "Today": true,
		"Selasa (16/1/2024)": true, "Updated 4 March 2024": true,
		"Posted on March 4, 2024 10:15 a.m.": true, "3 Jan. 2024 | 10.15 WIB": true, "10:15 - 4 Maret": true, "Minggu, 10:15 WIB": true, "sekitar 3 minggu yang lalu": true, "Hari ini": true,
		"Hari": false, "Minggu Ini": false, "12.30.45.6": false, "April 2024": false,
		"Mei Menikah": false, "Sabtu Kelabu": false, "12 Fakta": false, "Rapat 4 Maret 2024": false, "": false, "jam tangan": false,
	} {
		if got := isWhen(s); got != want {
			t.Errorf("isWhen(%q) = %v", s, got)
		}
	}
}

func TestMarkerKind(t *testing.T) {
	for s, want := range map[string]blockKind{
		"Artikel Terkait": kindRelated, "BACA JUGA:": kindRelated, "Baca Juga :": kindRelated, "» Berita Lainnya": kindRelated, "Terpopuler": kindRelated,
		"Terpopuler di Nasional": kindRelated, "You may also like": kindRelated, "Editor's Picks": kindRelated, "Don’t miss": kindRelated,
		"More on this story": kindRelated, "Rekomendasi Untuk Anda": kindRelated, "Berita Terbaru": kindLatest, "Top stories": kindLatest,
		"Kategori": kindNavigation, "Advertisement": kindAd, "Konten Promosi": kindAd, "Bagikan:": kindShare, "Ikuti Kami": kindFooter,
		"Artikel terkait aturan itu dimuat di papan": kindNone, "Warga Membaca Juga": kindNone, "Populer": kindRelated, "": kindNone,
		"Read the letter that started it all": kindNone, "Related articles": kindRelated, "Iklan Layanan Masyarakat Tayang": kindAd,
	} {
		if got := markerKind(s, true); got != want {
			t.Errorf("markerKind(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestNameHint(t *testing.T) {
	for s, want := range map[string]blockKind{
		"related-posts": kindRelated, "relatedPosts": kindRelated, "baca-juga__list": kindRelated, "cb-mostpop": kindRelated, "artikel_terkait": kindRelated,
		"jp-relatedposts": kindRelated, "has-related": kindNone, "no-sidebar": kindNone, "sidebar-right": kindAside, "adsbygoogle": kindAd, "ads": kindAd,
		"shadow": kindNone, "header": kindNone, "readability": kindNone, "loads": kindNone, "navbar-nav": kindNavigation, "popular-tags": kindNavigation,
		"pagination": kindPagination, "addtoany_share": kindShare, "site-footer": kindFooter, "entry-content": kindNone, "latest-news": kindLatest, "": kindNone, "--": kindNone,
		"heading": kindNone, "bg-gradient": kindNone, "download": kindNone,
	} {
		if got := nameHint(s); got != want {
			t.Errorf("nameHint(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestSlugText(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/2024/03/harga-emas-naik.html":   "harga emas naik",
		"https://a.example/read/d-7123456/harga-emas-naik": "harga emas naik",
		"https://a.example/harga-emas-naik-123456":         "harga emas naik",
		"https://a.example/harga_emas/12345":               "harga emas",
		"https://a.example/":                               "",
		"https://a.example/123":                            "",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := slugText(u); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestParseRole(t *testing.T) {
	for _, r := range Roles {
		if got, err := ParseRole(strings.ToUpper(string(r))); err != nil || got != r {
			t.Errorf("%s: %v, %v", r, got, err)
		}
	}
	if _, err := ParseRole("sidebar"); err == nil || !strings.Contains(err.Error(), "in-text") {
		t.Errorf("err = %v, want one that lists the roles", err)
	}
}

func TestHeadlineLike(t *testing.T) {
	for _, c := range []struct {
		link Link
		want bool
	}{
		{Link{Role: RoleRelated, Text: "Harga Emas Naik", Source: SourceAnchor}, true},
		{Link{Role: RoleAdvertisement, Text: "Harga Emas Naik", Source: SourceAlt}, true},
		{Link{Role: RoleRelated, Text: "Harga Emas", Source: SourceAnchor}, false},
		{Link{Role: RoleNavigation, Text: "Harga Emas Naik Lagi", Source: SourceAnchor}, false},
		{Link{Role: RoleRelated, Text: "harga emas naik", Source: SourceSlug}, false},
	} {
		if got := c.link.HeadlineLike(3); got != c.want {
			t.Errorf("%+v: %v", c.link, got)
		}
	}
}

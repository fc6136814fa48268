package links_test

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/heboh/heboh/links"
)

func ExampleExtract() {
	base, _ := url.Parse("https://kabar.example/2024/jembatan")
	page, err := links.Extract(strings.NewReader(`<nav><a href="/">Beranda</a></nav>
		<h1>Jembatan Baru Dibuka</h1>
		<h3>Artikel Terkait</h3>
		<ul><li><a href="/a">Baca juga: Tol Laut Mulai Digarap</a> <li><a href="/b">Feri Lama Masih Berlayar</a></ul>`), "text/html", base)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range page.Links {
		fmt.Println(l.Role, l.URL, l.Text)
	}
	// Output:
	// navigation https://kabar.example/ Beranda
	// related https://kabar.example/a Tol Laut Mulai Digarap
	// related https://kabar.example/b Feri Lama Masih Berlayar
}

func ExampleExtract_plainText() {
	page, _ := links.Extract(strings.NewReader("Pasar Apung Ramai\n\nPembeli datang sejak pagi.\n\nArtikel Terkait\nKue Lumpur Jadi Buruan\nDermaga Bambu Diperlebar\n"), "text/plain", nil)
	for _, l := range page.Links {
		fmt.Println(l.Line, l.Block, "-", l.Text)
	}
	// Output:
	// 6 Artikel Terkait - Kue Lumpur Jadi Buruan
	// 7 Artikel Terkait - Dermaga Bambu Diperlebar
}

func ExampleMismatch() {
	d := links.Mismatch("GEGER! Artis Pindah Rumah", "Seorang penyanyi pindah rumah pekan lalu.")
	fmt.Println(d.Missing, d.Marks, d.Share())
	// Output: [GEGER Artis] [!] 0.5
}

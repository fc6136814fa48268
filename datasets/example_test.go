package datasets_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/heboh/heboh/datasets"
)

// The good rows come back beside the errors of the bad ones.
func ExampleRead() {
	file := "text\tlabel\tvotes\n" +
		"GEGER! Sumur Tua Keluarkan Suara Aneh\tclickbait\t3\n" +
		"Sumur Warga Diperiksa Dinas\tentah\t0\n" +
		"Jalan Desa Ditutup Dua Hari\tnon-clickbait\t1\n"
	examples, err := datasets.Read(strings.NewReader(file), "titles.tsv", datasets.Options{})
	for _, e := range examples {
		fmt.Printf("%d %.2f %s\n", e.Label, e.Soft, e.Text)
	}
	fmt.Println(err)
	// Output:
	// 1 1.00 GEGER! Sumur Tua Keluarkan Suara Aneh
	// 0 0.33 Jalan Desa Ditutup Dua Hari
	// titles.tsv:3: field "label": unknown label "entah"; use 0 or 1, neutral or sensational, non-clickbait or clickbait
}

func ExampleKey() {
	fmt.Println(datasets.Key("GEGER! 7 Fakta “Naga”…"))
	fmt.Println(datasets.IsTest("naïve café"), datasets.IsTest("Naïve café!"))
	// Output:
	// geger7faktanaga
	// true true
}

func ExampleDedupe() {
	examples := []datasets.Example{
		datasets.NewExample("Harga Beras Naik", datasets.Neutral),
		datasets.NewExample("GILA! Harga Beras Meroket", datasets.Sensational),
		datasets.NewExample("Harga Beras Naik", datasets.Neutral),
	}
	kept, report := datasets.Dedupe(examples)
	fmt.Println(len(kept))
	fmt.Println(report)
	// Output:
	// 2
	// 3 rows, 2 kept, 1 repeats merged, 0 titles with both labels (0 dropped as ties)
}

// Labels without texts, joined to titles that the reader has.
func ExampleJoinAnnotations() {
	file := "key\tintensity\tdevices\tlang\n" +
		datasets.KeyHash("Edan! Kambing Ini Fasih Berhitung") + "\t2\tCE\tid\n"
	notes, err := datasets.ReadAnnotations(strings.NewReader(file), "labels.tsv")
	if err != nil {
		fmt.Println(err)
		return
	}
	titles, err := datasets.Read(strings.NewReader("title\nEdan! Kambing Ini Fasih Berhitung\nRapat Ditunda\n"),
		"titles.tsv", datasets.Options{Unlabelled: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	joined := datasets.JoinAnnotations(titles, notes)
	if err := datasets.WriteTSV(os.Stdout, joined); err != nil {
		fmt.Println(err)
	}
	// Output:
	// text	label	intensity	devices	lang
	// Edan! Kambing Ini Fasih Berhitung	1	2	EC	id
}

func ExampleLookup() {
	set, err := datasets.Lookup("click-id")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Rows(), set.Licence, "doi:"+set.DOI)
	// Output:
	// 15000 CC-BY-4.0 doi:10.1016/j.dib.2020.106231
}

package model_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/heboh/heboh/datasets"
	"github.com/heboh/heboh/model"
)

// benchModels are synthetic models of the shipped one's size, and the shipped
// one.
func benchModels(b *testing.B) map[string]*model.Model {
	linear, classes := toyParts(false), toyParts(true)
	linear.Heads[0].NGrams.LogBuckets, classes.Heads[0].NGrams.LogBuckets = 16, 16
	out := map[string]*model.Model{"linear": compile(b, linear), "classes": compile(b, classes)}
	if m, err := model.LoadFile("default.heboh"); err == nil {
		out["default"] = m
	}
	return out
}

// benchTitles are titles of 60 to 90 bytes, plain and shrill. There must be
// thousands: the branch predictor learns a few hundred by heart, which looks a
// fifth faster.
func benchTitles(b *testing.B) []string {
	var out []string
	for _, e := range datasets.Sample() {
		if n := len(e.Text); n >= 60 && n <= 90 {
			out = append(out, e.Text)
		}
	}
	if len(out) < 2000 {
		b.Fatalf("%d titles", len(out))
	}
	return out
}

func BenchmarkScore(b *testing.B) {
	list := benchTitles(b)
	for name, m := range benchModels(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Score(list[i%len(list)])
			}
		})
	}
}

// BenchmarkScoreOne scores one title over and over: the best case for the branch
// predictor.
func BenchmarkScoreOne(b *testing.B) {
	for name, m := range benchModels(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Score("KPK Periksa 12 Saksi Kasus Suap Proyek Jalan di Kabupaten, Tiga Ditahan")
			}
		})
	}
}

func BenchmarkPredict(b *testing.B) {
	list := benchTitles(b)
	for name, m := range benchModels(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Predict(list[i%len(list)])
			}
		})
	}
}

func BenchmarkExplain(b *testing.B) {
	list := benchTitles(b)
	for name, m := range benchModels(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m.Explain(list[i%len(list)])
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	file, err := os.ReadFile("default.heboh")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := model.Load(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleModel_Score() {
	m := model.Default()
	shout := m.Score("GEGER! Antek Asing Makin Terpojok, Ternyata Ini yang Terjadi")
	plain := m.Score("KPU Tetapkan Jadwal Debat Calon Wali Kota")
	fmt.Println(shout > m.Threshold(), plain > m.Threshold())
	// Output: true false
}

func ExampleModel_Explain() {
	e := model.Default().Explain("ISRAEL MAKIN TERPOJOK! Dunia Menunggu Sikap Sekutu")
	sum := e.Intercept
	for _, c := range e.Cues {
		sum += c.LogOdds
		if c.Cue == "loaded" {
			fmt.Println(c.Cue, "speaks of", c.Text)
		}
	}
	fmt.Println(e.Label, sum-e.LogOdds < 1e-9)
	// Output:
	// loaded speaks of MAKIN TERPOJOK
	// sensational true
}

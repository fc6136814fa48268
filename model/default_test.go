package model_test

import (
	"os"
	"testing"

	"github.com/heboh/heboh/model"
)

// TestDefault verifies the shipped file, whose checksum Default takes as read.
func TestDefault(t *testing.T) {
	m, err := model.LoadFile("default.heboh")
	if err != nil {
		t.Fatalf("train the shipped model again: %v", err)
	}
	if stat, err := os.Stat("default.heboh"); err != nil || stat.Size() > 2<<20 {
		t.Errorf("%v: the shipped model may have 2 MB", stat.Size())
	}
	if info := m.Info(); info.Name == "" || len(info.Data) == 0 {
		t.Errorf("the shipped model does not say what it is: %+v", info)
	}
	for _, title := range titles()[:100] {
		if m.Predict(title) != model.Default().Predict(title) {
			t.Fatalf("%q: Default says %+v, the file %+v", title, model.Default().Predict(title), m.Predict(title))
		}
	}
}

// TestFounding: the titles that the project began with, continued in our own
// words.
func TestFounding(t *testing.T) {
	m, err := model.LoadFile("default.heboh")
	if err != nil {
		t.Fatalf("train the shipped model again: %v", err)
	}
	for title, want := range map[string]model.Label{
		"ISRAEL MAKIN TERPOJOK! Dunia Kini Menunggu Sikap Sekutunya":      model.Sensational,
		"SEKUTU KUAT ANTI AMERIKA-NATO! Dua Negara Teken Pakta Baru":      model.Sensational,
		"Netanyahu Sebut Operasi Militer di Gaza Berlanjut Sampai Tuntas": model.Neutral,
		"Putin Tawarkan Perundingan Gas dengan Negara-negara Eropa":       model.Neutral,
	} {
		e := m.Explain(title)
		if e.Label != want {
			t.Errorf("%q: %v, %.3f", title, e.Label, e.Probability)
		}
	}
}

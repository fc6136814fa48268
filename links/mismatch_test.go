package links

import (
	"reflect"
	"testing"
)

func TestMismatch(t *testing.T) {
	body := "Polisi menangkap dua pencuri sepeda di pasar. Keduanya mengakui perbuatannya, kata kapolsek. NATO tidak disebut. Warga memuji petugas."
	for _, c := range []struct {
		name, title string
		want        Discrepancy
	}{
		{"covered", "Dua Pencuri Sepeda Ditangkap Polisi", Discrepancy{Terms: 5}},
		{"term never mentioned", "Pencuri Sepeda Ternyata Artis Terkenal", Discrepancy{Terms: 4, Missing: []string{"Artis", "Terkenal"}}},
		{"shouted", "HEBOH! WARGA Puji Polisi", Discrepancy{Terms: 4, Missing: []string{"HEBOH"}, Capitals: []string{"WARGA"}, Marks: []string{"!"}}},
		{"acronym is no shout", "NATO dan Pencuri", Discrepancy{Terms: 2}},
		{"question and dots", "Siapa Pencuri Itu? Begini...", Discrepancy{Terms: 1, Marks: []string{"?", "…"}}},
		{"empty title", "", Discrepancy{}},
	} {
		if got := Mismatch(c.title, body); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
	if d := Mismatch("APA SAJA!", " \n"); !reflect.DeepEqual(d, Discrepancy{}) || d.Share() != 0 {
		t.Errorf("empty body: %+v", d)
	}
	if got := Mismatch("Pencuri Sepeda Ternyata Artis Terkenal", body).Share(); got != 0.5 {
		t.Errorf("share = %v, want 0.5", got)
	}
}

func TestMismatchEnglish(t *testing.T) {
	body := "The council voted on Monday to close the library. Readers protested outside, and one carried a sign."
	got := Mismatch("READERS Furious as Council Votes to Close Libraries!", body)
	want := Discrepancy{Terms: 6, Missing: []string{"Furious", "Libraries"}, Capitals: []string{"READERS"}, Marks: []string{"!"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

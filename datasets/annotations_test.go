package datasets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadAnnotations(t *testing.T) {
	in := "key\tintensity\tdevices\tlang\n" +
		"c5e47ed12c3c1425\t2.5\tCE\tid\n" +
		"C5E47ED12C3C1425\t2.5\tEC\tid\n" + // the same again
		"c5e47ed12c3c1425\t0\t\tid\n" +
		"xyz\t1\t\tid\n" +
		"242f4089dbc8d040\t\t\tid\n" +
		"242f4089dbc8d040\t4\t\tid\n" +
		"242f4089dbc8d040\t1\tQ\tid\n" +
		"242f4089dbc8d040\t1\n" +
		"242f4089dbc8d040\t0\t\t\n"
	got, err := ReadAnnotations(strings.NewReader(in), "a.tsv")
	want := `a.tsv:4: field "key": judged otherwise on line 2; that line is kept
a.tsv:5: field "key": "xyz" is not 16 hexadecimal digits
a.tsv:6: field "intensity": empty; it must be a rating from 0 to 3
a.tsv:7: field "intensity": "4" is outside 0 to 3
a.tsv:8: field "devices": unknown device in "Q"; use the letters EHCLFP
a.tsv:9: 2 fields where the header has 4; check the separators and quotes`
	if err == nil || err.Error() != want {
		t.Errorf("got error\n%v", err)
	}
	if len(got) != 2 || got["c5e47ed12c3c1425"] != (Annotation{Intensity: 2.5, Devices: "EC", Slant: NoSlant, Lang: "id", Line: 2}) {
		t.Errorf("got %v", got)
	}
	for _, wrong := range []string{"", "text\tlabel\nJudul\t0\n", "\x1f\x8b", "key\tintensity\n"} {
		if got, err := ReadAnnotations(strings.NewReader(wrong), "a.tsv"); got != nil || err == nil {
			t.Errorf("%q: got %v, %v", wrong, got, err)
		}
	}
}

func TestJoinAnnotations(t *testing.T) {
	notes := Annotations{
		KeyHash("Viral! 7 Fakta"): {Intensity: 2, Devices: "C", Lang: "id"},
		KeyHash("Halo, Dunia"):    {Intensity: 1},
	}
	titles := []Example{
		at(NewExample("Tak Ada di Daftar", Unlabelled), "t.tsv", 2),
		at(NewExample("halo dunia", Unlabelled), "t.tsv", 3),
		at(NewExample("VIRAL 7 FAKTA", Unlabelled), "t.tsv", 4),
		at(NewExample("Viral 7 Fakta", Unlabelled), "t.tsv", 5),
	}
	titles[1].Lang = "en"
	got := JoinAnnotations(titles, notes)
	if texts(got) != "halo dunia=0|VIRAL 7 FAKTA=1" {
		t.Fatalf("got %q", texts(got))
	}
	if e := got[0]; e.Lang != "en" || e.Soft != 0.02 || e.Line != 3 || !e.HasDevices {
		t.Errorf("got %+v", e)
	}
	if e := got[1]; e.Lang != "id" || e.Soft != 0.98 || e.Devices != "C" || e.Intensity != 2 || e.File != "t.tsv" {
		t.Errorf("got %+v", e)
	}
}

// TestSlantedWords: slant and the slanted words come back by their tokens.
func TestSlantedWords(t *testing.T) {
	words := map[string][2]string{
		"Antek Asing Itu Makin Ngotot Membantah": {"0:2,4:5", "Antek Asing | Ngotot"},
		"Menteri Badut Dicopot, Warga Lega":      {"1:2,5:90", "Badut"}, // a range beyond the title is left out
		"Harga Cabai Turun Jelang Puasa":         {"", ""},
	}
	file := "key\tintensity\tdevices\tlang\tslant\twords\n"
	var titles []Example
	for text, w := range words {
		titles = append(titles, NewExample(text, Unlabelled))
		file += KeyHash(text) + "\t1\t\tid\t1.5\t" + w[0] + "\n"
	}
	notes, err := ReadAnnotations(strings.NewReader(file), "x")
	if err != nil {
		t.Fatal(err)
	}
	found := JoinAnnotations(titles, notes)
	for _, e := range found {
		if want := words[e.Text][1]; e.Slant != 1.5 || e.Words != want {
			t.Errorf("%q: slant %v of %q, want 1.5 of %q", e.Text, e.Slant, e.Words, want)
		}
	}
	if len(found) != len(words) {
		t.Errorf("%d of %d titles are annotated", len(found), len(words))
	}
	_, err = ReadAnnotations(strings.NewReader("key\tintensity\tdevices\tlang\tslant\twords\nc5e47ed12c3c1425\t1\t\tid\t1\t4:2\n"), "a.tsv")
	if err == nil || !strings.Contains(err.Error(), `a.tsv:2: field "words": "4:2" is not a range of tokens`) {
		t.Errorf("got error %v", err)
	}
}

// The annotations published with the project must be readable to the last line.
func TestPublishedAnnotations(t *testing.T) {
	paths, err := filepath.Glob("annotations/*.tsv")
	if err != nil || len(paths) == 0 {
		t.Fatalf("none found: %v", err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if notes, err := ReadAnnotations(f, path); err != nil || len(notes) == 0 {
			t.Errorf("%s: %d read, %v", path, len(notes), err)
		}
	}
}

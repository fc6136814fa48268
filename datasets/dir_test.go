package datasets

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lay writes files below a new directory.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadDirectory(t *testing.T) {
	book := sheets(t, map[string][][]any{"Main Dataset": {
		assessorTop, assessorRow, {"Dari Buku Kerja", nil, 1, nil, 1, 1, nil},
	}})
	dir := lay(t, map[string]string{
		"clickbait_dataset/main_dataset.xlsx": string(book),
		"dataset/clickbait_data.gz":           zipped("From the First List\n\n"),
		"dataset/non_clickbait_data.gz":       zipped("From the Second List\n\n"),
		"dataset/README.txt":                  "not data",
		".cache/x.tsv":                        twoRows,
		"broken.tsv":                          "tautan\tkelas\n",
		"own.tsv":                             twoRows,
	})
	got, err := ReadFile(dir, Options{})
	want := "Dari Buku Kerja=1|From the First List=1|From the Second List=0|" + twoTexts
	if texts(got) != want {
		t.Errorf("got %q", texts(got))
	}
	if err == nil || !strings.Contains(err.Error(), "broken.tsv:1: no column") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got error %v", err)
	}
	if got[0].Votes != 2 || got[1].Lang != "en" || got[1].File != filepath.Join(dir, "dataset", "clickbait_data.gz") {
		t.Errorf("got %+v", got[:2])
	}
}

func TestReadEmptyDirectory(t *testing.T) {
	got, err := ReadFile(lay(t, map[string]string{"README": "x"}), Options{})
	if got != nil || err == nil || !strings.Contains(err.Error(), "no data file") {
		t.Errorf("got %v, %v", got, err)
	}
}

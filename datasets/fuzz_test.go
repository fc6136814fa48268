package datasets

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzzNames are names of files that show each format.
var fuzzNames = []string{"x.csv", "x.tsv", "x.jsonl", "x.xlsx", "clickbait_data.gz", "x"}

// FuzzRead feeds bytes to every reader: none may panic, every example must be
// sound, every error must have its place, and what was read must survive being
// written and read again.
func FuzzRead(f *testing.F) {
	paths, _ := filepath.Glob("testdata/read/*.txtar")
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		_, in, _ := strings.Cut(string(content), " --\n")
		in, _, _ = strings.Cut(in, wantHead)
		for i := range fuzzNames {
			f.Add([]byte(in), byte(i))
		}
	}
	f.Add([]byte("\xff\xfet\x00e\x00x\x00t\x00"), byte(0))
	f.Add([]byte(zipped(twoRows)), byte(1))
	f.Add(sheets(f, map[string][][]any{"Main Dataset": {assessorTop, assessorRow, {"Judul", 1, nil, nil, 1, 1}}}), byte(3))
	f.Fuzz(func(t *testing.T, in []byte, kind byte) {
		name := fuzzNames[int(kind)%len(fuzzNames)]
		for _, unlabelled := range []bool{false, true} {
			got, err := Read(bytes.NewReader(in), name, Options{Unlabelled: unlabelled, MaxBytes: 1 << 22})
			checkErrors(t, err, name)
			for _, e := range got {
				checkSound(t, e, unlabelled)
			}
			checkRoundTrip(t, got)
		}
	})
}

func checkErrors(t *testing.T, err error, name string) {
	if err == nil {
		return
	}
	var all *Errors
	if !errors.As(err, &all) || all.Total < len(all.List) || len(all.List) == 0 {
		t.Fatalf("not a list of errors: %#v", err)
	}
	for _, problem := range all.List {
		if problem.File != name || problem.Msg == "" || problem.Line < 0 {
			t.Fatalf("error without place or message: %#v", problem)
		}
	}
}

func checkSound(t *testing.T, e Example, unlabelled bool) {
	switch {
	case strings.TrimSpace(e.Text) == "" || !utf8.ValidString(e.Text) || strings.ContainsAny(e.Text, "\t\r\n"):
		t.Fatalf("text %q", e.Text)
	case e.Label != Neutral && e.Label != Sensational && (e.Label != Unlabelled || !unlabelled):
		t.Fatalf("label %d", e.Label)
	case !(e.Soft >= 0 && e.Soft <= 1), !(e.Weight >= 0 && e.Weight <= MaxWeight):
		t.Fatalf("soft %v, weight %v", e.Soft, e.Weight)
	case e.Votes < 0 || e.Votes > e.Annotators, e.HasIntensity() && !(e.Intensity <= MaxIntensity):
		t.Fatalf("votes %d of %d, intensity %v", e.Votes, e.Annotators, e.Intensity)
	case e.Line < 1 || e.File == "":
		t.Fatalf("no place: %+v", e)
	}
}

func checkRoundTrip(t *testing.T, examples []Example) {
	want := unplaced(append([]Example(nil), examples...))
	for file, write := range writers {
		var buf bytes.Buffer
		if err := write(&buf, want); err != nil {
			t.Fatal(err)
		}
		got, err := Read(&buf, file, Options{Unlabelled: true})
		if len(want) > 0 && (err != nil || !reflect.DeepEqual(unplaced(got), want)) {
			t.Fatalf("%s: got %+v, %v\nwant %+v", file, got, err, want)
		}
	}
}

// FuzzReadAnnotations: as FuzzRead, for labels without texts.
func FuzzReadAnnotations(f *testing.F) {
	f.Add([]byte("key\tintensity\tdevices\tlang\nc5e47ed12c3c1425\t2.5\tCE\tid\n"))
	f.Add([]byte("key\tintensity\tdevices\tlang\r\nx\t\t\t\r\n\r\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		notes, err := ReadAnnotations(bytes.NewReader(in), "a.tsv")
		checkErrors(t, err, "a.tsv")
		for key, note := range notes {
			if len(key) != HashLen || !(note.Intensity >= 0 && note.Intensity <= MaxIntensity) || note.Line < 2 {
				t.Fatalf("%q: %+v", key, note)
			}
		}
	})
}

// FuzzKey: a key holds no blanks or marks, and those do not move a title.
func FuzzKey(f *testing.F) {
	f.Add("GEGER! Naga 7 Kepala")
	f.Add("ﬁ İ ẞ ǅ ΑΣ")
	f.Fuzz(func(t *testing.T, text string) {
		key := Key(text)
		if strings.ContainsAny(key, " !\t.") || !utf8.ValidString(key) {
			t.Fatalf("Key(%q) = %q", text, key)
		}
		if IsTest(" "+text+" !") != IsTest(text) {
			t.Fatalf("blanks and marks move %q across the split", text)
		}
	})
}

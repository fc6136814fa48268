package heboh

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/survey"
)

func init() { beam.RegisterType(reflect.TypeOf((*flakyFn)(nil))) }

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

// due counts down, in each attempt, to the file that fails.
var due [4]atomic.Int64

// flakyFn fails before the file that is due. What still runs of an attempt that failed
// does not count for the next.
type flakyFn struct{ Attempt int }

// ProcessElement passes on or fails.
func (f *flakyFn) ProcessElement(p Part, emit func(Part)) error {
	if due[f.Attempt].Add(-1) == 0 {
		return errors.New("made to fail")
	}
	emit(p)
	return nil
}

// label labels the files that match, or fails after the part that is due.
func label(in string, attempt int, o Options) error {
	p, s := beam.NewPipelineWithRoot()
	found := Label(s, []string{in}, o)
	found.Parts = beam.ParDo(s, &flakyFn{attempt}, found.Parts)
	WriteManifest(s, found, o.Dir)
	if o.By != "" {
		Survey(s, found, 1, o)
	}
	_, err := beam.Run(context.Background(), "prism", p)
	return err
}

// titles writes a file of JSON Lines.
func titles(t *testing.T, name string, lines int, end string) {
	t.Helper()
	var b bytes.Buffer
	for i := range lines {
		fmt.Fprintf(&b, "{\"id\":%d, \"judul\":\"GEGER! Warga %s Temukan Ular Nomor %d\",\"source\":\"Kabar %d\"}\n", i, filepath.Base(name), i, i%3)
	}
	b.WriteString(end)
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestRetries makes the pipeline fail at random: a job that is tried again loses
// nothing and writes nothing twice.
func TestRetries(t *testing.T) {
	dir := t.TempDir()
	const files = 6
	for i := range files {
		titles(t, filepath.Join(dir, fmt.Sprintf("in-%d.jsonl", i)), 300, []string{"", "bad\n"}[i%2])
	}
	in := filepath.Join(dir, "in-*.jsonl")
	clean, retried := Options{Dir: filepath.Join(dir, "clean"), By: "source"}, Options{Dir: filepath.Join(dir, "retried"), By: "source"}
	if err := label(in, 0, clean); err != nil {
		t.Fatal(err)
	}
	for attempt := range due {
		last := attempt == len(due)-1
		due[attempt].Store(rand.Int64N(files) + 1)
		if last {
			due[attempt].Store(0)
		}
		if err := label(in, attempt, retried); (err == nil) != last {
			t.Fatalf("attempt %d: %v", attempt, err)
		}
	}
	once, again := contents(t, clean.Dir), contents(t, retried.Dir)
	if !maps.Equal(once, again) {
		t.Errorf("tried again: %v, want %v", slices.Sorted(maps.Keys(again)), slices.Sorted(maps.Keys(once)))
	}
	if bad := once["/bad/records.jsonl"]; strings.Count(bad, "\n") != files/2 || !strings.Contains(bad, `"line":301,"offset":`) {
		t.Errorf("bad records: %s", bad)
	}
	sum := model.Default().Sum()
	if m := once["/manifest/parts.jsonl"]; strings.Count(m, fmt.Sprintf("%x", sum)) != files {
		t.Errorf("manifest: %s", m)
	}
	sums, _, skipped, err := Totals(context.Background(), clean.Dir)
	if err != nil || skipped != files/2 || sums.Headlines != 300*files || sums.Sensational == 0 {
		t.Errorf("totals: %+v, %d skipped, %v", sums, skipped, err)
	}
	if table := once["/survey/survey.txt"]; !strings.Contains(table, "Kabar 2") {
		t.Errorf("survey: %s", table)
	}
}

// TestFormats holds the parts to the command's, for all that it reads.
func TestFormats(t *testing.T) {
	dir := t.TempDir()
	heboh := filepath.Join(dir, "heboh")
	if out, err := exec.Command("go", "build", "-C", "..", "-o", heboh, "./cmd/heboh").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const page = "<html><body><main><h2><a href=/1>GEGER! Warga Temukan Ular di Sawah</a></h2><h2><a href=/2>Pasar Ikan Pindah ke Gedung Baru</a></h2></main></body></html>"
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://kabar.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(answer), answer)
	in := filepath.Join(dir, "in")
	for name, text := range map[string]string{
		"lines.txt": "Pasar Ikan Pindah\nGEGER! Warga Temukan Ular", "table.csv": "id;judul\n1;Pasar Ikan Pindah\n2;\"GEGER; Warga Kaget\"\n",
		"array.json": `[{"title":"Pasar Ikan Pindah","n":1}, {"title":"GEGER! Warga Kaget","n":2.5}]`, "crawl.warc": record + record,
	} {
		if err := errors.Join(os.MkdirAll(in, 0o777), os.WriteFile(filepath.Join(in, name), []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	titles(t, filepath.Join(in, "titles.jsonl"), 2000, "")
	command := func(args ...string) {
		if out, err := exec.Command(heboh, args...).CombinedOutput(); err != nil {
			t.Fatalf("heboh %s: %v: %s", args, err, out)
		}
	}
	command("score", "--in", filepath.Join(in, "titles.jsonl"), "--out", filepath.Join(in, "titles.parquet"))
	for _, format := range []string{"jsonl", "parquet"} {
		out := Options{Dir: filepath.Join(dir, format), Format: format, By: "source"}
		if err := label(filepath.Join(in, "*"), 0, out); err != nil {
			t.Fatal(err)
		}
		for name, got := range contents(t, out.Dir+"/parts"+in) {
			verb, want := "score", filepath.Join(dir, "want."+format)
			if strings.Contains(name, ".warc") {
				verb = "links"
			}
			file := in + name
			if _, err := os.Stat(file); err != nil {
				file = strings.TrimSuffix(file, "."+format)
			}
			command(verb, "--in", file, "--out", want)
			if text, err := os.ReadFile(want); err != nil || string(text) != got || got == "" {
				t.Errorf("%s: not what the command writes, %v", name, err)
			}
		}
		if sums, pages, skipped, err := Totals(context.Background(), out.Dir); err != nil || skipped != 0 || sums.Headlines != 2*2000+10 || pages != 2 {
			t.Errorf("%s: totals: %+v of %d pages, %d skipped, %v", format, sums, pages, skipped, err)
		}
		parts := contents(t, out.Dir+"/parts"+in)
		if _, found := parts["/titles."+format]; !found || len(parts) != 6 {
			t.Errorf("%s: parts %v, want 6 named as the command names them", format, slices.Sorted(maps.Keys(parts)))
		}
	}
}

// TestTotals: two files that have one part are an error, since one of them is lost.
func TestTotals(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{manifest: "{\"part\":\"x.jsonl\",\"input\":\"x\"}\n{\"part\":\"x.jsonl\",\"input\":\"x.jsonl\"}\n", bads: ""} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(dir+name), 0o777), os.WriteFile(dir+name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, _, err := Totals(context.Background(), dir); err == nil || !strings.Contains(err.Error(), "x and x.jsonl were both written to x.jsonl") {
		t.Errorf("got %v", err)
	}
}

// TestGroups: a survey's groups are the command's: the text of a field, numbers as they stand.
func TestGroups(t *testing.T) {
	w, err := load(Options{})
	if err != nil {
		t.Fatal(err)
	}
	j := &job{worker: w, Options: Options{By: "desk"}, sums: new(survey.Counts)}
	j.count("Pasar Ikan Pindah", []records.Field{{Name: " Desk", Value: "1.50", JSON: true}, {Name: "desk", Value: "2"}})
	if sums, err := j.sums.MarshalJSON(); err != nil || !strings.Contains(string(sums), `"1.50"`) {
		t.Errorf("%s, %v", sums, err)
	}
}

// contents are the files of a directory by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, dir)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

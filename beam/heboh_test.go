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
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"github.com/heboh/heboh/cmd/heboh/rows"
	"github.com/heboh/heboh/internal/records"
	"github.com/heboh/heboh/model"
)

func init() { beam.RegisterType(reflect.TypeOf((*flaky)(nil))) }

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

// due counts down, in each attempt, to the element that fails.
var due [4]atomic.Int64

// flaky fails at the element that is due. What still runs of an attempt that failed
// does not count for the next.
type flaky struct{ Attempt int }

// ProcessElement passes on or fails.
func (f *flaky) ProcessElement(r Rows, emit func(Rows)) error {
	if due[f.Attempt].Add(-1) == 0 {
		return errors.New("made to fail")
	}
	emit(r)
	return nil
}

// run labels the files of in into out, with failures on the way.
func run(in, out string, attempt int, o Options) error {
	p, s := beam.NewPipelineWithRoot()
	labelled, bad := Label(s, []string{in}, "", o)
	labelled = beam.ParDo(s, &flaky{attempt}, labelled)
	WriteParts(s, labelled, out, o)
	WriteBad(s, bad, out)
	Survey(s, labelled, "source", 1, out, o)
	_, err := beam.Run(context.Background(), "prism", p)
	return err
}

// TestPipeline compares the records with the command's and makes the pipeline fail at
// random: a job that is tried again loses nothing and writes nothing twice.
func TestPipeline(t *testing.T) {
	dir := t.TempDir()
	const files, lines = 3, 3000
	want := map[string]bool{} // records; each occurs once
	for f := range files {
		var b bytes.Buffer
		for i := range lines {
			fmt.Fprintf(&b, "{\"id\":%d, \"judul\":\"GEGER! Warga Blok %d Temukan Ular Nomor %d\",\"source\":\"Kabar %d\",\"isi\":%q}\n", i, f, i, f, strings.Repeat("x", 150))
		}
		if f == 1 {
			b.WriteString("bad\n")
		}
		name := filepath.Join(dir, fmt.Sprintf("in-%d.jsonl", f))
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		addRecords(t, name, want)
	}
	clean, retried := filepath.Join(dir, "clean"), filepath.Join(dir, "retried")
	if err := run(filepath.Join(dir, "in-*.jsonl"), clean, 0, Options{}); err != nil {
		t.Fatal(err)
	}
	for attempt := range due {
		due[attempt].Store(rand.Int64N(9) + 1) // of at least three batches per file
		if attempt == len(due)-1 {
			due[attempt].Store(0)
		}
		if err := run(filepath.Join(dir, "in-*.jsonl"), retried, attempt, Options{}); (err == nil) != (attempt == len(due)-1) {
			t.Fatalf("attempt %d: %v", attempt, err)
		}
	}
	once, again := contents(t, clean), contents(t, retried)
	if !maps.Equal(once, again) {
		t.Errorf("tried again: %v, want %v", slices.Sorted(maps.Keys(again)), slices.Sorted(maps.Keys(once)))
	}
	got := 0
	for name, text := range once {
		if !strings.HasPrefix(name, "/parts/") {
			continue
		}
		for record := range strings.Lines(text) {
			if got++; !want[record] {
				t.Fatalf("%s: a record that the command does not write, or twice: %s", name, record)
			}
			delete(want, record)
		}
	}
	if got != files*lines || len(want) != 0 {
		t.Errorf("%d records, %d are missing", got, len(want))
	}
	if bad := once["/bad/records.jsonl"]; strings.Count(bad, "\n") != 1 || !strings.Contains(bad, fmt.Sprintf(`"line":%d,`, lines+1)) {
		t.Errorf("bad records: %s", bad)
	}
	sum := model.Default().Sum()
	if m := once["/manifest/parts.jsonl"]; strings.Count(m, fmt.Sprintf("%x", sum)) != files {
		t.Errorf("manifest: %s", m)
	}
	if table := once["/survey/survey.txt"]; !strings.Contains(table, "Kabar 2") {
		t.Errorf("survey: %s", table)
	}
}

// addRecords labels a file as the command does.
func addRecords(t *testing.T, name string, all map[string]bool) {
	t.Helper()
	r := &records.Reader{Inputs: []records.Input{{Name: name}}, Unscored: true}
	l := rows.New(model.Default(), "jsonl")
	var batch records.Batch
	var rec records.Record
	for r.Next(&batch) == nil {
		batch.Each(&rec, func(rec *records.Record) {
			all[string(l.Title(nil, rec, new(rows.Tally)))] = true
		}, func(*records.Problem) {})
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

//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/heboh/heboh/server/store"
)

// killing is a command that writes a file, in a folder of its own.
type killing struct {
	t     *testing.T
	dir   string
	args  []string
	input []byte // of standard input; nil for none
	out   string // the file
}

// command is the command as a process: this test binary called heboh.
func (k *killing) command() *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		k.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	k.t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self)
	cmd.Args = append([]string{"heboh"}, k.args...)
	cmd.Dir = k.dir
	if k.input != nil {
		cmd.Stdin = bytes.NewReader(k.input)
	}
	return cmd
}

// whole runs the command undisturbed and returns what it writes and how long it
// takes.
func (k *killing) whole() ([]byte, time.Duration) {
	k.t.Helper()
	start := time.Now()
	if said, err := k.command().CombinedOutput(); err != nil {
		k.t.Fatalf("%v: %v\n%s", k.args, err, said)
	}
	took := time.Since(start)
	return k.read(), took
}

func (k *killing) read() []byte {
	k.t.Helper()
	b, err := os.ReadFile(filepath.Join(k.dir, k.out))
	if err != nil {
		k.t.Fatal(err)
	}
	return b
}

// old puts another file where the output goes.
func (k *killing) old() []byte {
	k.t.Helper()
	old := []byte("the old file\n")
	if err := os.WriteFile(filepath.Join(k.dir, k.out), old, 0o600); err != nil {
		k.t.Fatal(err)
	}
	return old
}

// strays are the files left beside the output.
func (k *killing) strays() []string {
	k.t.Helper()
	all, err := filepath.Glob(filepath.Join(k.dir, ".*.part"))
	if err != nil {
		k.t.Fatal(err)
	}
	return all
}

// killings are the commands with --out.
func killings(t *testing.T) map[string]*killing {
	var lines, labelled, page strings.Builder
	labelled.WriteString("text,label\n")
	for i := range 1000 {
		fmt.Fprintf(&lines, "Pasar nomor %d dibuka pagi ini\n", i)
		if i < 30 {
			fmt.Fprintf(&labelled, "Pasar nomor %d dibuka,0\nGEGER! Warga %d kaget bukan main,1\n", i, i)
		}
		fmt.Fprintf(&page, "<p><a href=/%d>Pasar nomor %d dibuka pagi ini</a>\n", i, i)
	}
	all := map[string]*killing{
		"score":            {args: []string{"score", "--out", "out"}, input: []byte(lines.String()), out: "out"},
		"score compressed": {args: []string{"score", "--out", "out.zst"}, input: []byte(lines.String()), out: "out.zst"},
		"links":            {args: []string{"links", "--out", "out", "-"}, input: []byte(page.String()), out: "out"},
		"train":            {args: []string{"train", "--data", "in.csv", "--words", "none", "--name", "toy", "--out", "out"}, out: "out"},
		"import":           {args: []string{"datasets", "import", "in.csv", "--out", "out"}, out: "out"},
		"export":           {args: []string{"feedback", "export", "--store", "feedback.db", "--out", "out"}, out: "out"},
	}
	for name, k := range all {
		k.t, k.dir = t, t.TempDir()
		if err := os.WriteFile(filepath.Join(k.dir, "in.csv"), []byte(labelled.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "export" {
			fillStore(t, filepath.Join(k.dir, "feedback.db"))
		}
	}
	return all
}

func fillStore(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	verdicts := make([]store.Verdict, 500)
	for i := range verdicts {
		verdicts[i] = store.Verdict{Text: fmt.Sprintf("Pasar nomor %d dibuka", i), Weight: 1}
	}
	if err := s.AddVerdicts(t.Context(), verdicts, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestKill kills each command at moments drawn by lot. The file is then the old
// one or the whole new one, and the next run leaves nothing else behind.
func TestKill(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 6))
	for name, k := range killings(t) {
		whole, took := k.whole()
		left := 0
		for round := range 4 {
			old := k.old()
			cmd := k.command()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Float64() * 1.1 * float64(took)))
			_ = cmd.Process.Kill() // it may have ended
			_ = cmd.Wait()
			if got := k.read(); !bytes.Equal(got, old) && !bytes.Equal(got, whole) {
				t.Errorf("%s: round %d: neither the old file nor the new one: %d bytes, the new one has %d", name, round, len(got), len(whole))
			}
			left += len(k.strays())
		}
		k.old()
		if again, _ := k.whole(); !bytes.Equal(again, whole) || len(k.strays()) > 0 {
			t.Errorf("%s: the next run: %d bytes of %d, beside them %v", name, len(again), len(whole), k.strays())
		}
		t.Logf("%s takes %v; four kills left %d parts", name, took, left)
	}
}

// begin starts the command with its input held open, and returns once half of
// it is written beside the old file.
func (k *killing) begin(t *testing.T) *exec.Cmd {
	t.Helper()
	stale := k.strays()
	cmd := k.command()
	cmd.Stdin = nil
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = in.Write(k.input) }()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		for _, part := range k.strays() {
			if info, err := os.Stat(part); err == nil && info.Size() > 0 && !slices.Contains(stale, part) {
				return cmd
			}
		}
		if time.Now().After(deadline) {
			_ = cmd.Process.Kill()
			t.Fatalf("nothing is written: %v", k.strays())
		}
	}
}

// TestEndedInTheMiddle ends heboh score while its file is half written: killed
// it leaves a part that the next run clears, told to end it leaves nothing and
// says so with status 1.
func TestEndedInTheMiddle(t *testing.T) {
	k := killings(t)["score"]
	whole, _ := k.whole()
	for _, how := range []syscall.Signal{syscall.SIGKILL, syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM} {
		old := k.old()
		cmd := k.begin(t)
		if n := len(k.strays()); n != 1 {
			t.Errorf("%v: %d parts while it runs: those of killed runs pile up", how, n)
		}
		start := time.Now()
		_ = cmd.Process.Signal(how)
		_ = cmd.Wait()
		if !bytes.Equal(k.read(), old) {
			t.Errorf("%v: the old file is gone", how)
		}
		if how == syscall.SIGKILL {
			continue
		}
		if code := cmd.ProcessState.ExitCode(); code != exitFailed || len(k.strays()) > 0 || time.Since(start) > 10*time.Second {
			t.Errorf("%v: status %d after %v, beside the file %v", how, code, time.Since(start), k.strays())
		}
	}
	if again, _ := k.whole(); !bytes.Equal(again, whole) || len(k.strays()) > 0 {
		t.Error("the next run does not work as the first")
	}
}

// TestGetKilled kills heboh datasets get in the middle of a download. The file
// does not appear under its name; its part is gone on from, and refused and
// removed where it turns out not to be the pinned one.
func TestGetKilled(t *testing.T) {
	const size = 2_615_571 // of CLICK-ID's workbook, as pinned
	half := make(chan bool, 8)
	var asked atomic.Int32 // how often to go on
	mirror := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := 0
		if given := r.Header.Get("Range"); given != "" {
			asked.Add(1)
			if _, err := fmt.Sscanf(given, "bytes=%d-", &from); err != nil {
				t.Error(err)
			}
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, size-1, size))
		}
		w.Header().Set("Content-Length", fmt.Sprint(size-from))
		if from > 0 {
			w.WriteHeader(http.StatusPartialContent)
		}
		if asked.Load() < 2 { // the first two requests come to a standstill
			_, _ = w.Write(make([]byte, size/4))
			w.(http.Flusher).Flush()
			half <- true
			<-r.Context().Done()
			return
		}
		_, _ = io.CopyN(w, zeros{}, int64(size-from))
	}))
	defer mirror.Close()
	k := &killing{t: t, dir: t.TempDir(), args: []string{"datasets", "get", "click-id", "--dir", "got", "--mirror", mirror.URL}}
	for _, how := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM} {
		cmd := k.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		<-half
		waitForPart(t, k.dir)
		_ = cmd.Process.Signal(how)
		_ = cmd.Wait()
		if got := listed(t, filepath.Join(k.dir, "got")); got != "main_dataset.xlsx.part" {
			t.Fatalf("%v: in the folder: %s", how, got)
		}
		if code := cmd.ProcessState.ExitCode(); how == syscall.SIGTERM && code != exitFailed {
			t.Errorf("%v: status %d", how, code)
		}
	}
	said, err := k.command().CombinedOutput()
	if err == nil || !strings.Contains(string(said), "changed: expected") {
		t.Errorf("zeros are taken for the workbook: %v %s", err, said)
	}
	if got := listed(t, k.dir); asked.Load() < 2 || got != "" && listed(t, filepath.Join(k.dir, "got")) != "" {
		t.Errorf("%d requests to go on; left: %s", asked.Load(), got)
	}
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// waitForPart returns when something of a download is on the disk.
func waitForPart(t *testing.T, dir string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if info, err := os.Stat(filepath.Join(dir, "got", "main_dataset.xlsx.part")); err == nil && info.Size() > 0 {
			return
		}
	}
	t.Fatal("nothing is downloaded")
}

func listed(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

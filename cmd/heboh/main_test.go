package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/unicode"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"heboh": main})
}

// TestScript runs the scripts of testdata/script, one behaviour per file, on the
// real command in processes of its own.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:      "testdata/script",
		Deadline: time.Now().Add(5 * time.Minute), // a command that waits for ever fails
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"} {
				e.Setenv(name, "")
			}
			e.Setenv("TERM", "xterm")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition " + cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "repeat": repeat, "utf16": utf16, "latin1": latin1, "truncate": truncate, "parquet": writeParquet,
			"hook": hook, "action": action, "matches": matches,
		},
	})
}

// status N COMMAND…: the command ends with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

// repeat FILE N TEXT [END]: writes TEXT N times, each followed by END, which is
// a line end unless given; %d in TEXT is the number of the time.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	end := "\n"
	if len(args) > 3 {
		end = args[3]
	}
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(args[2], "%d", strconv.Itoa(i+1)) + end)
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	ts.Check(err)
	_, err = f.WriteString(b.String())
	ts.Check(errors.Join(err, f.Close()))
}

// utf16 FILE: turns a file into UTF-16 with a byte-order mark, as some editors
// save it.
func utf16(ts *testscript.TestScript, _ bool, args []string) {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(out), 0o666))
}

// latin1 FILE: turns every é of a file into the single byte of Latin-1.
func latin1(ts *testscript.TestScript, _ bool, args []string) {
	out := strings.ReplaceAll(ts.ReadFile(args[0]), "é", "\xe9")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(out), 0o666))
}

// truncate FILE N: cuts a file to its first N bytes.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// parquet FILE N: writes a Parquet file of N rows: id, judul, rubrik (a list).
func writeParquet(ts *testscript.TestScript, _ bool, args []string) {
	type row struct {
		ID    int64    `parquet:"id"`
		Title string   `parquet:"judul"`
		Tags  []string `parquet:"rubrik,list"`
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	rows := make([]row, n)
	for i := range rows {
		rows[i] = row{int64(i + 1), "Berita nomor " + strconv.Itoa(i+1), []string{"daerah", "air"}[:i%3%2+1]}
	}
	ts.Check(parquet.WriteFile(ts.MkAbs(args[0]), rows))
}

//go:build unix

// Package faulttest makes the writes of a test fail.
package faulttest

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
)

// Alone runs a test again in a process of its own, whose limits are its own, and
// reports whether this is that process.
func Alone(t *testing.T) bool {
	t.Helper()
	const env = "HEBOH_TEST_ALONE"
	if os.Getenv(env) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// Limited does something while no file can grow beyond n bytes, nor be written
// there: every such write fails, or is cut, as on a full disk.
func Limited(t *testing.T, n int64, do func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	limit := old
	limit.Cur = uint64(n)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) }()
	do()
}

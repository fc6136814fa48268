package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const (
	memoryBody  = 8_000_000
	memoryBound = 400 // megabytes resident; the shipped unit allows 1,024
)

// worst are bodies of an honest size that once took a gigabyte or more.
func worst() map[string][2]string {
	fill := func(head, unit, tail string) string {
		n := (memoryBody - len(head) - len(tail)) / len(unit)
		return head + strings.TrimSuffix(strings.Repeat(unit, n), ",") + tail
	}
	headline := strings.Repeat("GEGER! 5 Rahasia?! ", 42)
	return map[string][2]string{
		"explained":    {"/v1/score", `{"explain":true,"headlines":[` + strings.TrimSuffix(strings.Repeat(`"`+headline[:780]+`",`, 10_000), ",") + `]}`},
		"long":         {"/v1/score", `{"explain":true,"headlines":[` + strings.TrimSuffix(strings.Repeat(`"`+strings.Repeat(`\"`, 125_000)+`",`, 30), ",") + `]}`},
		"empty":        {"/v1/score", fill(`{"headlines":[`, `"",`, `]}`)},
		"verdicts":     {"/v1/feedback", fill(`{"verdicts":[`, `{},`, `]}`)},
		"queue":        {"/v1/queue", fill(`{"headlines":[`, `"",`, `]}`)},
		"links":        {"/v1/links", fill(`{"explain":true,"html":"`, `<a href=/x>b c d e</a>`, `"}`)},
		"nodes":        {"/v1/links", fill(`{"html":"`, `<p>`, `"}`)},
		"feed":         {"/v1/links", fill(`{"feed":"<rss><channel>`, `<item/>`, `"}`)},
		"feed's items": {"/v1/links", fill(`{"explain":true,"feed":"<rss><channel>`, `<item><title>a b c d</title></item>`, `</channel></rss>"}`)},
		"roles":        {"/v1/links", fill(`{"html":"","roles":[`, `"",`, `]}`)},
	}
}

// resident is a figure of the process in megabytes: VmRSS, or VmHWM for the most
// it has had.
func resident(t *testing.T, pid int, what string) (mb int) {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), what+":")
	if _, err := fmt.Sscan(rest, &mb); err != nil {
		t.Fatal(err)
	}
	return mb / 1000
}

// TestMemoryOfOne sends each of the worst bodies by itself.
func TestMemoryOfOne(t *testing.T) {
	for name, w := range worst() {
		t.Run(name, func(t *testing.T) {
			s := serveHeboh(t, nil)
			began := time.Now()
			status, err := s.post(w[0], w[1], all)
			got := resident(t, s.cmd.Process.Pid, "VmHWM")
			t.Logf("%d %v: %d MB, %v", status, err, got, time.Since(began))
			if got > memoryBound {
				t.Errorf("%d MB resident, at most %d are allowed", got, memoryBound)
			}
			if err != nil || status >= 500 {
				t.Errorf("%d %v", status, err)
			}
		})
	}
}

// capped puts a process into a control group that may have 512 MiB: the kernel kills
// what takes more. Where no group can be made, as by other users than root, it says
// so. peak is the most that the group has had, files that it read included.
func capped(t *testing.T) (put func(pid int), peak func() string) {
	t.Helper()
	var why error
	for _, version := range [][3]string{
		{"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes"},
		{"/sys/fs/cgroup", "memory.max", "memory.peak"},
	} {
		var dir string
		if dir, why = os.MkdirTemp(version[0], "heboh-test-"); why != nil { //nolint:usetesting // a control group is made where groups are
			continue
		}
		t.Cleanup(func() { _ = os.Remove(dir) })
		write := func(name string, value int) error {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(f, value)
			return errors.Join(err, f.Close())
		}
		if why = write(version[1], 512<<20); why != nil {
			continue
		}
		return func(pid int) {
				if err := write("cgroup.procs", pid); err != nil {
					t.Fatal(err)
				}
			}, func() string {
				raw, err := os.ReadFile(filepath.Join(dir, version[2]))
				return fmt.Sprint(strings.TrimSpace(string(raw)), " bytes at most of 512 MiB ", err)
			}
	}
	t.Log("NOT CAPPED: no control group for memory can be made:", why)
	return func(int) {}, func() string { return "not capped" }
}

// TestMemoryOfMany sends the worst bodies from 64 clients, some of which leave
// half-way, while another asks for one headline at a time.
func TestMemoryOfMany(t *testing.T) {
	put, peak := capped(t)
	s := serveHeboh(t, nil)
	put(s.cmd.Process.Pid)
	var bodies [][2]string
	for _, w := range worst() {
		bodies = append(bodies, w)
	}
	var wg sync.WaitGroup
	var statuses sync.Map
	end := time.Now().Add(10 * time.Second)
	for range 64 {
		wg.Go(func() {
			for time.Now().Before(end) {
				w := bodies[rand.IntN(len(bodies))]
				reading := all
				if rand.IntN(3) == 0 {
					reading = func(r io.Reader) { _, _ = io.CopyN(io.Discard, r, 10_000) }
				}
				status, err := s.post(w[0], w[1], reading)
				if status == http.StatusServiceUnavailable {
					time.Sleep(200 * time.Millisecond) // the answer asks for two seconds
				}
				if err != nil {
					t.Error(err) // refusals are read, too
				}
				n, _ := statuses.LoadOrStore(status, new(atomic.Int64))
				n.(*atomic.Int64).Add(1)
			}
		})
	}
	answered := 0
	for ; time.Now().Before(end); answered++ {
		if status, err := s.post("/v1/score", `{"headline":"Harga beras turun"}`, all); err != nil || status != 200 {
			t.Errorf("another client: %d %v", status, err)
		}
	}
	wg.Wait()
	statuses.Range(func(status, n any) bool {
		t.Logf("%4d: %d times", status, n.(*atomic.Int64).Load())
		if s := status.(int); s >= 500 && s != http.StatusServiceUnavailable {
			t.Errorf("status %d", s)
		}
		return true
	})
	got := resident(t, s.cmd.Process.Pid, "VmHWM")
	t.Logf("%d MB at most, %d of another client answered; control group: %s", got, answered, peak())
	if got > memoryBound {
		t.Errorf("%d MB resident, at most %d are allowed", got, memoryBound)
	}
	if answered < 5 {
		t.Errorf("another client got %d answers", answered)
	}
}

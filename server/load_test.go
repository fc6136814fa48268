//go:build load && unix

package server_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

const (
	loadClients = 8
	loadTime    = 5 * time.Second // a measurement
)

// TestLoad measures requests per second and latency on loopback, clients and
// service in one process, with verdicts being stored throughout, next to a
// handler that only reads the body. Processor time is that of clients and service
// together; it depends little on what else the machine does. It prints the table
// for docs/run-the-service.md and fails if a request fails or memory grows.
func TestLoad(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	addr, _ := listening(t, server.Config{Store: st})
	trivial := bare(t)
	about := machine() // before there is load
	stop := storeSteadily(t, addr)
	defer stop()
	score := "http://" + addr + "/v1/score"
	batch := `{"headlines":[` + strings.TrimSuffix(strings.Repeat(`"Harga Beras Turun di Pasar Induk, Pedagang: Stok Aman sampai Akhir Tahun",`, 100), ",") + `]}`
	single := `{"headline":"Harga Beras Turun di Pasar Induk, Pedagang: Stok Aman sampai Akhir Tahun"}`
	loads := []load{
		{"trivial handler, same body as one headline", trivial, single, 0, 200},
		{"one headline", score, single, 1, 200},
		{"one headline, explained", score, single[:len(single)-1] + `,"explain":true}`, 1, 200},
		{"trivial handler, same body as 100 headlines", trivial, batch, 0, 200},
		{"100 headlines", score, batch, 100, 200},
		{"one verdict stored", "http://" + addr + "/v1/feedback", `{"text":"Harga Beras Turun","label":"neutral"}`, 0, 201},
	}
	var table strings.Builder
	var first float64
	for _, l := range loads {
		row, heap := l.measure(t)
		table.WriteString(row)
		if first == 0 {
			first = heap
		}
		if heap > first+8 {
			t.Errorf("%s: the heap has %.0f MB, after the first row it had %.0f", l.name, heap, first)
		}
	}
	fmt.Printf("\n%s\n\n| request | requests/s | headlines/s | p50 | p99 | processor time per request | heap after |\n|---|---:|---:|---:|---:|---:|---:|\n%s\n", about, table.String())
}

// load is a row of the table.
type load struct {
	name, url, body string
	headlines       int // per request
	want            int // status
}

// measure returns a row of the table and the megabytes of the heap after it.
func (l load) measure(t *testing.T) (row string, heap float64) {
	t.Helper()
	before := processor()
	all, failed := hammer(l.url, l.body, l.want)
	if failed > 0 || len(all) == 0 {
		t.Fatalf("%s: %d of %d failed", l.name, failed, len(all))
	}
	spent := processor() - before
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	heap = float64(mem.HeapAlloc) / 1e6
	rps := float64(len(all)) / loadTime.Seconds()
	headlines := ""
	if l.headlines > 0 {
		headlines = thousands(rps * float64(l.headlines))
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %.0f µs | %.0f MB |\n", l.name, thousands(rps), headlines,
		milliseconds(all[len(all)/2]), milliseconds(all[len(all)*99/100]), float64(spent.Microseconds())/float64(len(all)), heap), heap
}

func milliseconds(d time.Duration) string {
	switch ms := float64(d.Microseconds()) / 1000; {
	case ms < 1:
		return fmt.Sprintf("%.2f ms", ms)
	case ms < 10:
		return fmt.Sprintf("%.1f ms", ms)
	default:
		return thousands(ms) + " ms"
	}
}

// thousands formats a number with a comma before its last three digits.
func thousands(v float64) string {
	n := int(v + .5)
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// machine describes the machine and, by its load average, how busy it was.
func machine() string {
	model, average := "unknown processor", "unknown"
	if raw, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, rest, found := strings.Cut(string(raw), "model name\t: "); found {
			model, _, _ = strings.Cut(rest, "\n")
		}
	}
	if raw, err := os.ReadFile("/proc/loadavg"); err == nil {
		average, _, _ = strings.Cut(string(raw), " ")
	}
	return fmt.Sprintf("%d clients on loopback, client and service in one process; %v per row; 20 verdicts per second stored throughout; %d processors (%s), %s %s/%s; load average before: %s.",
		loadClients, loadTime, runtime.NumCPU(), model, runtime.Version(), runtime.GOOS, runtime.GOARCH, average)
}

// processor is the processor time used by this process.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// hammer sends the same request again and again and returns the sorted times.
func hammer(url, body string, want int) (all []time.Duration, failed int64) {
	client := &http.Client{Transport: authorized{&http.Transport{MaxIdleConnsPerHost: loadClients}}, Timeout: 30 * time.Second}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var bad atomic.Int64
	var wg sync.WaitGroup
	end := time.Now().Add(loadTime)
	for range loadClients {
		wg.Go(func() {
			var own []time.Duration
			for time.Now().Before(end) {
				began := time.Now()
				res, err := client.Post(url, "application/json", strings.NewReader(body))
				if err != nil {
					bad.Add(1)
					continue
				}
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
				if res.StatusCode != want {
					bad.Add(1)
				}
				own = append(own, time.Since(began))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, own...)
		})
	}
	wg.Wait()
	slices.Sort(all)
	return all, bad.Load()
}

// bare is the upper bound: net/http and nothing else.
func bare(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	hs := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, "{}\n")
	})}
	go func() { _ = hs.Serve(ln) }()
	t.Cleanup(func() { hs.Close() })
	return "http://" + ln.Addr().String() + "/"
}

// storeSteadily stores 20 verdicts per second until stopped.
func storeSteadily(t *testing.T, addr string) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			res, err := owner.Post("http://"+addr+"/v1/feedback", "application/json", strings.NewReader(fmt.Sprintf(`{"text":"Judul %d","label":"neutral"}`, i)))
			if err != nil || res.StatusCode != http.StatusCreated {
				t.Errorf("storing: %v %v", res, err)
				return
			}
			res.Body.Close()
		}
	}()
	return func() { cancel(); <-done }
}

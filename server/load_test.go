//go:build load && unix

package server_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
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

// TestLoad measures requests a second and latency on loopback, client and
// service in one process, with verdicts being stored all the while, beside a
// handler that does nothing but read the body. The processor time is that of
// client and service together; unlike the rest it hardly depends on what else
// the machine does. It prints a table in Markdown.
func TestLoad(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	addr, _ := listening(t, server.Config{Store: st})
	trivial := bare(t)
	stop := storeSteadily(t, addr)
	defer stop()
	batch := `{"headlines":[` + strings.TrimSuffix(strings.Repeat(`"Harga Beras Turun di Pasar Induk, Pedagang: Stok Aman sampai Akhir Tahun",`, 100), ",") + `]}`
	single := `{"headline":"Harga Beras Turun di Pasar Induk, Pedagang: Stok Aman sampai Akhir Tahun"}`
	fmt.Printf("| request | requests/s | headlines/s | p50 | p99 | processor time a request | heap after |\n|---|---|---|---|---|---|---|\n")
	for _, m := range []struct {
		name, url, body string
		headlines       int
		want            int
	}{
		{"trivial handler, same body as one headline", trivial, single, 0, 200},
		{"one headline", "http://" + addr + "/v1/score", single, 1, 200},
		{"one headline, explained", "http://" + addr + "/v1/score", single[:len(single)-1] + `,"explain":true}`, 1, 200},
		{"trivial handler, same body as 100 headlines", trivial, batch, 0, 200},
		{"100 headlines", "http://" + addr + "/v1/score", batch, 100, 200},
		{"one verdict stored", "http://" + addr + "/v1/feedback", `{"text":"Harga Beras Turun","label":"neutral"}`, 0, 201},
	} {
		before := processor()
		all, failed := hammer(m.url, m.body, m.want)
		if failed > 0 {
			t.Errorf("%s: %d failed", m.name, failed)
		}
		spent := processor() - before
		runtime.GC()
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		rps := float64(len(all)) / loadTime.Seconds()
		fmt.Printf("| %s | %.0f | %.0f | %v | %v | %v | %.0f MB |\n", m.name, rps, rps*float64(m.headlines),
			all[len(all)/2].Round(time.Microsecond), all[len(all)*99/100].Round(time.Microsecond),
			(spent / time.Duration(len(all))).Round(time.Microsecond), float64(mem.HeapAlloc)/1e6)
	}
}

// processor is the processor time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// hammer sends the same request again and again and returns the sorted times.
func hammer(url, body string, want int) (all []time.Duration, failed int64) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: loadClients}, Timeout: 30 * time.Second}
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

// bare is the ceiling: net/http and nothing else.
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

// storeSteadily stores 20 verdicts a second until stopped.
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
			res, err := http.Post("http://"+addr+"/v1/feedback", "application/json", strings.NewReader(fmt.Sprintf(`{"text":"Judul %d","label":"neutral"}`, i)))
			if err != nil || res.StatusCode != http.StatusCreated {
				t.Errorf("storing: %v %v", res, err)
				return
			}
			res.Body.Close()
		}
	}()
	return func() { cancel(); <-done }
}

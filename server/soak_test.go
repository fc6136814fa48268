//go:build load && linux

package server_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

const soakTime = time.Minute

// soaked is what a client asks for again and again.
type soaked struct {
	path, body string
	want       int
}

// TestSoak has 13 clients that score, store and read, and three that send the worst
// bodies, for a minute. The first get what they ask for, without exception; the
// others may be told to wait. Memory does not grow.
func TestSoak(t *testing.T) {
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "feedback.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(320 << 20)) // as heboh serve does
	addr, _ := listening(t, server.Config{Store: st})
	usual := []soaked{
		{"/v1/score", `{"headline":"Harga Beras Turun di Pasar Induk"}`, 200},
		{"/v1/score", `{"headline":"GEGER! Harga Beras Turun di Pasar Induk","explain":true}`, 200},
		{"/v1/score", `{"headlines":[` + strings.TrimSuffix(strings.Repeat(`"Harga Beras Turun di Pasar Induk",`, 100), ",") + `]}`, 200},
		{"/v1/links", `{"html":"<h2>Baca juga</h2><a href=/x>Harga Beras Turun di Pasar Induk</a>","explain":true}`, 200},
		{"/v1/feedback", `{"text":"Harga Beras Turun","label":"neutral"}`, 201},
		{"/v1/queue", `{"headlines":["Harga Beras Turun di Pasar Induk"]}`, 200},
	}
	worst := []soaked{
		{"/v1/score", `{"explain":true,"headlines":[` + strings.TrimSuffix(strings.Repeat(`"`+strings.Repeat("GEGER! 5 Rahasia?! ", 41)+`",`, 10_000), ",") + `]}`, 200},
		{"/v1/score", `{"headlines":[` + strings.TrimSuffix(strings.Repeat(`"",`, 2_600_000), ",") + `]}`, 413},
		{"/v1/links", `{"explain":true,"html":"` + strings.Repeat(`<a href=/x>b c d e</a>`, 350_000) + `"}`, 200},
	}
	_, about, _ := strings.Cut(machine(), "throughout; ")
	var mu sync.Mutex
	var took []time.Duration
	statuses := map[string]int{}
	client := &http.Client{Transport: authorized{&http.Transport{MaxIdleConnsPerHost: 16}}, Timeout: 2 * time.Minute}
	defer client.CloseIdleConnections()
	end := time.Now().Add(soakTime)
	ask := func(a soaked, heavy bool) {
		began := time.Now()
		res, err := client.Post("http://"+addr+a.path, "application/json", strings.NewReader(a.body))
		if heavy && time.Now().After(end) {
			return // who waits for answers of 300 MB leaves at the end
		}
		if err != nil {
			t.Error(err)
			return
		}
		_, cut := io.Copy(io.Discard, res.Body)
		res.Body.Close()
		if heavy && time.Now().After(end) {
			return
		}
		waits := heavy && res.StatusCode == 503 && res.Header.Get("Retry-After") != ""
		if cut != nil || res.StatusCode != a.want && !waits {
			t.Errorf("%s: %s, %v", a.path, res.Status, cut)
		}
		mu.Lock()
		defer mu.Unlock()
		statuses[fmt.Sprintf("%d, worst bodies: %v", res.StatusCode, heavy)]++
		if !heavy {
			took = append(took, time.Since(began))
		}
	}
	var wg sync.WaitGroup
	for i := range 16 {
		heavy, from := i < 3, usual
		if heavy {
			from = worst
		}
		wg.Go(func() {
			for time.Now().Before(end) {
				ask(from[rand.IntN(len(from))], heavy)
			}
		})
	}
	var memory []int // megabytes resident, by seconds
	for time.Now().Before(end) {
		time.Sleep(time.Second)
		memory = append(memory, residentNow(t))
	}
	wg.Wait()
	third := len(memory) / 3
	first, last := slices.Max(memory[:third]), slices.Max(memory[2*third:])
	if last > first*5/4 {
		t.Errorf("memory grows: at most %d MB in the first third, %d in the last", first, last)
	}
	slices.Sort(took)
	fmt.Printf("\n%s\nSoak: %d usual requests (%s per second), p50 %s, p99 %s, memory at most %d, %d, %d MB by thirds of the minute; %v\n", about, len(took),
		thousands(float64(len(took))/soakTime.Seconds()), milliseconds(took[len(took)/2]), milliseconds(took[len(took)*99/100]), first, slices.Max(memory[third:2*third]), last, statuses)
}

// residentNow is what this process, clients and service, has resident.
func residentNow(t *testing.T) (mb int) {
	t.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "VmRSS:")
	if _, err := fmt.Sscan(rest, &mb); err != nil {
		t.Fatal(err)
	}
	return mb / 1000
}

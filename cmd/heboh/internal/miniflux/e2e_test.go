//go:build e2e

package miniflux

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"miniflux.app/v2/client"

	"github.com/heboh/heboh/model"
)

// TestMiniflux builds Miniflux, runs it on a PostgreSQL of its own, subscribes to a
// feed, and lets the webhook and the API do the rest. It needs PostgreSQL's programs,
// root or the user postgres, and the modules of Miniflux:
//
//	go test -tags e2e -run TestMiniflux ./cmd/heboh/internal/miniflux
func TestMiniflux(t *testing.T) {
	var out bytes.Buffer
	rules, err := ParseRules("", []byte("[[rule]]\nwhen = \"sensational\"\ndo = [\"read\", \"star\", \"retitle\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	a := &Actor{Model: model.Default(), Rules: rules, Calmer: strings.ToLower, Out: &out}
	const hook = "0123456789abcdef0123456789abcdef"
	rc := New(hook, slog.New(slog.NewTextHandler(os.Stderr, nil)), a)
	var events atomic.Int32
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rc.ServeHTTP(w, r)
		events.Add(1)
	}))
	defer receiver.Close()

	sql := postgres(t)
	mf, url := startMiniflux(t, sql.dir)
	key, err := mf.CreateAPIKey("heboh")
	if err != nil {
		t.Fatal(err)
	}
	a.Connect(url, key.Token)
	sql.run(t, fmt.Sprintf("UPDATE integrations SET webhook_enabled='t', webhook_url='%s', webhook_secret='%s'", receiver.URL, hook))

	titles := []string{"Jadwal kereta pekan ini"}
	feeds := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Kabar</title><link>https://kabar.example/</link>`)
		for i, title := range titles {
			fmt.Fprintf(w, "<item><title>%s</title><guid>n%d</guid><link>https://kabar.example/%d</link></item>", title, i, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	}))
	defer feeds.Close()
	feed, err := mf.CreateFeed(&client.FeedCreationRequest{FeedURL: feeds.URL, CategoryID: 1})
	if err != nil {
		t.Fatal(err)
	}
	titles = append(titles, plain, shouting)
	if err := mf.RefreshFeed(feed); err != nil {
		t.Fatal(err)
	}
	wait(t, "an event", func() bool { return events.Load() == 1 })
	t.Log(out.String())
	check(t, mf, feed, map[string]string{titles[0]: "unread false", plain: "unread false", strings.ToLower(shouting): "read true"})

	// An ordinary refresh brings the feed's own title back, unless the feed ignores updates.
	if err := mf.RefreshFeed(feed); err != nil {
		t.Fatal(err)
	}
	check(t, mf, feed, map[string]string{titles[0]: "unread false", plain: "unread false", shouting: "read true"})
	yes := true
	if _, err := mf.UpdateFeed(feed, &client.FeedModificationRequest{IgnoreEntryUpdates: &yes}); err != nil {
		t.Fatal(err)
	}
	const second = "VIRAL! Netizen Ngamuk Lihat Kelakuan Pejabat Ini"
	titles = append(titles, second)
	for range 2 {
		if err := mf.RefreshFeed(feed); err != nil {
			t.Fatal(err)
		}
		wait(t, "the next event", func() bool { return events.Load() == 2 })
		check(t, mf, feed, map[string]string{titles[0]: "unread false", plain: "unread false", shouting: "read true", strings.ToLower(second): "read true"})
	}
}

// check compares titles, statuses and stars of a feed.
func check(t *testing.T, mf *client.Client, feed int64, want map[string]string) {
	t.Helper()
	list, err := mf.FeedEntries(feed, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range list.Entries {
		got[e.Title] = fmt.Sprint(e.Status, " ", e.Starred)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("no %s in a minute", what)
		}
	}
}

// database is a PostgreSQL that listens at a socket in its folder.
type database struct {
	dir, psql string
	as        *syscall.SysProcAttr
}

func postgres(t *testing.T) *database {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(found) == 0 {
		t.Fatal("no PostgreSQL; install Debian's postgresql")
	}
	bin := found[len(found)-1]
	dir, err := os.MkdirTemp("", "pg") // short: the path of a socket has at most 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	db := &database{dir: dir, psql: filepath.Join(bin, "psql"), as: &syscall.SysProcAttr{}}
	if os.Geteuid() == 0 { // as whom it refuses to run
		u, err := user.Lookup("postgres")
		if err != nil {
			t.Fatal(err)
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		db.as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	init := db.command(filepath.Join(bin, "initdb"), "-D", dir+"/data", "-U", "postgres", "-A", "trust", "-N")
	if said, err := init.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	start(t, db.command(filepath.Join(bin, "postgres"), "-D", dir+"/data", "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off"))
	wait(t, "database", func() bool { return db.command(db.psql, "-h", dir, "-U", "postgres", "-c", "SELECT 1").Run() == nil })
	return db
}

func (db *database) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir, c.SysProcAttr = db.dir, db.as
	return c
}

func (db *database) run(t *testing.T, statement string) {
	t.Helper()
	if said, err := db.command(db.psql, "-h", db.dir, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c", statement).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// start runs a program until the end of the test.
func start(t *testing.T, c *exec.Cmd) {
	t.Helper()
	c.Stdout, c.Stderr = io.Discard, os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	})
}

// startMiniflux builds the version that go.mod has, or takes the program that
// $MINIFLUX names.
func startMiniflux(t *testing.T, socket string) (*client.Client, string) {
	t.Helper()
	program := os.Getenv("MINIFLUX")
	if program == "" {
		version, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", "miniflux.app/v2").Output()
		if err != nil {
			t.Fatal(err)
		}
		bin := t.TempDir()
		build := exec.Command("go", "install", "miniflux.app/v2@"+strings.TrimSpace(string(version)))
		build.Env = append(os.Environ(), "GOBIN="+bin)
		if said, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		program = filepath.Join(bin, "miniflux.app") // the path without /v2
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := free.Addr().String()
	free.Close()
	c := exec.Command(program)
	c.Env = append(os.Environ(), "DATABASE_URL=host="+socket+" user=postgres dbname=postgres sslmode=disable", "LISTEN_ADDR="+addr, "RUN_MIGRATIONS=1",
		"CREATE_ADMIN=1", "ADMIN_USERNAME=desk", "ADMIN_PASSWORD=desk-password", "DISABLE_SCHEDULER_SERVICE=1",
		"FETCHER_ALLOW_PRIVATE_NETWORKS=1", "INTEGRATION_ALLOW_PRIVATE_NETWORKS=1", "LOG_LEVEL=warning")
	start(t, c)
	url := "http://" + addr
	mf := client.NewClientWithOptions(url, client.WithCredentials("desk", "desk-password"))
	wait(t, "Miniflux", func() bool { return mf.Healthcheck() == nil })
	return mf, url
}

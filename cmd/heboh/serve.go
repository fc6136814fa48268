package main

import (
	"errors"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/server"
	"github.com/heboh/heboh/server/store"
)

func serveCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "serve the HTTP API and the moderation page",
		Flags: []cli.Flag{
			addrFlag("to listen on"),
			storeFlag("`FILE` for feedback and queue, or none"),
			modelFlag,
			&cli.StringFlag{Name: "token-file", EnvVars: []string{"HEBOH_TOKEN_FILE"}, Usage: "`FILE` with the bearer token; $HEBOH_TOKEN works too", DefaultText: "heboh/token in the user's state directory, made at the first start"},
			&cli.StringFlag{Name: "base-path", EnvVars: []string{"HEBOH_BASE_PATH"}, Usage: "`PATH` under which a proxy exposes the service, such as /heboh"},
			&cli.StringSliceFlag{Name: "host", Usage: "`NAME` that the service answers to behind a proxy; repeatable"},
			&cli.StringSliceFlag{Name: "origin", Usage: "`ORIGIN` of a site whose pages may use the API (https://desk.example); repeatable"},
			&cli.Float64Flag{Name: "rate", Usage: "at most `N` requests per second and client; 0 for no limit", DefaultText: "50, none on loopback"},
			&cli.StringFlag{Name: "retain", Usage: "remove feedback older than `TIME`, such as 365d or 12h", DefaultText: "keep"},
			&cli.BoolFlag{Name: "allow-private", Usage: "allow URLs in private networks"},
			&cli.BoolFlag{Name: "log-headlines", Usage: "write scored headlines to the log"},
			choice("log", "`FORMAT` of the log on standard error", "text", "json", "off"),
		},
		Action: func(c *cli.Context) error { return serve(u, c) },
	}
}

// memory is what the garbage collector tries to keep the service below. What
// requests hold at once is bounded well below that; see the budget in package
// server.
const memory = 320 << 20

func serve(u *ui.UI, c *cli.Context) (err error) {
	cfg, err := serverConfig(u, c)
	if err != nil {
		return err
	}
	ln, err := new(net.ListenConfig).Listen(c.Context, "tcp", c.String("addr"))
	if err != nil {
		return err
	}
	defer ln.Close()
	if cfg.Store, err = openStore(c, cfg.Logger); err != nil {
		return err
	}
	if cfg.Store != nil {
		defer func() { err = errors.Join(err, cfg.Store.Close()) }()
	}
	cfg.Loopback = server.IsLoopback(ln)
	if !cfg.Loopback && !c.IsSet("rate") {
		cfg.Limits.Rate = 50
	}
	made := false
	if cfg.Token == "" {
		if cfg.Token, made, err = ownToken(u); err != nil {
			return err
		}
	}
	s, err := server.New(*cfg)
	if errors.Is(err, server.ErrConfig) {
		return usage("%s", err)
	} else if err != nil {
		return err
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	go func() {
		for range hangup {
			_ = s.Reload() // which logs the outcome
		}
	}()
	page := "http://" + reachable(ln.Addr().String()) + strings.TrimSuffix(cfg.BasePath, "/") + "/"
	if made {
		page += "#token=" + cfg.Token
	}
	u.Note("the page is at %s", page)
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	u.Finishes.Store(true)
	return s.Serve(c.Context, ln)
}

func serverConfig(u *ui.UI, c *cli.Context) (cfg *server.Config, err error) {
	cfg = &server.Config{Version: version(), ModelFile: c.String("model"), LogHeadlines: c.Bool("log-headlines"),
		Origins: c.StringSlice("origin"), BasePath: c.String("base-path"), Limits: server.Limits{Rate: c.Float64("rate")},
		Fetch: fetch.New(fetch.Options{AllowPrivate: c.Bool("allow-private"), CacheBytes: 32 << 20})}
	for _, name := range c.StringSlice("host") {
		cfg.Hosts = append(cfg.Hosts, strings.ToLower(name))
	}
	if !(cfg.Limits.Rate >= 0) {
		return nil, usage("--rate %v: must be requests per second, or 0 for no limit", cfg.Limits.Rate)
	}
	switch c.String("log") {
	case "text":
		cfg.Logger = slog.New(slog.NewTextHandler(u.Err, nil))
	case "json":
		cfg.Logger = slog.New(slog.NewJSONHandler(u.Err, nil))
	case "off":
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Token, err = givenToken(c.String("token-file")); err != nil {
		return nil, err
	}
	cfg.Retain, err = days(c.String("retain"))
	return cfg, err
}

// days parses a duration that may be in days.
func days(s string) (time.Duration, error) {
	if s == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(s)
	if n, ok := strings.CutSuffix(s, "d"); ok {
		var f float64
		f, err = strconv.ParseFloat(n, 64)
		d = time.Duration(f * 24 * float64(time.Hour))
	}
	if err != nil || d <= 0 {
		return 0, usage("--retain %q: must be a duration such as 365d or 12h", s)
	}
	return d, nil
}

func storeFlag(usage string) *cli.StringFlag {
	return &cli.StringFlag{Name: "store", EnvVars: []string{"HEBOH_STORE"}, Usage: usage, DefaultText: "heboh/feedback.db in the user's state directory"}
}

func storePath(c *cli.Context) (string, error) {
	if path := c.String("store"); path != "" {
		return path, nil
	}
	dir, err := stateDir()
	return filepath.Join(dir, "feedback.db"), err
}

// openStore opens the store. If --store names it, it must open; without the
// default one the service works, but stores no feedback.
func openStore(c *cli.Context, log *slog.Logger) (st *store.Store, err error) {
	given := c.String("store")
	if given == "none" {
		return nil, nil
	}
	path, err := storePath(c)
	if err == nil && given == "" {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		st, err = store.Open(c.Context, path)
	}
	if err == nil {
		log.Info("storing feedback", "file", st.Path())
		if damage := st.Healthy(c.Context); damage != nil {
			log.Error("the store takes nothing more; restore a backup", "error", damage)
		}
	} else if given == "" {
		log.Warn("storing no feedback; name a file with --store", "error", err)
		return nil, nil
	}
	return st, err
}

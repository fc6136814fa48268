package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/netutil"

	"github.com/heboh/heboh/calm"
	"github.com/heboh/heboh/cmd/heboh/internal/miniflux"
	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

func minifluxCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "miniflux",
		Usage: "label new entries in Miniflux, and mark them read, star or retitle them",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "addr", Value: "127.0.0.1:8081", Usage: "`HOST:PORT` to listen on"},
			&cli.StringFlag{Name: "rules", Usage: "`FILE` of rules, in TOML"},
			&cli.StringFlag{Name: "url", EnvVars: []string{"HEBOH_MINIFLUX_URL"}, Usage: "`URL` of Miniflux"},
			&cli.StringFlag{Name: "secret-file", Usage: "`FILE` with the webhook's secret"},
			&cli.StringFlag{Name: "key-file", Usage: "`FILE` with an API key of Miniflux"},
			&cli.BoolFlag{Name: "dry-run", Usage: "only print what would be done"},
			modelFlag, thresholdFlag, biasThresholdFlag, anyLanguageFlag,
		},
		Action: func(c *cli.Context) error { return receiveMiniflux(u, c) },
	}
}

// atOnce bounds the connections, and so the memory that events take, which anyone may
// send. Miniflux's own, one per worker, are as many by default.
const atOnce = 16

func receiveMiniflux(u *ui.UI, c *cli.Context) error {
	if !c.IsSet("rules") {
		return usage("no --rules; name a file of rules, see heboh miniflux --help")
	}
	raw, err := readUpTo(c.String("rules"), miniflux.MaxRules)
	if err != nil {
		return err
	}
	rules, err := miniflux.ParseRules(c.String("rules"), raw)
	if err != nil {
		return err
	}
	secret, err := secretOf(c, "secret-file", "HEBOH_MINIFLUX_SECRET")
	if err != nil {
		return err
	}
	m, err := chosenModel(c)
	if err != nil {
		return err
	}
	act := &miniflux.Actor{Model: m, Rules: rules, Out: u.JSON(), Calmer: func(title string) string { return calm.Headline(m, title).Calm }}
	if !c.Bool("dry-run") {
		at, err := url.Parse(c.String("url"))
		if err != nil || at.Host == "" || !strings.HasPrefix(at.Scheme, "http") {
			return usage("--url %q; give Miniflux's address, such as https://reader.example, or --dry-run", c.String("url"))
		}
		key, err := secretOf(c, "key-file", "HEBOH_MINIFLUX_KEY")
		if err != nil {
			return err
		}
		act.Connect(at.String(), key)
	}
	log := slog.New(slog.NewTextHandler(u.Err, nil))
	receiver := miniflux.New(secret, log, act) // which takes entries made from now on
	ln, err := new(net.ListenConfig).Listen(c.Context, "tcp", c.String("addr"))
	if err != nil {
		return err
	}
	defer ln.Close()
	u.Note("waiting for Miniflux's webhook at http://%s/", reachable(ln.Addr().String()))
	hs := &http.Server{Handler: receiver, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 30 * time.Second, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	u.Finishes.Store(true)
	stopped := make(chan error, 1)
	go func() {
		<-c.Context.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Context), time.Minute)
		defer cancel()
		stopped <- hs.Shutdown(ctx) // once the events in progress are done
	}()
	if err := hs.Serve(netutil.LimitListener(ln, atOnce)); c.Context.Err() == nil {
		return err
	}
	return <-stopped
}

// secretOf is what a file or the environment says.
func secretOf(c *cli.Context, flag, env string) (string, error) {
	if path := c.String(flag); path != "" {
		return readToken(path)
	}
	s := os.Getenv(env)
	if s == "" {
		return "", usage("no --%s and no $%s; copy it from Miniflux's settings", flag, env)
	}
	return s, checkToken(s, "$"+env)
}

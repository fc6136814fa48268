package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/server"
)

// addrFlag says where a service is.
func addrFlag(use string) cli.Flag {
	return &cli.StringFlag{Name: "addr", Value: server.DefaultAddr, EnvVars: []string{"HEBOH_ADDR"}, Usage: "`HOST:PORT` " + use, Action: checkAddr}
}

// checkAddr refuses what cannot be an address before anything is opened or made.
func checkAddr(c *cli.Context, addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.DefaultResolver.LookupPort(c.Context, "tcp", port)
	}
	if err != nil {
		return usage("--addr %q: must be HOST:PORT, such as 127.0.0.1:8081", addr)
	}
	return nil
}

// healthCommand is for containers, which have neither a shell nor curl.
func healthCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:   "health",
		Usage:  "ask a running service whether it is ready",
		Flags:  []cli.Flag{addrFlag("of the service")},
		Action: func(c *cli.Context) error { return health(u, c) },
	}
}

func health(u *ui.UI, c *cli.Context) error {
	ctx, cancel := context.WithTimeout(c.Context, 5*time.Second)
	defer cancel()
	addr := reachable(c.String("addr"))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/readyz", nil)
	if err != nil {
		return usage("--addr %q: %s", addr, err)
	}
	req.Host = "localhost" // which every service answers to
	res, err := (&http.Client{Transport: &http.Transport{Proxy: nil}}).Do(req)
	if err != nil {
		return fmt.Errorf("no answer from %s; check that heboh serve runs there", addr)
	}
	defer res.Body.Close()
	said, err := io.ReadAll(io.LimitReader(res.Body, 4<<10))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s is not ready: %s %s", addr, res.Status, strings.TrimSpace(string(said)))
	}
	_, err = fmt.Fprintln(u.Out, "ready")
	return err
}

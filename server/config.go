package server

import (
	"log/slog"
	"time"

	"github.com/heboh/heboh/links/fetch"
	"github.com/heboh/heboh/server/store"
)

// Config says how to serve. The zero value serves the shipped model without a
// store, trusts nobody and logs to slog.Default.
type Config struct {
	Version   string        // of the program, for /v1/model and the logs
	ModelFile string        // "" for the shipped model
	Store     *store.Store  // nil: feedback and queue answer that there is none
	Fetch     *fetch.Client // for URLs; nil for one with fetch's defaults
	Logger    *slog.Logger

	// Token is the bearer token for what is privileged; "" for none.
	Token string
	// Loopback says that only this machine can reach the service;
	// ListenAndServe finds that out itself.
	Loopback bool
	// Hosts are the names, without port, that the service may be asked under
	// besides the loopback ones; none means any when it is bound beyond loopback.
	Hosts []string
	// Origins are the sites (https://desk.example) whose pages may use the API.
	Origins []string

	LogHeadlines bool          // write scored headlines to the log
	Retain       time.Duration // remove verdicts and queued titles that are older; 0 keeps them
	Limits       Limits
}

// Limits bound what clients can ask for. A zero field means its default.
type Limits struct {
	Body        int64         // bytes of a JSON body; 8 MiB
	Batch       int           // headlines in a JSON body; 10,000
	Line        int           // bytes in a line of JSON Lines; 256 KiB
	Stream      time.Duration // one JSON Lines request; 1 h
	Bodies      int64         // bytes of all JSON bodies being read; 256 MiB
	Idle        time.Duration // wait for the next byte of a request or for a client to take one; 30 s
	Header      time.Duration // wait for the request's header; 5 s
	Connections int           // open at once; 4,096
	Fetches     int           // pages fetched or parsed at once; 8
	Rate        float64       // requests a second and client; 0 for no limit
	Grace       time.Duration // to finish requests at shutdown; 30 s
}

// MaxHeadline is how many bytes a headline may have where it is stored.
const MaxHeadline = 4096

func orDefault[T comparable](v *T, def T) {
	var zero T
	if *v == zero {
		*v = def
	}
}

func (l Limits) withDefaults() Limits {
	orDefault(&l.Body, 8<<20)
	orDefault(&l.Batch, 10_000)
	orDefault(&l.Line, 256<<10)
	orDefault(&l.Stream, time.Hour)
	orDefault(&l.Bodies, 256<<20)
	orDefault(&l.Idle, 30*time.Second)
	orDefault(&l.Header, 5*time.Second)
	orDefault(&l.Connections, 4096)
	orDefault(&l.Fetches, 8)
	orDefault(&l.Grace, 30*time.Second)
	l.Bodies = max(l.Bodies, l.Body)
	return l
}

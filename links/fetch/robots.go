package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsTTL   = time.Hour
	robotsBytes = 500 << 10 // RFC 9309, section 2.5: at least 500 KiB
	ruleBytes   = 64 << 10  // of these, rules for us
	ruleCost    = 80        // bytes of memory per byte of rules, at most
	robotsCache = 16 << 20
)

type robotsEntry struct {
	rules *robotstxt.RobotsData
	size  int
	until time.Time
}

// askRobots returns an error that wraps ErrRobots when the page's robots.txt
// forbids it. As RFC 9309 says, a missing file allows everything and a server
// that fails allows nothing.
func (c *Client) askRobots(ctx context.Context, u *url.URL) error {
	if c.opt.IgnoreRobots {
		return nil
	}
	origin := u.Scheme + "://" + u.Host
	known, ok := c.robots.get(origin)
	if !ok || time.Now().After(known.until) {
		var err error
		if known, err = c.fetchRobots(ctx, origin); err != nil {
			return err
		}
		c.robots.put(origin, known)
		if group := known.rules.FindGroup(robotsAgent); group.CrawlDelay > 0 {
			c.slow(u.Host, group.CrawlDelay)
		}
	}
	if !known.rules.TestAgent(u.RequestURI(), robotsAgent) {
		return fmt.Errorf("fetch: %s: %w", clip(u.Redacted()), ErrRobots)
	}
	return nil
}

// fetchRobots gets the rules of an origin through the same guard as pages. A
// file that cannot be read as rules counts as missing, and so does one behind
// too many redirects.
func (c *Client) fetchRobots(ctx context.Context, origin string) (robotsEntry, error) {
	u, err := url.Parse(origin + "/robots.txt")
	if err != nil {
		return robotsEntry{}, &AddressError{Target: origin, Reason: "not a URL"}
	}
	status, body := http.StatusNotFound, []byte(nil)
	err = c.follow(u, func(u *url.URL) (*url.URL, error) {
		return c.exchange(ctx, u, entry{}, func(answer *http.Response) error {
			text, err := readBody(answer, robotsBytes)
			switch {
			case errors.Is(err, ErrEncoding):
				return nil
			case err != nil && !errors.Is(err, ErrTooLarge): // the rules up to the bound count
				return plainError(u, err)
			}
			status, body = answer.StatusCode, text
			return nil
		})
	})
	if err != nil && !errors.Is(err, ErrRedirects) {
		return robotsEntry{}, err
	}
	return parseRobots(status, ourRules(body)), nil
}

// ourRules are the lines of a robots.txt that concern us. The parser copies every rule
// for every agent above it, which turns 80 KB into 600 MB.
func ourRules(body []byte) []byte {
	var out []byte
	agents, ruled := map[string]bool{}, false
	for line := range bytes.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		key, value, _ := bytes.Cut(bytes.TrimPrefix(line, []byte("\ufeff")), []byte(":"))
		key, value = bytes.ToLower(bytes.TrimSpace(key)), bytes.TrimSpace(value)
		switch string(key) {
		case "user-agent", "useragent":
			if ruled {
				clear(agents)
			}
			ruled = false
			agent := strings.ToLower(string(value))
			if agents[agent] || agent == "" || agent != "*" && !strings.HasPrefix(strings.ToLower(robotsAgent), agent) {
				continue
			}
			agents[agent] = true
		case "allow", "disallow", "crawl-delay", "crawldelay":
			ruled = true
			if len(agents) == 0 {
				continue
			}
		default:
			continue
		}
		if out = fmt.Appendf(out, "%s: %s\n", key, value); len(out) > ruleBytes {
			return []byte("user-agent: *\ndisallow: /\n") // no real site has as many rules, and the rest may forbid anything
		}
	}
	return out
}

// parseRobots also keeps a panic of the parser from reaching the caller.
func parseRobots(status int, body []byte) (e robotsEntry) {
	e = robotsEntry{size: ruleCost * len(body), until: time.Now().Add(robotsTTL)}
	none := func() { e.rules, _ = robotstxt.FromString("") } // no error: there is nothing to be wrong
	defer func() {
		if recover() != nil {
			none()
		}
	}()
	var err error
	if e.rules, err = robotstxt.FromStatusAndBytes(status, body); err != nil {
		none()
	}
	return e
}

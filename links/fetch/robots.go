package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsTTL   = time.Hour
	maxRobots   = 1000      // origins remembered
	robotsBytes = 500 << 10 // RFC 9309, section 2.5: at least 500 KiB
	robotsHops  = 5         // RFC 9309, section 2.3.1.2
)

type robotsEntry struct {
	rules *robotstxt.RobotsData
	until time.Time
}

// robotsCache remembers the rules of each origin.
type robotsCache struct {
	mu      sync.Mutex
	entries map[string]robotsEntry
}

// askRobots returns an error that wraps ErrRobots when the page's robots.txt
// forbids it. As RFC 9309 says, a missing file allows everything and a server
// that fails allows nothing.
func (c *Client) askRobots(ctx context.Context, u *url.URL) error {
	if c.opt.IgnoreRobots {
		return nil
	}
	origin := u.Scheme + "://" + u.Host
	rules, ok := c.robots.get(origin)
	if !ok {
		var err error
		if rules, err = c.fetchRobots(ctx, origin); err != nil {
			return err
		}
		c.robots.put(origin, rules)
		if group := rules.FindGroup(c.agent); group.CrawlDelay > 0 {
			c.pace.slow(u.Host, group.CrawlDelay)
		}
	}
	if !rules.TestAgent(u.RequestURI(), c.agent) {
		return fmt.Errorf("fetch: %s: %w", clip(u.Redacted()), ErrRobots)
	}
	return nil
}

func (r *robotsCache) get(origin string) (*robotstxt.RobotsData, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, ok := r.entries[origin]
	return e.rules, ok && time.Now().Before(e.until)
}

func (r *robotsCache) put(origin string, rules *robotstxt.RobotsData) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.entries) >= maxRobots {
		clear(r.entries)
	}
	r.entries[origin] = robotsEntry{rules, time.Now().Add(robotsTTL)}
}

// fetchRobots gets the rules of an origin through the same guard as pages.
func (c *Client) fetchRobots(ctx context.Context, origin string) (*robotstxt.RobotsData, error) {
	u, err := url.Parse(origin + "/robots.txt")
	if err != nil {
		return nil, &AddressError{Target: origin, Reason: "not a URL"}
	}
	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	defer cancel()
	for range robotsHops + 1 {
		if err := c.checkURL(u); err != nil {
			return nil, err
		}
		status, body, next, err := c.robotsStep(ctx, u)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return parseRobots(status, body)
		}
		u = next
	}
	return robotstxt.FromString("") // RFC 9309: too many redirects may count as missing
}

// parseRobots reads rules. A file that cannot be read as rules counts as none.
func parseRobots(status int, body []byte) (rules *robotstxt.RobotsData, err error) {
	defer func() {
		if recover() != nil {
			rules, err = robotstxt.FromString("")
		}
	}()
	if rules, err = robotstxt.FromStatusAndBytes(status, body); err != nil {
		return robotstxt.FromString("")
	}
	return rules, nil
}

func (c *Client) robotsStep(ctx context.Context, u *url.URL) (status int, body []byte, next *url.URL, err error) {
	req, err := c.request(ctx, u)
	if err != nil {
		return 0, nil, nil, err
	}
	answer, err := c.http.Do(req)
	if err != nil {
		return 0, nil, nil, plainError(u, err)
	}
	defer answer.Body.Close()
	if isRedirect(answer.StatusCode) {
		next, err := u.Parse(answer.Header.Get("Location"))
		if err != nil {
			return http.StatusNotFound, nil, nil, nil
		}
		return 0, nil, next, nil
	}
	body, err = readBody(answer, robotsBytes)
	if errors.Is(err, ErrEncoding) {
		return http.StatusNotFound, nil, nil, nil
	}
	if errors.Is(err, ErrTooLarge) {
		err = nil // the rules up to the bound count
	}
	if err != nil {
		return 0, nil, nil, plainError(u, err)
	}
	return answer.StatusCode, body, nil, nil
}

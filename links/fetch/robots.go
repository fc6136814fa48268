package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsTTL   = time.Hour
	maxRobots   = 1000      // origins remembered
	robotsBytes = 500 << 10 // RFC 9309, section 2.5: at least 500 KiB
)

type robotsEntry struct {
	rules *robotstxt.RobotsData
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
		rules, err := c.fetchRobots(ctx, origin)
		if err != nil {
			return err
		}
		known = robotsEntry{rules, time.Now().Add(robotsTTL)}
		c.robots.put(origin, known)
		if group := rules.FindGroup(robotsAgent); group.CrawlDelay > 0 {
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
func (c *Client) fetchRobots(ctx context.Context, origin string) (*robotstxt.RobotsData, error) {
	u, err := url.Parse(origin + "/robots.txt")
	if err != nil {
		return nil, &AddressError{Target: origin, Reason: "not a URL"}
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
		return nil, err
	}
	return parseRobots(status, body)
}

// parseRobots also keeps a panic of the parser from reaching the caller.
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

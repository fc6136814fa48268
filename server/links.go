package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
)

type linksRequest struct {
	HTML      *string  `json:"html"`
	Text      *string  `json:"text"`
	Feed      *string  `json:"feed"`
	URL       *string  `json:"url"`
	Base      string   `json:"base"`      // URL of the page
	Roles     []string `json:"roles"`     // only these
	MinWords  *int     `json:"min_words"` // of a headline; default 3
	All       bool     `json:"all"`       // also links that are not headlines
	Explain   bool     `json:"explain"`
	Threshold *float64 `json:"threshold"`
}

// labelled is a link and what the model says of its headline.
type labelled struct {
	links.Link
	verdicts
}

type pageRef struct {
	Kind     links.Kind `json:"kind"`
	URL      string     `json:"url,omitempty"` // after redirects
	Title    string     `json:"title,omitempty"`
	Headline string     `json:"headline,omitempty"`
	Site     string     `json:"site,omitempty"`
	Warnings []string   `json:"warnings,omitempty"`
}

type linksResponse struct {
	Links []labelled `json:"links"`
	Page  pageRef    `json:"page"`
	Model modelRef   `json:"model"`
}

func (s *Server) postLinks(w http.ResponseWriter, r *http.Request, req *linksRequest) error {
	if req.URL != nil {
		if err := s.authorize(r); err != nil {
			return err
		}
	}
	q := queryOf(r)
	offsets := q.offsets()
	if q.err != nil {
		return q.err
	}
	now := s.current.Load()
	m, err := withThreshold(now.model, req.Threshold)
	if err != nil {
		return err
	}
	minWords := 3
	if req.MinWords != nil {
		if minWords = *req.MinWords; minWords < 0 || minWords > 100 {
			return invalid("min_words", "must be a whole number from 0 to 100")
		}
	}
	wanted, err := links.Select(req.Roles, minWords, req.All)
	if err != nil {
		return invalid("roles", "%s", err)
	}
	found, from, err := s.readPage(r.Context(), req)
	if err != nil {
		return err
	}
	res := linksResponse{Links: []labelled{}, Model: now.ref(m), Page: pageRef{Kind: found.Kind, URL: from,
		Title: found.Title, Headline: found.Headline, Site: found.Site, Warnings: found.Warnings}}
	for _, l := range found.Links {
		if !wanted.Has(l) {
			continue
		}
		v := judge(m, l.Text, req.Explain)
		offsets.count(&v)
		s.scored(r.Context(), &v)
		res.Links = append(res.Links, labelled{l, v.verdicts})
	}
	return writeJSON(w, http.StatusOK, res)
}

// readPage extracts the links of the document or of the page at the URL.
func (s *Server) readPage(ctx context.Context, q *linksRequest) (page *links.Page, from string, err error) {
	var base *url.URL
	if q.Base != "" {
		if base, err = url.Parse(q.Base); err != nil || !base.IsAbs() {
			return nil, "", invalid("base", "must be an absolute URL such as https://site.example/page")
		}
	}
	wait, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if s.pages.Acquire(wait, 1) != nil {
		return nil, "", busy()
	}
	defer s.pages.Release(1)
	body, kind, err := q.document()
	if err != nil {
		return nil, "", err
	}
	if q.URL == nil {
		page, err = links.Extract(strings.NewReader(body), kind, base)
		return page, "", pageProblem(page, err)
	}
	page, resp, err := s.cfg.Fetch.Page(ctx, strings.TrimSpace(body))
	if resp != nil && resp.URL != nil {
		from = resp.URL.String()
	}
	return page, from, pageProblem(page, err)
}

// document returns the request's document and its type.
func (q *linksRequest) document() (body, kind string, err error) {
	given := 0
	for _, d := range []struct {
		body *string
		kind string
	}{{q.HTML, "text/html; charset=utf-8"}, {q.Text, "text/plain; charset=utf-8"}, {q.Feed, "application/xml; charset=utf-8"}, {q.URL, ""}} {
		if d.body != nil {
			given++
			body, kind = *d.body, d.kind
		}
	}
	if given != 1 {
		return "", "", invalid("html", "send exactly one of html, text, feed and url, not %d", given)
	}
	if q.Feed != nil && strings.HasPrefix(strings.TrimSpace(body), "{") {
		kind = "application/feed+json"
	}
	return body, kind, nil
}

// pageProblem says why there is no page. For one that was truncated at a limit it
// adds a warning instead.
func pageProblem(page *links.Page, err error) error {
	var limit *links.LimitError
	var status *fetch.StatusError
	var network net.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limit) && page != nil:
		page.Warnings = append(page.Warnings, limit.Error())
		return nil
	case errors.Is(err, links.ErrNotFeed):
		return invalid("feed", "%s", err)
	case errors.Is(err, fetch.ErrForbidden), errors.Is(err, fetch.ErrRobots):
		return problem(http.StatusUnprocessableEntity, "url-refused", "%s", err).field("url")
	case errors.As(err, &status):
		return problem(http.StatusBadGateway, "url-status", "%s", err).field("url")
	case errors.As(err, &network) && network.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusGatewayTimeout, "url-slow", "the page did not arrive in time").field("url").because(err)
	}
	return problem(http.StatusBadGateway, "url-failed", "%s", err).field("url").because(err)
}

package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/heboh/heboh/links"
	"github.com/heboh/heboh/links/fetch"
)

type linksRequest struct {
	HTML     *string  `json:"html"`
	Text     *string  `json:"text"`
	Feed     *string  `json:"feed"`
	URL      *string  `json:"url"`
	Base     string   `json:"base"`      // URL of the page
	Roles    []string `json:"roles"`     // only these
	MinWords *int     `json:"min_words"` // of a headline; default 3
	All      bool     `json:"all"`       // also links that are not headlines
	judging
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

func (s *Server) postLinks(w http.ResponseWriter, r *http.Request, req *linksRequest, l *lease) error {
	if req.URL != nil {
		if err := s.authorize(r); err != nil {
			return err
		}
	}
	a, err := s.ask(r, req.judging)
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
	found, from, err := s.readPage(r.Context(), req, l)
	if err != nil {
		return err
	}
	return streamed(w, r, http.StatusOK, "links", func(yield func(any) bool) {
		for _, link := range found.Links {
			if !wanted.Has(link) {
				continue
			}
			v := a.judge(link.Text)
			s.scored(r.Context(), &v)
			if !yield(labelled{link, v.verdicts}) {
				return
			}
		}
	}, object{"page": pageRef{found.Kind, from, found.Title, found.Headline, found.Site, found.Warnings}, "model": a.ref})
}

// readPage extracts the links of the document or of the page at the URL.
func (s *Server) readPage(ctx context.Context, q *linksRequest, l *lease) (page *links.Page, from string, err error) {
	var base *url.URL
	if q.Base != "" {
		if base, err = url.Parse(q.Base); err != nil || !base.IsAbs() {
			return nil, "", invalid("base", "must be an absolute URL such as https://site.example/page")
		}
	}
	body, kind, err := q.document()
	if err != nil {
		return nil, "", err
	}
	if q.URL != nil {
		res, err := s.fetch(ctx, strings.TrimSpace(body), l)
		if err != nil {
			return nil, "", err
		}
		body, kind, base, from = string(res.Body), res.ContentType, res.URL, res.URL.String()
	} else if err := l.grow(costParse * int64(len(body))); err != nil {
		return nil, "", err
	}
	page, err = links.ExtractContext(ctx, strings.NewReader(body), kind, base)
	if ctx.Err() != nil {
		panic(http.ErrAbortHandler) // nobody waits for the answer
	}
	return page, from, pageProblem(page, err, q.URL != nil)
}

// fetch gets a page while no memory of the lanes is held: a slow site must not hold
// up pages that clients send. Then it takes what parsing the page costs.
func (s *Server) fetch(ctx context.Context, address string, l *lease) (*fetch.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Limits.Fetch)
	defer cancel()
	var res *fetch.Response
	err := s.fetching.do(ctx, address, func() (err error) {
		l.release()
		if res, err = s.cfg.Fetch.Get(ctx, address); err != nil {
			return fetchProblem(err)
		}
		size := int64(len(res.Body))
		l.move(size * (costParse + costAnswer))
		return l.grow(size * costParse)
	})
	return res, err
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
func pageProblem(page *links.Page, err error, fetched bool) error {
	var limit *links.LimitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limit) && page != nil:
		page.Warnings = append(page.Warnings, limit.Error())
		return nil
	case errors.Is(err, links.ErrNotFeed) && !fetched:
		return invalid("feed", "%s", err)
	}
	return problem(http.StatusUnprocessableEntity, "not-a-page", "%s", err).field("url")
}

// fetchProblem says why a page was not fetched. The addresses that names resolve
// to, and what the network says of them, are for the log only: they describe the
// network of the service.
func fetchProblem(err error) *Problem {
	var status *fetch.StatusError
	var network net.Error
	p := problemOf(err)
	switch {
	case errors.As(err, &status):
		p = problem(http.StatusBadGateway, "url-status", "the page answered with status %d", status.Status)
	case errors.As(err, &network) && network.Timeout(), errors.Is(err, context.DeadlineExceeded):
		p = problem(http.StatusGatewayTimeout, "url-slow", "the page did not arrive in time")
	case p.Status == http.StatusInternalServerError:
		p = problem(http.StatusBadGateway, "url-failed", "the page could not be fetched; check the address")
	}
	return p.field("url").because(err)
}

package datasets

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// attempt is one request: it goes on from the part file where the server
// agrees, and starts afresh where it does not.
func (w web) attempt(ctx context.Context, t target, from string) error {
	have := size(t.part())
	if have > t.file.Size {
		have = 0
	}
	if have == t.file.Size && have > 0 {
		return nil // only the checksum is left to do
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(w.stall, func() {
		cancel(fmt.Errorf("%s: no data for %v", redacted(from), w.stall))
	})
	defer silence.Stop()
	resp, err := w.request(ctx, from, have)
	if err != nil {
		return because(ctx, err)
	}
	defer resp.Body.Close()
	offset, err := t.accept(resp, have, redacted(from))
	if err != nil {
		return err
	}
	body := &watched{r: resp.Body, stall: w.stall, timer: silence}
	if err := t.save(body, offset, redacted(from)); err != nil {
		return because(ctx, err)
	}
	if size(t.part()) < t.file.Size {
		return fmt.Errorf("%s: %w", redacted(from), io.ErrUnexpectedEOF)
	}
	return nil
}

// because prefers the reason a request was given up to what it died of.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

func (w web) request(ctx context.Context, from string, have int64) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "heboh-datasets (+https://github.com/heboh/heboh)")
	req.Header.Set("Accept-Encoding", "identity") // the .gz files are to stay as they are
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	return w.client.Do(req)
}

// accept decides where the body of an answer belongs in the file.
func (t target) accept(resp *http.Response, have int64, place string) (offset int64, err error) {
	switch resp.StatusCode {
	case http.StatusOK:
		offset = 0
	case http.StatusPartialContent:
		if want := fmt.Sprintf("bytes %d-%d/%d", have, t.file.Size-1, t.file.Size); resp.Header.Get("Content-Range") != want {
			return 0, t.restart(fmt.Errorf("%s: asked for %q, got %q", place, want, resp.Header.Get("Content-Range")))
		}
		offset = have
	case http.StatusRequestedRangeNotSatisfiable:
		return 0, t.restart(fmt.Errorf("%s: the server cannot go on at byte %d", place, have))
	default:
		return 0, &statusError{url: place, code: resp.StatusCode}
	}
	if resp.ContentLength >= 0 && offset+resp.ContentLength != t.file.Size {
		return 0, t.changed(place, offset+resp.ContentLength, "")
	}
	return offset, nil
}

// restart drops the part so that the next attempt begins at the beginning.
func (t target) restart(err error) error {
	os.Remove(t.part())
	return err
}

// watched puts off the end of its timer with every piece read.
type watched struct {
	r     io.Reader
	stall time.Duration
	timer *time.Timer
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.timer.Reset(b.stall)
	return n, err
}

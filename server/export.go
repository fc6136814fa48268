package server

import (
	"iter"
	"net/http"
	"time"

	"github.com/heboh/heboh/server/store"
)

// getFeedback exports verdicts in the form that heboh train --data reads.
func (s *Server) getFeedback(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasStore(); err != nil {
		return err
	}
	f, err := filter(r)
	if err != nil {
		return err
	}
	format, write := r.URL.Query().Get("format"), store.WriteJSONL
	h := w.Header()
	switch format {
	case "", "jsonl":
		format = "jsonl"
		h.Set("Content-Type", "application/x-ndjson")
	case "csv":
		write = store.WriteCSV
		h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	default:
		return invalid("format", "use jsonl or csv")
	}
	h.Set("Content-Disposition", `attachment; filename="feedback.`+format+`"`)
	rows := s.cfg.Store.Verdicts(r.Context(), f)
	err = write(w, s.paced(w, rows))
	switch {
	case err == nil:
		return nil
	case !sent(w):
		return s.storeProblem(err)
	}
	s.log.Error("export broke off", "error", err)
	panic(http.ErrAbortHandler) // a cut export must not look complete
}

// paced gives a slow client time as long as it takes something.
func (s *Server) paced(w http.ResponseWriter, rows iter.Seq2[store.Verdict, error]) iter.Seq2[store.Verdict, error] {
	conn := http.NewResponseController(w)
	return func(yield func(store.Verdict, error) bool) {
		n := 0
		for v, err := range rows {
			if n%256 == 0 {
				_ = conn.SetWriteDeadline(time.Now().Add(s.cfg.Limits.Idle))
			}
			n++
			if !yield(v, err) {
				return
			}
		}
	}
}

func filter(r *http.Request) (f store.Filter, err error) {
	if f.Since, err = queryTime(r, "since"); err != nil {
		return f, err
	}
	if f.Until, err = queryTime(r, "until"); err != nil {
		return f, err
	}
	after, err := queryInt(r, "after", 0, 0, 1<<53)
	if err != nil {
		return f, err
	}
	f.After = int64(after)
	f.Limit, err = queryInt(r, "limit", 0, 1, maxExport)
	return f, err
}

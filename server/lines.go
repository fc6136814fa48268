package server

import (
	"bufio"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/tidwall/gjson"

	"github.com/heboh/heboh/internal/records"
)

// lines scores JSON Lines as they come: a string, or an object with the headline
// and other fields, per line; one result per line, in order. Memory is that of
// one read and one line.
type lines struct {
	*asked
	s      *Server
	r      *http.Request
	out    *bufio.Writer
	conn   *http.ResponseController
	began  time.Time
	lease  *lease
	failed error // that ends the answer
}

// scoreLines answers a JSON Lines request. A bad line becomes a line with
// "error"; what breaks the input breaks the answer off.
func (s *Server) scoreLines(w http.ResponseWriter, r *http.Request) error {
	q := queryOf(r)
	how := judging{q.bool("explain"), q.number("threshold"), q.bool("any_language")}
	if q.err != nil {
		return q.err
	}
	a, err := s.ask(r, how)
	if err != nil {
		return err
	}
	if !s.streams.TryAcquire(1) {
		return busy()
	}
	defer s.streams.Release(1)
	l := &lines{asked: a, s: s, r: r, out: bufio.NewWriterSize(w, 16<<10), conn: http.NewResponseController(w),
		began: time.Now(), lease: s.budget.lease(r.Context(), answerCost(s.cfg.Limits.Line, a.explain))}
	lasting(w, maxStream)
	_ = l.conn.EnableFullDuplex() // a recorder in tests cannot, and need not
	w.Header().Set("Content-Type", "application/x-ndjson")
	in := &records.Reader{Format: records.JSONL, Inputs: []records.Input{{Name: "body", Stream: l, Plain: true}},
		MaxLine: s.cfg.Limits.Line, Chunk: 64 << 10, Unscored: true}
	var batch records.Batch
	var rec records.Record
	for l.failed == nil && in.Next(&batch) == nil {
		batch.Each(&rec, l.score, l.bad)
	}
	if l.failed == nil {
		l.failed = l.out.Flush()
	}
	if l.failed == nil {
		return nil
	}
	if !sent(w) && l.out.Buffered() == 0 {
		return l.failed
	}
	var p *Problem
	if errors.As(l.failed, &p) {
		_ = l.problem(p, p.Line)
		_ = l.out.Flush()
	}
	panic(http.ErrAbortHandler) // a cut answer must not look complete
}

// Read reads from the request, after sending what is ready and allowing the
// client time for the next bytes.
func (l *lines) Read(p []byte) (int, error) {
	if time.Since(l.began) > maxStream {
		return 0, problem(http.StatusRequestTimeout, "slow", "the request takes longer than %s; send the rest in another", maxStream)
	}
	_ = l.conn.SetReadDeadline(time.Now().Add(l.s.cfg.Limits.Idle))
	if l.out.Buffered() > 0 {
		if err := errors.Join(l.out.Flush(), l.conn.Flush()); err != nil {
			return 0, err
		}
	}
	return l.r.Body.Read(p)
}

func (l *lines) score(rec *records.Record) {
	if l.failed == nil {
		l.failed = l.r.Context().Err()
	}
	if l.failed != nil {
		return
	}
	if l.failed = l.lease.grow(answerCost(len(rec.Text), l.explain)); l.failed != nil {
		return
	}
	defer l.lease.release()
	v := l.judge(rec.Text)
	l.s.scored(l.r.Context(), &v)
	out, err := json.Marshal(v)
	if err == nil {
		_, err = l.out.Write(append(withFields(out, rec.Extra), '\n'))
	}
	l.failed = err
}

// withFields adds the other fields of a line to a result. Where one has the name
// of a field of the result, the result's is called heboh_NAME.
func withFields(result []byte, fields []records.Field) []byte {
	if len(fields) == 0 {
		return result
	}
	names := map[string]bool{}
	for _, f := range fields {
		names[f.Name] = true
	}
	out := []byte{'{'}
	gjson.ParseBytes(result).ForEach(func(key, value gjson.Result) bool {
		out = records.AppendString(out, records.Added(key.Str, func(name string) bool { return names[name] }))
		out = append(append(append(out, ':'), value.Raw...), ',')
		return true
	})
	for _, f := range fields {
		out = append(append(append(append(out, f.Key...), ':'), f.Value...), ',')
	}
	out[len(out)-1] = '}'
	return out
}

// bad answers a line that cannot be scored, or ends the answer where the input
// itself broke.
func (l *lines) bad(p *records.Problem) {
	var own *Problem
	switch {
	case l.failed != nil:
	case errors.Is(p.Err, records.ErrTooLong):
		limit := l.s.cfg.Limits.Line
		l.failed = l.problem(problem(http.StatusRequestEntityTooLarge, "line-too-long",
			"the line is longer than %d bytes; it was left out", limit).limit(int64(limit)), p.Line)
	case p.Err == nil, errors.Is(p.Err, records.ErrEmpty):
		l.failed = l.problem(invalid(p.Field, "%s", p.Msg), p.Line)
	default:
		if !errors.As(p.Err, &own) {
			own = bodyProblem(p.Err, 0)
		}
		own.Line = p.Line
		l.failed = own
	}
}

// problem writes a line that says what is wrong with a line of the input.
func (l *lines) problem(p *Problem, line int) error {
	p.Line = line
	out, err := json.Marshal(map[string]*Problem{"error": p})
	if err != nil {
		return err
	}
	_, err = l.out.Write(append(out, '\n'))
	return err
}

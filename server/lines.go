package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/heboh/heboh/model"
)

// lines scores JSON Lines as they come: a string or an object with "text" a
// line, one result a line, in order. Memory is that of one line.
type lines struct {
	s       *Server
	in      *bufio.Reader
	out     *bufio.Writer
	conn    *http.ResponseController
	began   time.Time
	model   *model.Model
	explain bool
	line    int
}

// scoreLines answers a JSON Lines request. A bad line becomes a line with
// "error"; what breaks the input breaks the answer off.
func (s *Server) scoreLines(w http.ResponseWriter, r *http.Request) error {
	explain, err := queryBool(r, "explain")
	if err != nil {
		return err
	}
	threshold, err := queryFloat(r, "threshold")
	if err != nil {
		return err
	}
	m, err := withThreshold(s.current.Load().model, threshold)
	if err != nil {
		return err
	}
	l := &lines{s: s, in: bufio.NewReaderSize(r.Body, 64<<10), out: bufio.NewWriterSize(w, 64<<10),
		conn: http.NewResponseController(w), began: time.Now(), model: m, explain: explain}
	_ = l.conn.EnableFullDuplex() // a recorder in tests cannot, and need not
	w.Header().Set("Content-Type", "application/x-ndjson")
	err = l.run(r)
	if err == nil {
		return nil
	}
	if !sent(w) && l.out.Buffered() == 0 {
		return err
	}
	var p *Problem
	if errors.As(err, &p) {
		_ = l.problem(p)
		_ = l.out.Flush()
	}
	panic(http.ErrAbortHandler) // a cut answer must not look complete
}

func (l *lines) run(r *http.Request) error {
	for {
		if l.in.Buffered() == 0 {
			if err := l.turn(); err != nil {
				return err
			}
		}
		l.line++
		raw, err := l.next()
		var p *Problem
		switch {
		case errors.Is(err, io.EOF):
			return l.out.Flush()
		case errors.As(err, &p) && p.Type == lineProblem(0).Type:
			if err := l.problem(p); err != nil {
				return err
			}
			continue
		case err != nil:
			return bodyProblem(err, 0)
		}
		if raw = bytes.TrimSpace(raw); len(raw) == 0 {
			continue
		}
		if err := l.one(r, raw); err != nil {
			return err
		}
	}
}

// turn sends what is ready and allows the client time for the next bytes.
func (l *lines) turn() error {
	if time.Since(l.began) > l.s.cfg.Limits.Stream {
		return problem(http.StatusRequestTimeout, "slow", "the request takes longer than %s; send the rest in another", l.s.cfg.Limits.Stream)
	}
	soon := time.Now().Add(l.s.cfg.Limits.Idle)
	_ = l.conn.SetReadDeadline(soon)
	_ = l.conn.SetWriteDeadline(soon)
	if l.out.Buffered() == 0 {
		return nil
	}
	if err := l.out.Flush(); err != nil {
		return err
	}
	return l.conn.Flush()
}

// next reads a line; one that is too long is skipped and reported.
func (l *lines) next() ([]byte, error) {
	line, err := l.in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return endOfLine(line, err)
	}
	long := bytes.Clone(line)
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.in.ReadSlice('\n')
		if len(long) <= l.s.cfg.Limits.Line {
			long = append(long, line...)
		}
	}
	if len(long) > l.s.cfg.Limits.Line && (err == nil || errors.Is(err, io.EOF)) {
		return nil, lineProblem(l.s.cfg.Limits.Line)
	}
	return endOfLine(long, err)
}

// endOfLine lets the last line end without a line break.
func endOfLine(line []byte, err error) ([]byte, error) {
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil
	}
	return line, err
}

func lineProblem(limit int) *Problem {
	return problem(http.StatusRequestEntityTooLarge, "line-too-long", "the line is longer than %d bytes; it was left out", limit).limit(int64(limit))
}

// one scores one line.
func (l *lines) one(r *http.Request, raw []byte) error {
	text, extra, p := parseLine(raw)
	if p != nil {
		return l.problem(p)
	}
	v := judge(l.model, text, l.explain)
	l.s.scored(r.Context(), &v)
	out, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if len(extra) > 0 {
		out = append(out[:len(out)-1], ',')
		out = append(append(out, extra...), '}')
	}
	_, err = l.out.Write(append(out, '\n'))
	return err
}

// problem writes a line that says what is wrong with the input's line.
func (l *lines) problem(p *Problem) error {
	p.Line = l.line
	out, err := json.Marshal(map[string]*Problem{"error": p})
	if err != nil {
		return err
	}
	_, err = l.out.Write(append(out, '\n'))
	return err
}

// reserved are the names of a result's own fields.
var reserved = []string{"text", "label", "probability", "threshold", "devices", "bias", "cues", "intercept_log_odds", "log_odds", "error"}

// parseLine takes the headline and the other fields, as JSON members in the
// order of their names; one with the name of a result's field becomes input_NAME.
func parseLine(raw []byte) (text string, extra []byte, p *Problem) {
	if raw[0] == '"' {
		if err := json.Unmarshal(raw, &text); err != nil {
			return "", nil, bodyProblem(err, 0)
		}
		return text, nil, nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return "", nil, bodyProblem(err, 0)
	}
	if fields["text"] == nil || json.Unmarshal(fields["text"], &text) != nil {
		return "", nil, invalid("text", "a string, or an object with the headline as the string \"text\", is wanted")
	}
	delete(fields, "text")
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 {
			extra = append(extra, ',')
		}
		key := name
		if slices.Contains(reserved, name) {
			key = "input_" + name
		}
		quoted, _ := json.Marshal(key) // a string
		extra = append(append(append(extra, quoted...), ':'), fields[name]...)
	}
	return text, extra, nil
}

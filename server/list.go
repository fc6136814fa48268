package server

import (
	"encoding/json"
	"iter"
	"net/http"
)

// streamed sends {"name":[items],rest}, item by item, so that memory does not
// depend on how many there are. rest is a JSON object with at least one field.
// It stops when the client has gone, and after the first error.
func streamed(w http.ResponseWriter, r *http.Request, status int, name string, items iter.Seq[any], rest any) error {
	tail, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	begin := `{"` + name + `":[`
	for v := range items {
		if r.Context().Err() == nil {
			_, err = w.Write([]byte(begin))
		}
		if err != nil || r.Context().Err() != nil || enc.Encode(v) != nil {
			panic(http.ErrAbortHandler) // a cut answer must not look complete
		}
		begin = ","
	}
	if begin != "," {
		_, _ = w.Write([]byte(begin))
	}
	tail[0] = ','
	if len(tail) == len("{}") {
		tail = tail[1:]
	}
	_, _ = w.Write(append(append([]byte("]"), tail...), '\n')) // a client that has gone is not a failure
	return nil
}

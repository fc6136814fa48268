package fetch

import (
	"slices"
	"sync"
)

// perValue is the overhead of a value: its place in the map and in the order, and the
// headers of its strings.
const perValue = 200

// recent keeps the newest values up to a bound on the bytes of all it holds, keys
// included. It is safe for concurrent use.
type recent[V any] struct {
	most int64
	size func(V) int

	mu     sync.Mutex
	total  int64
	values map[string]V
	order  []string // oldest first
}

func newRecent[V any](most int64, size func(V) int) *recent[V] {
	return &recent[V]{most: most, size: size, values: map[string]V{}}
}

func (r *recent[V]) get(key string) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.values[key]
	return v, ok
}

// getOrAdd returns the value of key, made first where it is missing.
func (r *recent[V]) getOrAdd(key string, value func() V) V {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, ok := r.values[key]
	if !ok {
		v = value()
		r.add(key, v)
	}
	return v
}

// put stores a value as the newest. One larger than the bound is not kept.
func (r *recent[V]) put(key string, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(key, v)
}

func (r *recent[V]) add(key string, v V) {
	if r.cost(key, v) > r.most {
		return
	}
	if old, ok := r.values[key]; ok {
		r.total -= r.cost(key, old)
		r.order = slices.DeleteFunc(r.order, func(k string) bool { return k == key })
	}
	r.values[key] = v
	r.order = append(r.order, key)
	r.total += r.cost(key, v)
	for r.total > r.most {
		oldest := r.order[0]
		r.order = r.order[1:]
		r.total -= r.cost(oldest, r.values[oldest])
		delete(r.values, oldest)
	}
}

func (r *recent[V]) cost(key string, v V) int64 { return int64(perValue + 2*len(key) + r.size(v)) }

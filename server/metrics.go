package server

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

// metrics are what /metrics shows: counts only, no headlines.
type metrics struct {
	handler   http.Handler
	requests  *prometheus.CounterVec
	seconds   *prometheus.HistogramVec
	flying    prometheus.Gauge
	headlines *prometheus.CounterVec
	verdicts  *prometheus.CounterVec
	reloads   *prometheus.CounterVec
	model     *prometheus.GaugeVec
	threshold *prometheus.GaugeVec
}

func newMetrics(s *Server) *metrics {
	reg := prometheus.NewRegistry()
	reg.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	auto := promauto.With(reg)
	count := func(name, help string, labels ...string) *prometheus.CounterVec {
		return auto.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return auto.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	}
	m := &metrics{
		handler:  promhttp.HandlerFor(reg, promhttp.HandlerOpts{}),
		requests: count("heboh_requests_total", "Requests answered.", "route", "method", "status"),
		seconds: auto.NewHistogramVec(prometheus.HistogramOpts{Name: "heboh_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60}}, []string{"route"}),
		flying:    gauge("heboh_requests_in_flight", "Requests being answered.").WithLabelValues(),
		headlines: count("heboh_headlines_total", "Headlines labelled, by both verdicts.", "label", "bias"),
		verdicts:  count("heboh_verdicts_total", "Moderators' verdicts accepted, by their label and whether the model agreed.", "label", "agreed"),
		reloads:   count("heboh_model_reloads_total", "Attempts to reload the model.", "result"),
		model:     gauge("heboh_model_info", "The model in use.", "name", "version", "sha256"),
		threshold: gauge("heboh_model_threshold", "The probability from which on a headline is called sensational, or biased.", "verdict"),
	}
	for _, label := range []model.Label{model.Neutral, model.Sensational} {
		m.headlines.WithLabelValues(label.String(), model.Unbiased.String())
		m.headlines.WithLabelValues(label.String(), model.Biased.String())
	}
	for _, result := range []string{"done", "failed"} {
		m.reloads.WithLabelValues(result)
	}
	if s.cfg.Store != nil {
		auto.NewGaugeFunc(prometheus.GaugeOpts{Name: "heboh_queue_headlines", Help: "Headlines that wait for a verdict."}, s.queueLen)
	}
	return m
}

func (s *Server) queueLen() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if n, err := s.cfg.Store.QueueLen(ctx); err == nil {
		return float64(n)
	}
	return -1
}

func (m *metrics) scored(label, bias model.Label) {
	m.headlines.WithLabelValues(label.String(), bias.String()).Inc()
}

func (m *metrics) verdict(v store.Verdict) {
	m.verdicts.WithLabelValues(v.Label.String(), strconv.FormatBool(v.Label == v.ModelLabel)).Inc()
}

// using tells which model is in use from now on.
func (m *metrics) using(l *loaded) {
	i := l.model.Info()
	m.model.Reset()
	m.model.WithLabelValues(i.Name, i.Version, l.sha256).Set(1)
	m.threshold.WithLabelValues(model.HeadSensational.String()).Set(l.model.Threshold())
	m.threshold.WithLabelValues(model.HeadBiased.String()).Set(l.model.BiasThreshold())
}

func (s *Server) getMetrics(w http.ResponseWriter, r *http.Request) error {
	s.metrics.handler.ServeHTTP(w, r)
	return nil
}

// observe counts and logs a request once it is answered. The log names the route,
// not the URL: a query may contain a headline.
func (s *Server) observe(w *writer, r *http.Request, began time.Time) {
	s.metrics.flying.Dec()
	took, status, method, route := time.Since(began), w.status, "other", "other"
	if slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, r.Method) {
		method = r.Method // a made-up one stays out of the metrics
	}
	if _, path, found := strings.Cut(r.Pattern, " "); found { // by the mux
		route = path
	}
	if status == 0 {
		status = 499 // the client went away
	}
	s.metrics.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	s.metrics.seconds.WithLabelValues(route).Observe(took.Seconds())
	s.log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("request", requestID(w)),
		slog.String("method", method), slog.String("route", route), slog.Int("status", status),
		slog.Int64("bytes", w.bytes), slog.Duration("took", took), slog.String("client", clientOf(r.RemoteAddr).Addr().String()))
}

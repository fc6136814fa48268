package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/heboh/heboh/model"
	"github.com/heboh/heboh/server/store"
)

// metrics are what /metrics shows. They count; no headline is among them.
type metrics struct {
	handler  http.Handler
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	flying   prometheus.Gauge
	labels   [2]prometheus.Counter
	verdicts *prometheus.CounterVec
	reloads  *prometheus.CounterVec
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "heboh_requests_total", Help: "Requests answered."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "heboh_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10, 60}}, []string{"route"}),
		flying:   prometheus.NewGauge(prometheus.GaugeOpts{Name: "heboh_requests_in_flight", Help: "Requests being answered."}),
		verdicts: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "heboh_verdicts_total", Help: "Moderators' verdicts accepted, by their label and whether the model's was the same."}, []string{"label", "agreed"}),
		reloads:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "heboh_model_reloads_total", Help: "Attempts to load the model again."}, []string{"result"}),
	}
	headlines := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "heboh_headlines_total", Help: "Headlines labelled."}, []string{"label"})
	for _, l := range []model.Label{model.Neutral, model.Sensational} {
		m.labels[l] = headlines.WithLabelValues(l.String())
	}
	for _, result := range []string{"done", "failed"} {
		m.reloads.WithLabelValues(result)
	}
	reg := prometheus.NewRegistry()
	reg.MustRegister(m.requests, m.seconds, m.flying, headlines, m.verdicts, m.reloads, modelInfo{s},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if s.cfg.Store != nil {
		reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "heboh_queue_titles", Help: "Titles that wait for a verdict."}, s.queueLen))
	}
	m.handler = promhttp.HandlerFor(reg, promhttp.HandlerOpts{})
	return m
}

func (s *Server) queueLen() float64 {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	n, err := s.cfg.Store.QueueLen(ctx)
	if err != nil {
		return -1
	}
	return float64(n)
}

func (m *metrics) request(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

func (m *metrics) scored(l model.Label) { m.labels[l&1].Inc() }

func (m *metrics) verdict(v store.Verdict) {
	m.verdicts.WithLabelValues(v.Label.String(), strconv.FormatBool(v.Label == v.ModelLabel)).Inc()
}

// modelInfo tells which model is in use and its threshold.
type modelInfo struct{ s *Server }

var (
	infoDesc      = prometheus.NewDesc("heboh_model_info", "The model in use.", []string{"name", "version", "sha256"}, nil)
	thresholdDesc = prometheus.NewDesc("heboh_model_threshold", "The probability from which a title is called sensational.", nil, nil)
)

func (modelInfo) Describe(ch chan<- *prometheus.Desc) { ch <- infoDesc; ch <- thresholdDesc }

func (c modelInfo) Collect(ch chan<- prometheus.Metric) {
	now := c.s.current.Load()
	i := now.model.Info()
	ch <- prometheus.MustNewConstMetric(infoDesc, prometheus.GaugeValue, 1, i.Name, i.Version, now.sha256)
	ch <- prometheus.MustNewConstMetric(thresholdDesc, prometheus.GaugeValue, now.model.Threshold())
}

func (s *Server) getMetrics(w http.ResponseWriter, r *http.Request) error {
	s.metrics.handler.ServeHTTP(w, r)
	return nil
}

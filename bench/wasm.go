package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/heboh/heboh/bench/internal/measure"
	"github.com/heboh/heboh/bench/internal/report"
)

// wasmTimes is what wasm/run.js prints, in seconds of processor.
type wasmTimes struct {
	Start  float64 // until the module runs, compiling included
	Ready  float64 // the first title, for which the model is made ready
	Inside float64 // a title, within the module
	Called float64 // a title, called from JavaScript
}

// wasm builds the scorer as WebAssembly and runs it in node.
func wasm(ctx context.Context, b *bench) (map[string]string, error) {
	if err := b.headlines(ctx); err != nil {
		return nil, err
	}
	sizes := &report.Table{Head: []string{"build", "size", "gzipped"}}
	var module string
	for _, flags := range []string{"", "-s -w"} {
		module = b.path("score" + strings.ReplaceAll(flags, " ", "") + ".wasm")
		if _, err := b.output(ctx, b.self(), "env", "GOOS=js", "GOARCH=wasm", "go", "build", "-trimpath", "-ldflags", flags, "-o", module, "./wasm"); err != nil {
			return nil, err
		}
		text, err := os.ReadFile(module)
		if err != nil {
			return nil, err
		}
		packed, err := gzipped(text)
		if err != nil {
			return nil, err
		}
		sizes.Add("`go build -ldflags '"+flags+"'`", report.Bytes(int64(len(text))), report.Bytes(packed))
	}
	times, node, err := b.node(ctx, module)
	if err != nil {
		return nil, err
	}
	return map[string]string{"wasm": sizes.String() + "\n" + wasmTable(times) + "\nnode " + node + "; 2,000 titles twenty times over, after some that warm up.\n"}, nil
}

// node runs the module repeats times.
func (b *bench) node(ctx context.Context, module string) (times []wasmTimes, version string, err error) {
	if version, err = b.output(ctx, "", "node", "--version"); err != nil {
		return nil, "", fmt.Errorf("%w; install the package nodejs", err)
	}
	root, err := b.output(ctx, "", "go", "env", "GOROOT")
	if err != nil {
		return nil, "", err
	}
	support := filepath.Join(strings.TrimSpace(root), "lib", "wasm", "wasm_exec.js")
	for range b.repeats {
		out, err := b.output(ctx, "", "taskset", "-c", b.one(), "node", filepath.Join(b.self(), "wasm", "run.js"), support, module, b.path("headlines."+plainLines))
		if err != nil {
			return nil, "", err
		}
		var t wasmTimes
		if err := json.Unmarshal([]byte(out), &t); err != nil {
			return nil, "", fmt.Errorf("node printed %q: %w", out, err)
		}
		b.tell("   %.2f µs inside, %.2f µs called", t.Inside*1e6, t.Called*1e6)
		times = append(times, t)
	}
	return times, strings.TrimSpace(version), nil
}

func wasmTable(times []wasmTimes) string {
	t := &report.Table{Head: []string{"in node, processor time on one core", "median (least–most)"}}
	row := func(name, unit string, scale float64, pick func(wasmTimes) float64) {
		var s measure.Sample
		for _, one := range times {
			s = append(s, pick(one))
		}
		t.Add(name, report.Spread(s, scale)+" "+unit)
	}
	row("a title, called from JavaScript", "µs", 1e6, func(w wasmTimes) float64 { return w.Called })
	row("a title, within the module", "µs", 1e6, func(w wasmTimes) float64 { return w.Inside })
	row("from the file to a running module", "ms", 1e3, func(w wasmTimes) float64 { return w.Start })
	row("the first title, which makes the model ready", "ms", 1e3, func(w wasmTimes) float64 { return w.Ready })
	return t.String()
}

// gzipped is the size after gzip -9.
func gzipped(text []byte) (int64, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(text); err != nil {
		return 0, err
	}
	err = w.Close()
	return int64(b.Len()), err
}

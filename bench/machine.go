package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// stamp tells when and on what a part was measured. The load is the mean
// number of processes that wanted a core in the minute before; beside what the
// bench runs itself, anything of it disturbs.
func stamp(begin time.Time, before, after string) string {
	return fmt.Sprintf("*%s, %s, %d cores, %s; load %s at the start, %s at the end.*\n",
		begin.UTC().Format("2 January 2006"), cpuModel(), runtime.NumCPU(), runtime.Version(), before, after)
}

// cpuModel is the processor's name by Linux, else the architecture.
func cpuModel() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	return modelName(string(info))
}

func modelName(info string) string {
	for line := range strings.Lines(info) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// load is the load average of the last minute.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

// available is the memory in bytes that programs can still have; without
// Linux's word for it, no limit is known.
func available() int64 {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return math.MaxInt64
	}
	return memAvailable(string(info))
}

func memAvailable(info string) int64 {
	for line := range strings.Lines(info) {
		if rest, ok := strings.CutPrefix(line, "MemAvailable:"); ok {
			if kB, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64); err == nil {
				return kB << 10
			}
		}
	}
	return math.MaxInt64
}

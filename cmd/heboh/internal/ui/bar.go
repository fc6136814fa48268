package ui

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Bar is a progress bar on standard error; where that is no terminal it is
// silent. It may be used by one goroutine at a time.
type Bar struct {
	bar *progressbar.ProgressBar
	w   io.Writer
}

// NewBar returns a bar for total steps of what; total -1 means unknown, and
// bytes makes it count in bytes.
func (u *UI) NewBar(what string, total int64, bytes bool) *Bar {
	if !IsTerminal(u.Err) {
		return &Bar{}
	}
	return &Bar{w: u.Err, bar: progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(u.Err),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(bytes),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionUseANSICodes(true),
	)}
}

// Set moves the bar to n of total steps of what.
func (b *Bar) Set(what string, n, total int64) {
	if b.bar == nil {
		return
	}
	if b.bar.GetMax64() != total {
		b.bar.ChangeMax64(total)
	}
	b.bar.Describe(what)
	_ = b.bar.Set64(n) // a bar that cannot be drawn is no reason to stop
}

// Add moves the bar on by n.
func (b *Bar) Add(n int64) {
	if b.bar != nil {
		_ = b.bar.Add64(n)
	}
}

// Clear takes the bar off the screen, before a message or at the end.
func (b *Bar) Clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
}

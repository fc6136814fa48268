// Package measure runs programs on chosen cores and tells what they cost.
package measure

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Usage is what a program took. CPU is user and system time of the program and
// of the programs it waited for, from wait4(2); it counts work rather than
// waiting, so that other load on the machine shows in it far less than in Wall.
type Usage struct {
	Wall, CPU time.Duration
	RSS       int64 // peak resident bytes of the largest single process
}

// Command is a program to measure.
type Command struct {
	Args   []string
	Stdin  func(io.Writer) error // writes its standard input; nil for none
	Stdout string                // file for its standard output; "" discards it
	Cores  string                // as taskset takes them, such as "0" or "0,1"; "" for all
}

// Run runs the command and waits for it. A status other than 0 is an error that
// shows the end of what the program said.
//
// Linux counts into a process's peak what its parent held when it was started,
// so the caller must stay small for RSS to mean something.
func Run(ctx context.Context, c Command) (Usage, error) {
	args := c.Args
	if c.Cores != "" {
		args = append([]string{"taskset", "-c", c.Cores}, args...)
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if c.Stdout != "" {
		f, err := os.Create(c.Stdout)
		if err != nil {
			return Usage{}, err
		}
		defer f.Close()
		cmd.Stdout = f
	}
	feed, err := pipe(cmd, c.Stdin)
	if err != nil {
		return Usage{}, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return Usage{}, err
	}
	fed := feed()
	err = cmd.Wait()
	wall := time.Since(start)
	if err != nil {
		return Usage{}, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, tail(said.String()))
	}
	if err := <-fed; err != nil {
		return Usage{}, fmt.Errorf("%s: its input: %w", strings.Join(args, " "), err)
	}
	u := Usage{Wall: wall, CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.RSS = r.Maxrss << 10
	}
	return u, nil
}

// pipe connects what writes the input; the function it returns starts that.
func pipe(cmd *exec.Cmd, write func(io.Writer) error) (func() <-chan error, error) {
	done := make(chan error, 1)
	if write == nil {
		done <- nil
		return func() <-chan error { return done }, nil
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	return func() <-chan error {
		go func() {
			err := write(in)
			if end := in.Close(); err == nil {
				err = end
			}
			done <- err
		}()
		return done
	}, nil
}

// Together runs commands at the same time, as one job: Wall is that of all, CPU
// and RSS are sums.
func Together(ctx context.Context, list []Command) (Usage, error) {
	all := make([]Usage, len(list))
	errs := make([]error, len(list))
	start := time.Now()
	var wg sync.WaitGroup
	for i, c := range list {
		wg.Go(func() { all[i], errs[i] = Run(ctx, c) })
	}
	wg.Wait()
	sum := Usage{Wall: time.Since(start)}
	for i, u := range all {
		if errs[i] != nil {
			return Usage{}, errs[i]
		}
		sum.CPU += u.CPU
		sum.RSS += u.RSS
	}
	return sum, nil
}

// tail is the end of what a program said.
func tail(s string) string {
	const most = 2000
	if len(s) > most {
		s = "…" + s[len(s)-most:]
	}
	return strings.TrimSpace(s)
}

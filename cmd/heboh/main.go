// Command heboh says whether headlines are sensational and whether their wording
// is biased, how strongly, and because of which words.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// When the reader of a pipe goes away (head, less), that is a write error and
	// not a crash.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

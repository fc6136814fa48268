// Command heboh says whether headlines are sensational and whether their wording
// is biased, how strongly, and because of which words.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

func main() {
	// When the reader of a pipe goes away (head, less), that is a write error and
	// not a crash.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// programVersion is set by the linker: -ldflags "-X main.programVersion=v1.2.3".
var programVersion string

// version is the program's: the linker's word, else the module's.
func version() string {
	if programVersion != "" {
		return programVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}

func versionCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the versions of the program and of the shipped model",
		Action: func(c *cli.Context) error {
			m := model.Default()
			info := m.Info()
			_, err := fmt.Fprintf(u.Out, "heboh %s\ngo %s %s/%s\nmodel %s %s sha256:%s\n",
				version(), runtime.Version()[len("go"):], runtime.GOOS, runtime.GOARCH,
				orDash(info.Name), orDash(info.Version), sum(m))
			return err
		},
	}
}

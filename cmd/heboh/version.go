package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
	"github.com/heboh/heboh/model"
)

// programVersion is set by the linker: -ldflags "-X main.programVersion=v1.2.3".
var programVersion string

// version is the program's: the linker's word, else the module's, else the
// commit's.
func version() string {
	if programVersion != "" {
		return programVersion
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}

func versionCommand(u *ui.UI) *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the versions of the program and of the shipped model",
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			m := model.Default()
			info := m.Info()
			_, err := fmt.Fprintf(u.Out, "heboh %s\ngo %s %s/%s\nmodel %s %s sha256:%s\n",
				version(), runtime.Version()[len("go"):], runtime.GOOS, runtime.GOARCH,
				orDash(info.Name), orDash(info.Version), sum(m))
			return err
		},
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

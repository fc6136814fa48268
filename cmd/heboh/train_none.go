//go:build notrain

package main

import (
	"github.com/urfave/cli/v2"

	"github.com/heboh/heboh/cmd/heboh/internal/ui"
)

// trainingCommands are none with the build tag notrain, which keeps golearn and
// gonum out of a program that only scores and serves.
func trainingCommands(*ui.UI) []*cli.Command { return nil }

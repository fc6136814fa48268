#!/bin/sh
# Writes the manual page, plain and compressed, into a directory.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
CGO_ENABLED=0 go run ./cmd/heboh man >"$1/heboh.1"
gzip -9nc "$1/heboh.1" >"$1/heboh.1.gz"

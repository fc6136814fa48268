#!/bin/sh
# Writes the manual page, plain and compressed, into a directory. It builds the
# program, as "go run" would not record the date of the commit.
set -eu
cd "$(dirname "$0")/.."
mkdir -p "$1"
CGO_ENABLED=0 go build -o "$1/heboh" ./cmd/heboh
"$1/heboh" man >"$1/heboh.1"
gzip -9nc "$1/heboh.1" >"$1/heboh.1.gz"
rm "$1/heboh"

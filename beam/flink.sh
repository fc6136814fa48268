#!/usr/bin/env bash
# Runs heboh-beam on Flink, on this machine: starts a job server with a cluster of two
# task slots in it, runs the pipeline with its Go workers in loopback mode, and stops
# the server. Needs Go, Java 17 and Maven.
#
#   beam/flink.sh --input '/data/titles/*.jsonl' --output /data/out
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lib=${FLINK_LIB:-$here/flink/lib}
port=${FLINK_PORT:-8099}

[ -d "$lib" ] || mvn -q -B -f "$here/flink/pom.xml" dependency:copy-dependencies -DoutputDirectory="$lib" -DincludeScope=runtime
log=$(mktemp)
java -cp "$lib/*" org.apache.beam.runners.flink.FlinkJobServerDriver --job-host localhost \
	--job-port "$port" --artifact-port $((port + 1)) --expansion-port $((port + 2)) --flink-master '[local]' >"$log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -f "$log"' EXIT
until grep -q 'Job server now running' "$log"; do
	kill -0 $server 2>/dev/null || { cat "$log" >&2; exit 1; }
	sleep 0.2
done
go build -C "$here" -o "$lib/../heboh-beam" ./cmd/heboh-beam
"$lib/../heboh-beam" --runner=flink --endpoint="localhost:$port" --environment_type=LOOPBACK --parallelism=2 "$@"

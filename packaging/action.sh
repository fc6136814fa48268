#!/usr/bin/env bash
# The step of action.yml that looks at the headlines: marks on the changed lines by
# the problem matcher, a SARIF file, and the exit status of heboh score.
set -euo pipefail

specs=() files=() options=(--field "$FIELD")
while IFS= read -r spec; do
	[ -z "$spec" ] || specs+=("$spec")
done <<<"$FILES"
[ ${#specs[@]} -gt 0 ] || { echo "::error::files is empty; give git pathspecs such as content/*.md" && exit 2; }
while IFS= read -r -d '' file; do
	files+=("$file")
done < <(git ls-files -z -- "${specs[@]}")
[ ${#files[@]} -gt 0 ] || { echo "::warning::no file in the repository matches files" && exit 0; }
[ -z "$FAIL_ON" ] || options+=(--fail-on "$FAIL_ON")
[ -z "$THRESHOLD" ] || options+=(--threshold "$THRESHOLD")

status=0
heboh score "${options[@]}" --format sarif --out "$RUNNER_TEMP/headlines.sarif" --in "${files[@]}" || status=$?
echo "::add-matcher::$GITHUB_ACTION_PATH/packaging/problem-matcher.json"
heboh score "${options[@]}" --format lint --in "${files[@]}" 2>/dev/null || status=$?
exit "$status"

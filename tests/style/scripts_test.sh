#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts_test.sh ROOT: scripts parse, help works without doing anything, wrong options are refused with status 2.
set -euo pipefail
cd "$1"
failures=0
bad() { echo "$*"; failures=$((failures + 1)); }

while IFS= read -r -d '' file; do
  head -n 1 "$file" | grep -q '^#!.*bash' && { bash -n "$file" || bad "$file: does not parse"; }
done < <(find tools tests .ci -type f ! -name '*.xml' ! -name '*.png' -print0)
bash -n tools/dev/common.sh || bad "tools/dev/common.sh: does not parse"

for script in tools/run tools/test tools/dev/fuzz; do
  "$script" --help | grep -q "$script" || bad "$script --help says nothing about itself"
  status=0
  "$script" --no-such-option >/dev/null 2>&1 || status=$?
  [ "$status" -eq 2 ] || bad "$script --no-such-option: exit $status, expected 2"
done

[ "$failures" -eq 0 ]

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts_test.sh ROOT: scripts parse, help works without doing anything, wrong options are refused with status 2, and no
# path of one machine stands in the tree.
set -euo pipefail
cd "$1"
failures=0
bad() { echo "$*"; failures=$((failures + 1)); }

while IFS= read -r -d '' file; do
  head -n 1 "$file" | grep -q '^#!.*bash' && { bash -n "$file" || bad "$file: does not parse"; }
done < <(find tools tests .ci -type f ! -name '*.xml' ! -name '*.png' -print0)
bash -n tools/dev/common.sh || bad "tools/dev/common.sh: does not parse"

for script in tools/run tools/test; do
  "$script" --help | grep -q "$script" || bad "$script --help says nothing about itself"
  status=0
  "$script" --no-such-option >/dev/null 2>&1 || status=$?
  [ "$status" -eq 2 ] || bad "$script --no-such-option: exit $status, expected 2"
done

# Written in pieces so that this file does not find itself.
machine_paths="/tmp/""wt/|/work/""main|/work/""shared|/tmp/""hub"
if grep -rnIE "$machine_paths" --include='*' schema archive indexer server config tools tests docs cmake ./*.md ./*.txt ./*.json .ci 2>/dev/null; then
  bad "a path of one machine stands in the tree"
fi
[ "$failures" -eq 0 ]

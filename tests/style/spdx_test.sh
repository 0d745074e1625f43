#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# spdx_test.sh ROOT: each source file begins with its licence line; each script has it within its first two lines.
set -euo pipefail
cd "$1"
failures=0
line='SPDX-License-Identifier: GPL-3.0-or-later'
while IFS= read -r -d '' file; do
  head -n 1 "$file" | grep -q "$line" || { echo "$file:1: no licence line"; failures=$((failures + 1)); }
done < <(find schema archive indexer server config tools tests -type f \( -name '*.cpp' -o -name '*.h' \) -print0)
while IFS= read -r -d '' file; do
  head -n 2 "$file" | grep -q "$line" || { echo "$file: no licence line in its first two lines"; failures=$((failures + 1)); }
done < <(find tools tests .ci -type f \( -name '*.sh' -o -name '*.awk' -o -path 'tools/run' -o -path 'tools/test' -o -path '.ci/run' \) -print0)
[ "$failures" -eq 0 ]

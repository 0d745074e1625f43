#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# links_test.sh ROOT: every file of this tree that a page names is there: [text](link) and path/in/the/tree (or the stem of one).
set -euo pipefail
cd "$1"
failures=0
for page in README.md CHANGELOG.md LICENSE docs/*.md docs/adr/*.md; do
  from=$(dirname "$page")
  while read -r link; do
    link=${link%%#*}
    case $link in '' | http*://* | mailto:*) continue ;; esac
    [ -e "$from/$link" ] || { echo "$page: link to $link, which is not there"; failures=$((failures + 1)); }
  done < <(grep -oE '\]\([^) ]+\)' "$page" | sed 's/^](//; s/)$//')
  while read -r path; do
    path=${path%.}
    compgen -G "$path*" >/dev/null || { echo "$page: names $path, which is not there"; failures=$((failures + 1)); }
  done < <(grep -oE '(^|[^A-Za-z0-9_/.-])(docs|config|schema|archive|indexer|server|tools|tests)/[A-Za-z0-9_./*-]+' "$page" | sed -E 's/^[^a-z]//' |
    grep -vE '^archive/(packages|log|log/.*)/?$|^config/import' | sort -u)
done
[ "$failures" -eq 0 ]

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# packages_test.sh ROOT: what CMake asks pkg-config for comes from a package that tools/dev/packages.txt lists.
set -euo pipefail
cd "$1"
command -v dpkg >/dev/null && command -v pkg-config >/dev/null || { echo "skipped: no dpkg or pkg-config here"; exit 0; }
failures=0
modules=$(grep -rhoE 'pkg_check_modules\([^)]*\)' --include=CMakeLists.txt . | sed -E 's/.*\(//; s/\)//' | tr ' ' '\n' |
  grep -vE '^[A-Z0-9_]+$' | sed -E 's/[<>=].*//' | sort -u)
[ -n "$modules" ] || { echo "no pkg_check_modules found: the search is wrong"; exit 1; }
for module in $modules; do
  folder=$(pkg-config --variable=pcfiledir "$module") || { echo "$module: pkg-config does not know it"; failures=$((failures + 1)); continue; }
  package=$(dpkg -S "$folder/$module.pc" | cut -d: -f1)
  grep -qx "$package" tools/dev/packages.txt || { echo "$module comes from $package, which tools/dev/packages.txt does not list"; failures=$((failures + 1)); }
done
[ "$failures" -eq 0 ]

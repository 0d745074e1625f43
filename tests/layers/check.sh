#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh ROOT: who includes whom under ROOT, against ROOT/docs/layers.txt. Prints each offence; exit 1 when there is one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$1"
folders=()
for folder in schema archive indexer server config tools; do [ ! -d "$folder" ] || folders+=("$folder"); done
# grep -H gives FILE:LINE:#include "path" or <path>; paths hold no colon here.
{ grep -rHnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' --include='*.h' --include='*.cpp' "${folders[@]}" || true; } |
  sed -E 's/^([^:]*):([0-9]+):[^"<]*["<]([^">]*)[">].*$/\1\t\2\t\3/' |
  awk -f "$here/check.awk" docs/layers.txt -

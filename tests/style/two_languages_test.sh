#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a caller did wrong is told him in Chinese and English: an Error of a code below 500 is never made of one string.
set -eu
cd "$1"
table=schema/model/error_codes.def
# What only tells which of our own files it was keeps the texts of the table.
codes=$(sed -n 's/^CUNDANG_ERROR(\([A-Za-z]*\), *4[0-9][0-9],.*/\1/p' "$table" |
  grep -vxE 'FileUnreadable|DataDirectoryBusy|StoreVersionExists' | paste -sd'|')
[ -n "$codes" ] || { echo "no codes read from $table"; exit 1; }
bad=$(grep -rnE "Error\{ErrorCode::($codes), *(\"|std::|[a-z_]+\})" schema archive indexer server config tools \
  --include='*.cpp' --include='*.h' | grep -v 'std::move(reason)' || true)
[ -z "$bad" ] || { echo "in one language only:"; echo "$bad"; exit 1; }

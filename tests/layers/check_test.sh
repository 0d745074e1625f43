#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The check itself can fail: each row is a file and an include that must (bad) or must not (good) be complained of.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

row() {  # row good|bad FILE INCLUDE
  rm -rf "${work:?}/tree"
  mkdir -p "$work/tree/docs" "$work/tree/$(dirname "$2")"
  cp "$source_dir/docs/layers.txt" "$work/tree/docs/"
  printf '// SPDX\n#include %s\n' "$3" >"$work/tree/$2"
  local verdict=good
  "$here/check.sh" "$work/tree" >"$work/out" || verdict=bad
  [ "$verdict" = "$1" ] && return 0
  echo "$2 includes $3: expected $1, judged $verdict"
  failures=$((failures + 1))
}

row good schema/xml/reader.cpp '"schema/model/record.h"'
row bad schema/model/record.cpp '"schema/xml/record_reader.h"'
row bad archive/ingest/line.cpp '"indexer/xapian/index.h"'
row bad indexer/xapian/index.cpp '"archive/registry/registry.h"'
row good server/app/search.cpp '"indexer/xapian/index.h"'
row bad server/app/search.cpp '"server/http/router.h"'
row bad server/obligations/rule.cpp '"schema/xml/record_reader.h"'
row good tools/init.cpp '"archive/crypto/key_store.h"'
row good indexer/xapian/writer.cpp '"indexer/index_entry.h"'
row bad indexer/index_entry.cpp '"indexer/xapian/index.h"'
row bad archive/unnamed/x.cpp '<string>'
row good archive/crypto/digest.cpp '<openssl/evp.h>'
row bad archive/evidence/merkle.cpp '<openssl/evp.h>'
row bad server/app/parse.cpp '<libxml/parser.h>'
row good server/delivery/smtp.cpp '<Poco/Net/SMTPClientSession.h>'
row bad server/app/notice_cases.cpp '<Poco/Net/SMTPClientSession.h>'
row bad server/notices/plan.cpp '"server/delivery/smtp.h"'
row bad server/http/search.cpp '<xapian.h>'
row bad server/web/page.cpp '<unicode/unistr.h>'
row bad server/accounts/accounts.cpp '<Poco/Data/Session.h>'
row bad archive/verify/package.cpp '<zip.h>'
row bad server/http/board_files.cpp '<xlsxwriter.h>'
row bad server/obligations/board.cpp '<pango/pangocairo.h>'
row bad server/papers/board.cpp '"server/app/service.h"'
row good tools/client.cpp '<Poco/Net/HTTPClientSession.h>'
row bad server/app/client.cpp '"Poco/Net/HTTPClientSession.h"'
[ "$failures" -eq 0 ]

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# arrangement_test.sh CUNDANG ROOT: what is proposed for 归档 can be filed as it stands, gives every document its 档号, and says so ever after.
set -euo pipefail
cundang=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$work/data
"$cundang" init --data "$data" --origin cundang.example/check --simulated-clock --demo "$root/config/demo" --json >/dev/null
count() { "$cundang" arrangement --data "$data" --state "$1" --json | grep -o '"number":' | wc -l; }

awaiting=$(count awaiting)
# One test a line: of a chain with && the shell lets every part but the last fail.
[ "$awaiting" -gt 0 ]
[ "$(count filed)" -eq 0 ]

"$cundang" arrangement --data "$data" --propose BGS --year 2012 --out "$work/first.xml"
# The last line is kept as 资料 instead: the numbers before it stay as they are.
last=$(grep -o '<filed record="R[0-9]*"' "$work/first.xml" | tail -n 1 | grep -o 'R[0-9]*')
sed -i "s|<filed record=\"$last\".*/>|<kept record=\"$last\" reason=\"抄送件\"/>|" "$work/first.xml"
"$cundang" submit "$work/first.xml" --data "$data" --as AWB >"$work/receipt"
# Who may read it is a unit, never a 档号.
grep -o 'audience [^\\]*' "$work/receipt" | grep -qx 'audience AWB'
[ "$(count awaiting)" -eq 0 ]
[ "$(count kept)" -eq 1 ]
[ "$(count filed)" -eq $((awaiting - 1)) ]

# Filed again (with another title: the same bytes would only give the same receipt), no line that gave a code has effect, and each says why.
sed -i 's|归档整理登记|归档整理补充登记|' "$work/first.xml"
"$cundang" submit "$work/first.xml" --data "$data" --as AWB >/dev/null
"$cundang" arrangement --data "$data" --json >"$work/report"
[ "$(grep -o '"reason_en":"it has the code 0001-WS' "$work/report" | wc -l)" -eq $((awaiting - 1)) ]
grep -q '"continuity":\[\]' "$work/report"

status=0
"$cundang" arrangement --data "$data" --propose BGS >/dev/null 2>&1 || status=$?
[ "$status" -eq 4 ]

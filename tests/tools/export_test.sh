#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# export_test.sh CUNDANG ROOT [CHANGES]: an export holds in an empty network namespace and does not after any one byte of
# it is changed; a fixed seed chooses CHANGES of them (12; 500 by hand).
set -euo pipefail
cundang=$1
verify=$2/archive/packages/carried/verify.sh
changes=${3-12}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cundang" init --data "$work/data" --origin cundang.example/check --simulated-clock --demo "$2/config/demo" --json >/dev/null
# A record with an attachment beside those of the demonstration.
seq 1 2000 >"$work/正本 一.pdf"
digest=$(sha256sum "$work/正本 一.pdf")
sed -e '/<attachment number="1"/d' -e 's/number="2"/number="1"/' -e 's/name="铭建函[^"]*"/name="正本 一.pdf"/' \
  -e "s/size=\"240117\" sha256=\"[0-9a-f]*\"/size=\"$(stat -c %s "$work/正本 一.pdf")\" sha256=\"${digest%% *}\"/" \
  "$2/tests/fixtures/records/good/other-document.xml" >"$work/r.xml"
received=$("$cundang" submit "$work/r.xml" --data "$work/data" --as ZJW | grep -o '"accession":"R[0-9]*"' | cut -d'"' -f4)
"$cundang" export --data "$work/data" --id R0000010 --id "$received" --out "$work/e.zip" >/dev/null
unzip -p "$work/e.zip" "records/$received.asice" >"$work/with.asice"
unzip -p "$work/with.asice" attachments/0001.pdf | cmp - "$work/正本 一.pdf"
alone=(unshare -n)
unshare -n true 2>/dev/null || { echo "no privilege for unshare -n: checked with the network there"; alone=(); }
${alone[@]+"${alone[@]}"} bash "$verify" "$work/e.zip"
unzip -p "$work/e.zip" verify.sh | cmp - "$verify"
unzip -p "$work/e.zip" records/R0000010.asice | cmp - "$(find "$work/data/archive/packages" -name R0000010.asice)"
size=$(stat -c %s "$work/e.zip")
RANDOM=20120702
for ((i = 0; i < changes; i++)); do
  at=$(((RANDOM << 15 | RANDOM) % size))
  cp "$work/e.zip" "$work/changed.zip"
  old=$(od -An -tu1 -j "$at" -N 1 "$work/e.zip")
  printf "\\x$(printf %02x $((old ^ (1 + RANDOM % 255))))" | dd of="$work/changed.zip" bs=1 seek="$at" conv=notrunc status=none
  status=0
  bash "$verify" "$work/changed.zip" >/dev/null 2>"$work/said" || status=$?
  [ "$status" -eq 1 ] || { echo "byte $at changed: exit status $status"; cat "$work/said"; exit 1; }
done
# The keys as they came another way, named from another folder; one that is not the archive's; and what is mistyped.
unzip -qq "$work/e.zip" log/vkey log/ca.pem -d "$work/known"
(cd "$work" && bash "$verify" e.zip --vkey known/log/vkey --ca known/log/ca.pem) >/dev/null
sed 's/+[0-9a-f]*+/+00000000+/' "$work/known/log/vkey" >"$work/other"
"$cundang" init --data "$work/stranger" --origin cundang.example/stranger --json >/dev/null
says() { # STATUS WORDS ARGUMENT…
  local status=0 wanted=$1 words=$2
  shift 2
  bash "$verify" "$@" >/dev/null 2>"$work/said" || status=$?
  [ "$status" -eq "$wanted" ] && grep -q "$words" "$work/said" || { echo "$*: exit status $status"; cat "$work/said"; exit 1; }
}
says 1 "the one you know" "$work/e.zip" --vkey "$work/other"
says 1 'the one you know' "$work/e.zip" --ca "$work/stranger/archive/log/ca.pem"
says 2 'cannot be read' "$work/e.zip" --vkey "$work/nothing"
says 2 'cannot be read' "$work/e.zip" --vkey
says 2 'unknown option' --vkye "$work/other" "$work/e.zip"
says 2 'one export at a time' "$work/e.zip" "$work/e.zip"
says 2 usage
says 1 'damaged' "$work/r.xml"
# A target that is there is never overwritten.
status=0
"$cundang" export --data "$work/data" --id R0000010 --out "$work/e.zip" >/dev/null 2>&1 || status=$?
[ "$status" -eq 9 ]
# What one may not read goes with nobody's list, and nothing is left of the attempt.
printf '# of the office\nR0000065\r\n\nR0000006\n' >"$work/list"
status=0
"$cundang" export --data "$work/data" --list "$work/list" --as JTJ --out "$work/l.zip" >/dev/null 2>"$work/said" || status=$?
[ "$status" -eq 4 ]
grep -q R0000065 "$work/said"
[ -z "$(find "$work" -name 'l.zip*')" ]
"$cundang" export --data "$work/data" --list "$work/list" --out "$work/l.zip" >/dev/null
[ "$(unzip -p "$work/l.zip" manifest.csv | cut -d, -f1 | tail -n +2 | tr '\n' ' ')" = 'R0000065 R0000006 ' ]
# Of a query all hits, in the order of the search.
"$cundang" export --data "$work/data" --query 安全 --as JTJ --out "$work/q.zip" >/dev/null
"$cundang" search 安全 --data "$work/data" --as JTJ --json | grep -o '"id":"R[0-9]*"' | cut -d'"' -f4 >"$work/found"
[ -s "$work/found" ]
unzip -p "$work/q.zip" manifest.csv | cut -d, -f1 | tail -n +2 | head -n "$(wc -l <"$work/found")" | cmp - "$work/found"

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
"$cundang" export --data "$work/data" --id R0000010 --id R0000050 --out "$work/e.zip" >/dev/null
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
# A target that is there is never overwritten.
status=0
"$cundang" export --data "$work/data" --id R0000010 --out "$work/e.zip" >/dev/null 2>&1 || status=$?
[ "$status" -eq 9 ]

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# man_test.sh ROOT: the manual page names every subcommand, every option and every exit status of the program, and no other command.
set -euo pipefail
cd "$1"
page=docs/man/cundang.1
plain=$(sed 's/\\f.//g; s/\\-/-/g; s/^\.[A-Z]* //' "$page")
failures=0
bad() { echo "$*"; failures=$((failures + 1)); }

commands=$(grep -ohE '(add\(app, |app\.add_subcommand\()"[a-z-]+"' tools/main.cpp | grep -oE '"[a-z-]+"' | tr -d '"' | sort -u)
[ -n "$commands" ] || bad "no subcommand found in tools/main.cpp"
for command in $commands; do
  grep -qE "^\"?$command\b" <<<"$plain" || bad "$page does not describe the command $command"
done
described=$(sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' "$page" | grep -A1 -E '^\.T[PQ]$' | grep -oE '^\.B[IR]? "?[a-z]+' | grep -oE '[a-z]+$' | sort -u)
for command in $described; do
  grep -qx "$command" <<<"$commands" || bad "$page describes $command, which the program does not have"
done
for option in $(grep -ohE '(add_option|add_flag)\("--[a-z-]+"' tools/main.cpp | grep -oE '\-\-[a-z-]+' | sort -u); do
  grep -qe "$option" <<<"$plain" || bad "$page does not name the option $option"
done
for status in $(grep -oE '^CUNDANG_ERROR\([A-Za-z]+, [0-9]+, [0-9]+' schema/model/error_codes.def | awk -F', ' '{ print $3 }' | sort -un); do
  grep -qx "$status" <<<"$plain" || bad "$page does not name the exit status $status"
done
[ "$failures" -eq 0 ]

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The score of a whole year from documents to points, and once more by second_opinion.pl from the exported archive alone:
# both agree to the point; the archive without its service gives the same bytes; another policy says whose score moves.
#   second_opinion_test.sh CUNDANG SOURCE
set -euo pipefail
cundang=$1 source=$2
command -v unzip >/dev/null || { echo "unzip is not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CUNDANG_CONFIG=$source/config

"$cundang" init --data "$work/data" --simulated-clock --start 2012-06-01T08:00:00+08:00 \
  --demo "$source/tests/server/assessment/year" >"$work/init.log" 2>&1 || { cat "$work/init.log"; exit 1; }

fail() { echo "$*"; exit 1; }
totals() {    # UNIT total, and "veto" behind a vetoed one
  grep -o '"unit":"[A-Z]*","unit_name":"[^"]*","total":"[^"]*","before_review":"[^"]*","band":"[^"]*","rank":[0-9]*,"vetoed":[a-z]*' "$1" |
    sed 's/"unit":"\([A-Z]*\)".*"total":"\([^"]*\)",.*"vetoed":/\1 \2 /; s/ true$/ veto/; s/ false$//' | sort
}

# What the archive holds is all there is: the folders are carried away, the rest is left behind.
mkdir "$work/carried"
cp -r "$work/data/archive/packages" "$work/data/archive/log" "$work/carried"

examples=$source/config/packs/examples
compare() {    # NAME DATA CARRIED ON PACK...
  local name=$1 data=$2 carried=$3 on=$4 packs=() flags=()
  shift 4
  for pack in "$@"; do packs+=("$pack"); flags+=(--pack "$pack"); done
  "$cundang" assess --year 2012 --on "$on" --json --data "$data" "${flags[@]}" >"$work/$name.data.json"
  "$cundang" assess --year 2012 --on "$on" --json --from "$carried" "${flags[@]}" >"$work/$name.carried.json"
  cmp "$work/$name.data.json" "$work/$name.carried.json" || fail "$name: the carried archive gives another result"
  totals "$work/$name.data.json" >"$work/$name.first"
  perl "$source/tests/server/assessment/second_opinion.pl" "$carried" 2012 "$on" "${packs[@]}" | sort >"$work/$name.second"
  diff "$work/$name.first" "$work/$name.second" || fail "$name: the two computations differ"
  [ "$(wc -l <"$work/$name.first")" -eq 12 ] || fail "$name: not every unit has a score"
}
compare shipped "$work/data" "$work/carried" 2013-04-01
compare example "$work/data" "$work/carried" 2013-04-01 "$examples/scoring-example-2012-district.xml" "$examples/scoring-example-2012-department.xml"

# The exercise archive: minutes with matters that units lead or join, some with a day of their own, and a talk.
"$cundang" init --data "$work/demo" --origin cundang.example/test --simulated-clock --demo "$source/config/demo" >"$work/init.log" 2>&1 ||
  { cat "$work/init.log"; exit 1; }
compare demo "$work/demo" "$work/demo/archive" 2012-12-31 "$examples/scoring-example-2012-district.xml" "$examples/scoring-example-2012-department.xml"

# By hand: docs/formats/assessment.md, "A year worked by hand".
diff - "$work/example.first" <<'TABLE' || fail "the example year's scores"
GAJ 95
HDQ 88.89
JTJ 85.71
JXW 78.57
JYW 85
LSQ 96 veto
LYJ 100
SWJ 91.43
WSJ 94.29
XHQ 100 veto
ZJW 95.79 veto
ZLJ 100
TABLE
grep -q '^WSJ 98$' "$work/shipped.first" || fail "the shipped pack scores the criticism alone"

# The card names the accident and the quota behind a veto; the shipped pack, whose authority knows none, vetoes nobody.
"$cundang" assess --year 2012 --on 2013-04-01 --unit LSQ --data "$work/data" --pack "$examples/scoring-example-2012-district.xml" >"$work/lsq.txt"
grep -q '死亡人数控制指标 8（R[0-9]*，.*死亡 9 人.*R[0-9]* 2012-09-10 死亡 9 人' "$work/lsq.txt" || { cat "$work/lsq.txt"; fail "the card does not name quota and accident"; }
if grep -q veto "$work/shipped.first"; then fail "the shipped pack vetoes"; fi

# What-if over the frozen year: with 25 working days HDQ's reply to the letter is in time.
"$cundang" assess --year 2012 --on 2013-04-01 --data "$work/data" --policy 函告-书面反馈=25 \
  --pack "$examples/scoring-example-2012-district.xml" >"$work/what-if.txt"
grep -q '假设执行口径 函告-书面反馈 = 25' "$work/what-if.txt" || fail "the assumption is not said"
if "$cundang" assess --year 2012 --data "$work/data" --policy 没有=3 >/dev/null 2>&1; then fail "a policy that was never filed"; fi

# Who sees what: a department its own card alone, an enterprise none.
"$cundang" assess --year 2012 --json --data "$work/data" --as SWJ >"$work/swj.json"
[ "$(totals "$work/swj.json" | wc -l)" -eq 1 ] || fail "SWJ sees another's score"
if "$cundang" assess --year 2012 --json --data "$work/data" --as MYJT >/dev/null 2>&1; then fail "an enterprise sees a score"; fi
echo "two computations agree on 12 units, in three ways"

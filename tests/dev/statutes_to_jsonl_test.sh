#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tools/dev/statutes-to-jsonl SOURCE_DIR: each row is one line in and the exact line out.
script=$1/tools/dev/statutes-to-jsonl
failed=0

row() {  # name, line in (printf escapes), line out
  got=$(printf "$2" | "$script")
  [ "$got" = "$3" ] && return
  failed=1
  printf '%s\n  got      %s\n  expected %s\n' "$1" "$got" "$3"
}

object() { printf '{"id":"%s","kind":"other-document","title":"%s","issuer":"","doc_no":"%s","date":"%s","recipients":"","body":"%s"}' "$@"; }

row Plain 'a1\t安全生产法\t第一条 为了加强安全生产工作。\n' "$(object a1 安全生产法 '' '' '第一条 为了加强安全生产工作。')"
row QuotationMark '2\t"新"法\t称"旧"法\n' "$(object 2 '\"新\"法' '' '' '称\"旧\"法')"
row BackslashStaysItself '3\tC:\\\\n\t路径\\\\t\n' "$(object 3 'C:\\n' '' '' '路径\\t')"
row TabInsideText '4\tt\ta\tb\n' "$(object 4 t '' '' 'a\tb')"
row ControlCharacters '5\tt\ta\001b\037c\033d\n' "$(object 5 t '' '' 'a\u0001b\u001fc\u001bd')"
row AmpersandAndPercent '6\tA&B\t50%% & <p>\n' "$(object 6 'A&B' '' '' '50% & <p>')"
row DateAndNumber '7\tt\t国务院令 国发〔2012〕5号 2012年7月2日公布\n' "$(object 7 t '国发〔2012〕5号' 2012-07-02 '国务院令 国发〔2012〕5号 2012年7月2日公布')"
row NoSuchMonth '8\tt\t2012年13月2日\n' "$(object 8 t '' '' '2012年13月2日')"
row NumberInBrackets '9\tt\t根据《通知》（安委办〔2011〕14号）制定\n' "$(object 9 t '安委办〔2011〕14号' '' '根据《通知》（安委办〔2011〕14号）制定')"

printf '1\tonly two\n' | "$script" >/dev/null 2>&1
[ $? -eq 0 ] && { echo "a line of two fields must not pass unseen"; failed=1; }
[ "$(printf '1\ta\tb\n2\ta\tb\n3\ta\tb\n' | "$script" -n 2 | wc -l)" -eq 2 ] || { echo "-n 2 gives two lines"; failed=1; }
exit $failed

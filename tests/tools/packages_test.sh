#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# packages_test.sh CUNDANG ROOT: every package of the demonstration archive is OCFL without a word of complaint, a changed one is not, and the metadata of
# every container is valid to stock xmllint.
set -euo pipefail
cundang=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cundang" init --data "$work/data" --origin cundang.example/check --simulated-clock --demo "$root/config/demo" --json >/dev/null
packages=$work/data/archive/packages

# The demonstration has no attachments: one record more that has one, and an urgency, and a name that XML must escape.
printf 'bytes of a drawing' >"$work/a&b.pdf"
sum=$(sha256sum "$work/a&b.pdf" | cut -d' ' -f1)
cat >"$work/record.xml" <<EOF
<record xmlns="urn:cundang:record:1" form="1.0">
  <submitter unit="ZJW">市住房城乡建设委</submitter>
  <author unit="ZJW">市住房城乡建设委</author>
  <label>公开</label>
  <document><urgency>加急</urgency><title>脚手架检查记录</title><date>2012-07-13</date></document>
  <other-document/>
  <body><p id="p1">见附件。</p></body>
  <attachments><attachment number="1" role="附件" name="a&amp;b.pdf" media-type="application/pdf" size="18" sha256="$sum"/></attachments>
</record>
EOF
"$cundang" submit "$work/record.xml" --data "$work/data" --as ZJW >/dev/null

found=$("$cundang" verify --ocfl "$packages" --json)
[ "$found" = "[]" ] || { echo "$found"; exit 1; }

count=0
with_attachments=0
while read -r container; do
  unzip -p "$container" META-INF/metadata.xml >"$work/metadata.xml"
  xmllint --nonet --noout --schema "$root/schema/metadata/metadata.xsd" "$work/metadata.xml" 2>"$work/complaints" ||
    { echo "$container"; cat "$work/complaints"; exit 1; }
  grep -q '<附件>' "$work/metadata.xml" && with_attachments=$((with_attachments + 1))
  count=$((count + 1))
done < <(find "$packages" -name '*.asice')
echo "$count containers, $with_attachments with attachments"
# One test a line: of a chain with && the shell lets every part but the last fail.
[ "$count" -gt 0 ]
[ "$with_attachments" -gt 0 ]

# One object carried away is an object; with one byte of content changed it is named by its code, and the exit status says so.
object=$(dirname "$(find "$packages" -name '0=ocfl_object_1.1' | sort | head -n 1)")
cp -r "$object" "$work/object"
"$cundang" verify --ocfl "$work/object" >/dev/null
printf x >>"$(find "$work/object/v1/content" -type f | sort | head -n 1)"
status=0
"$cundang" verify --ocfl "$work/object" --json >"$work/found" || status=$?
[ "$status" -eq 11 ]
grep -q '"code":"E092","severity":"fault"' "$work/found"

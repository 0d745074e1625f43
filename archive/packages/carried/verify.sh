#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# verify.sh EXPORT.zip [--vkey FILE] [--ca FILE]: checks every byte of an export of cundang, without a network, with
# bash, coreutils, unzip, openssl and xmlsec1. --vkey and --ca: the keys as they came to you another way.
# Exit status: 0 all holds; 1 something is wrong, the first of it is named; 2 it could not be looked at.
set -uo pipefail
export LC_ALL=C TZ=UTC
usage() { echo "$* 用法 / usage: verify.sh EXPORT.zip [--vkey FILE] [--ca FILE]" >&2; exit 2; }
# The file named, from wherever we are later on.
readable() {
  [ -f "$1" ] && [ -r "$1" ] || usage "不能读取 / cannot be read: $1."
  case $1 in /*) known=$1 ;; *) known=$PWD/$1 ;; esac
}
zip_path='' vkey_known='' ca_known=''
while [ $# -gt 0 ]; do
  case $1 in
    --vkey) readable "${2-}"; vkey_known=$known; shift ;;
    --ca) readable "${2-}"; ca_known=$known; shift ;;
    -*) usage "不认识的选项 / unknown option: $1." ;;
    *) [ -z "$zip_path" ] || usage "一次核验一个导出包 / one export at a time."; readable "$1"; zip_path=$known ;;
  esac
  shift
done
[ -n "$zip_path" ] || usage
for tool in unzip openssl xmlsec1 sha256sum od base64; do
  command -v "$tool" >/dev/null || { echo "缺少工具 / missing tool: $tool" >&2; exit 2; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
wrong() { echo "有误 / wrong: $*" >&2; exit 1; }
hex() { od -An -v -tx1 "$@" | tr -d ' \n'; }
# Bytes of hex digits.
bytes() { local h=$1 out='' i; for ((i = 0; i < ${#h}; i += 2)); do out+="\\x${h:i:2}"; done; printf '%b' "$out"; }
sha() { local out; out=$(sha256sum "$@") || return 1; echo "${out%% *}"; }
# Two files, or standard input (-) and a file.
same() { local one; one=$(sha "$1") && [ "$one" = "$(sha "$2")" ]; }
sha_hex() { bytes "$1" | sha; }
# A number of so many bytes, little-endian.
le() { local n=$1 count=$2 out='' i; for ((i = 0; i < count; i++)); do printf -v out '%s%02x' "$out" $((n >> 8 * i & 255)); done; echo "$out"; }

# 1. The list of files is the archive's own, and no file is more or less than it says.
unzip -tqq "$zip_path" >/dev/null 2>&1 || wrong "ZIP 损坏 / the ZIP is damaged: $(unzip -tqq "$zip_path" 2>&1 | head -n 1 | tr -cd '[:print:]')"
x=$work/x
mkdir "$x"
unzip -qq -o "$zip_path" -d "$x" >/dev/null 2>&1 || wrong "ZIP 不能解开 / the ZIP cannot be unpacked"
for name in SHA256SUMS SHA256SUMS.sig export.txt log/vkey log/ca.pem log/seal.der log/checkpoint; do
  [ -f "$x/$name" ] || wrong "缺少文件 / missing: $name"
done
cd "$x" || exit 2
attime=''
while read -r key value; do [ "$key" = exported ] && attime=$value; done <export.txt
at=$(date -u -d "$attime" +%s 2>/dev/null) || wrong "export.txt: 导出时间 / time of export"
openssl x509 -inform DER -in log/seal.der -out "$work/seal.pem" 2>/dev/null || wrong "log/seal.der"
openssl verify -no-CApath -no-CAstore -CAfile log/ca.pem -attime "$at" "$work/seal.pem" >/dev/null 2>&1 ||
  wrong "log/seal.der: 不是 log/ca.pem 所签发 / not issued by log/ca.pem"
openssl x509 -in "$work/seal.pem" -noout -pubkey >"$work/seal.pub" 2>/dev/null || wrong "log/seal.der"
openssl dgst -sha256 -verify "$work/seal.pub" -signature SHA256SUMS.sig SHA256SUMS >/dev/null 2>&1 ||
  wrong "SHA256SUMS.sig: 清单签名不成立 / the list is not signed by the archive"
names=()
while read -r sum name; do
  [ -f "$name" ] || wrong "$name: 缺少文件 / missing"
  [ "$(sha "$name")" = "$sum" ] || wrong "$name: 内容与清单不符 / differs from SHA256SUMS"
  names+=("$name")
done <SHA256SUMS
names+=(SHA256SUMS SHA256SUMS.sig)

# 2. The ZIP is laid down again: no byte in it but what the list and its form give.
local_at=$((at + 28800)) # the entries' time is Beijing's
dos_time=$(((local_at % 86400 / 3600) << 11 | (local_at % 3600 / 60) << 5 | local_at % 60 / 2))
read -r year month day < <(date -u -d "@$local_at" '+%Y %-m %-d')
stamp=$(le $dos_time 2)$(le $(((year - 1980) << 9 | month << 5 | day)) 2)
layout() {
  local offset=0 central='' central_size=0 name size crc common
  for name in "${names[@]}"; do
    size=$(stat -c %s "$name")
    crc=$(hex -j $((offset + 14)) -N 4 "$zip_path")
    common=0a0000000000$stamp$crc$(le "$size" 4)$(le "$size" 4)$(le ${#name} 2)0000
    bytes "504b0304$common"
    printf '%s' "$name"
    cat "$name"
    bytes "504b01023f03${common}0000000000000000a481$(le $offset 4)" >>"$work/central"
    printf '%s' "$name" >>"$work/central"
    offset=$((offset + 30 + ${#name} + size))
    central_size=$((central_size + 46 + ${#name}))
  done
  cat "$work/central"
  bytes "504b050600000000$(le ${#names[@]} 2)$(le ${#names[@]} 2)$(le $central_size 4)$(le $offset 4)0000"
}
layout | same - "$zip_path" || wrong "ZIP 的字节与其清单不符（多出或改动）/ the ZIP holds other bytes than its list gives"

# 3. The checkpoint is signed by the log.
IFS=+ read -r origin _ key64 <log/vkey
key=$(printf '%s' "$key64" | base64 -d 2>/dev/null | hex)
[ ${#key} -eq 66 ] && [ "${key:0:2}" = 01 ] || wrong "log/vkey"
bytes "302a300506032b6570032100${key:2}" >"$work/log.der"
# checkpoint FILE: sets size and root, or returns 1.
checkpoint() {
  local text body line signed=1
  text=$(cat "$1"; printf x) && text=${text%x}
  body=${text%%$'\n\n'*}$'\n'
  printf '%s' "$body" >"$work/body"
  { read -r note_origin; read -r size; read -r root; } <"$work/body"
  root=$(printf '%s' "$root" | base64 -d 2>/dev/null | hex)
  [ "$note_origin" = "$origin" ] && [[ $size =~ ^[1-9][0-9]*$ ]] || return 1
  while read -r dash name line; do
    [ "$dash $name" = "— $origin" ] || continue
    printf '%s' "$line" | base64 -d 2>/dev/null | tail -c +5 >"$work/sig"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/log.der" -rawin -in "$work/body" -sigfile "$work/sig" >/dev/null 2>&1 || return 1
    signed=0
  done < <(printf '%s' "${text#*$'\n\n'}")
  return $signed
}
# in_log LEAF PROOF: the leaf leads by the proof to the checkpoint in it (RFC 9162, 2.1.3.2); sets index, size, root.
in_log() {
  local text head line fn sn r p paths=()
  index=''
  text=$(cat "$2"; printf x) && text=${text%x}
  head=${text%%$'\n\n'*}
  while read -r line; do
    case $line in
      c2sp.org/tlog-proof@v1) ;;
      extra\ *) printf '%s' "${line#extra }" | base64 -d 2>/dev/null | same - "$1" || return 1 ;;
      index\ *) index=${line#index } ;;
      *) paths+=("$(printf '%s' "$line" | base64 -d 2>/dev/null | hex)") ;;
    esac
  done <<<"$head"
  printf '%s' "${text#*$'\n\n'}" >"$work/note"
  if [ -n "${sure-}" ] && same "$work/note" log/checkpoint; then size=$final_size root=$final_root; else checkpoint "$work/note" || return 1; fi
  [[ $index =~ ^[0-9]+$ ]] && ((index < size)) || return 1
  fn=$index sn=$((size - 1))
  r=$({ bytes 00; cat "$1"; } | sha)
  for p in ${paths[@]+"${paths[@]}"}; do
    [ ${#p} -eq 64 ] && ((sn > 0)) || return 1
    if ((fn & 1)) || ((fn == sn)); then
      r=$(sha_hex "01$p$r")
      while ((!(fn & 1) && fn > 0)); do fn=$((fn >> 1)) sn=$((sn >> 1)); done
    else
      r=$(sha_hex "01$r$p")
    fi
    fn=$((fn >> 1)) sn=$((sn >> 1))
  done
  ((sn == 0)) && [ "$r" = "$root" ]
}
checkpoint log/checkpoint || wrong "log/checkpoint: 检查点签名不成立 / not signed by log/vkey"
final_size=$size final_root=$root sure=yes

# 4. Each record: seal, time, statement, commitment, leaf, log.
seal_holds() {
  local xml value time
  xml=$(cat META-INF/signatures.xml)
  value='<ds:SignatureValue'${xml#*<ds:SignatureValue}
  printf '%s' "${value%%</ds:SignatureValue>*}</ds:SignatureValue>" >"$work/value"
  time=${xml#*<xades:EncapsulatedTimeStamp>}
  printf '%s' "${time%%</xades:EncapsulatedTimeStamp>*}" | base64 -d >"$work/token" 2>/dev/null || return 1
  while IFS= read -r time; do [ "${time%%: *}" = 'Time stamp' ] && break; done \
    < <(openssl ts -reply -token_in -in "$work/token" -token_out -text 2>/dev/null)
  time=$(date -u -d "${time#*: }" '+%s' 2>/dev/null) || return 1
  openssl ts -verify -token_in -in "$work/token" -data "$work/value" -CAfile "$x/log/ca.pem" -attime "$time" >/dev/null 2>&1 || return 1
  xmlsec1 --verify --trusted-pem "$x/log/ca.pem" --verification-gmt-time "$(date -u -d "@$time" '+%Y-%m-%d %H:%M:%S')" \
    --id-attr:Id SignedProperties META-INF/signatures.xml >/dev/null 2>&1 || return 1
  for name in record.xml attachments/*; do
    [ -e "$name" ] && [[ $xml != *" URI=\"$name\""* ]] && return 1
  done
  return 0
}
statement_holds() {
  local key value sum number rest identity='' count=0 found
  while read -r key value; do
    read -r sum rest number <<<"$value"
    case $key in
      accession) [ "$value" = "$1" ] || return 1 ;;
      digest) digest=$value ;;
      record) [ "$(sha record.xml)" = "$sum" ] || return 1; identity+=$sum ;;
      attachment)
        printf -v number '%04d' "$number"
        found=(attachments/"$number".*)
        [ "$(sha "${found[0]}")" = "$sum" ] || return 1
        identity+=$sum count=$((count + 1)) ;;
      signatures) [ "$(sha META-INF/signatures.xml)" = "$sum" ] || return 1 ;;
    esac
  done <META-INF/statement.txt
  found=(attachments/*)
  [ -e "${found[0]}" ] || found=()
  [ ${#found[@]} -eq $count ] && [ "$(sha_hex "$identity")" = "$digest" ]
}
records=0
for file in records/*.asice; do
  [ -f "$file" ] || continue
  id=${file#records/}
  id=${id%.asice}
  r=$work/r
  rm -rf "$r"
  mkdir "$r"
  unzip -qq -o "$file" -d "$r" >/dev/null 2>&1 || wrong "$file: 不能解开 / cannot be unpacked"
  cd "$r" || exit 2
  seal_holds || wrong "$id: 印章或时间戳不成立 / seal or time stamp does not hold"
  statement_holds "$id" || wrong "$id: 登记陈述与文件不符 / the statement is of other bytes"
  commitment=$(cat META-INF/salt.bin META-INF/statement.txt | sha)
  leaf=$(cat META-INF/leaf.txt)
  [ "${leaf##*commitment }" = "$commitment" ] || wrong "$id: 日志条目不是这份陈述的 / the leaf is not this statement's"
  cd "$x" || exit 2
  in_log "$r/META-INF/leaf.txt" "$r/META-INF/proof.txt" || wrong "$id: 包内的日志证明不成立 / its own proof does not hold"
  own=$index
  in_log "$r/META-INF/leaf.txt" "proofs/$id.tlog-proof" || wrong "$id: 对最终检查点的证明不成立 / the proof to the final checkpoint does not hold"
  [ "$own" = "$index" ] && same "$work/note" log/checkpoint || wrong "$id: 两份证明不一致 / its two proofs differ"
  records=$((records + 1))
done
counted=''
while read -r key value; do [ "$key" = records ] && counted=$value; done <export.txt
[ "$records" = "$counted" ] || wrong "export.txt: 件数 / count of records: $counted, $records"

# 5. Whose keys these are is for you to know.
[ -z "$vkey_known" ] || [ "$(cat "$vkey_known")" = "$(cat "$x/log/vkey")" ] || wrong "日志公钥不是您所知的 / the log's key is not the one you know"
[ -z "$ca_known" ] || [ "$(openssl x509 -in "$ca_known" -noout -fingerprint -sha256)" = "$(openssl x509 -in "$x/log/ca.pem" -noout -fingerprint -sha256)" ] ||
  wrong "证书不是您所知的 / the certificate is not the one you know"
echo "全部成立 / all holds: $records 件 records"
echo "请与另处得知的核对 / compare with what you know from elsewhere:"
echo "  vkey $(cat "$x/log/vkey")"
echo "  ca   $(openssl x509 -in "$x/log/ca.pem" -noout -fingerprint -sha256)"

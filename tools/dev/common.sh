# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by tools/run and tools/test: what is said, and what is installed. Sourced, never run.

say() { printf '%s\n' "$*"; }
fail() {  # fail 中文 English [exit status]
  printf '错误：%s\nerror: %s\n' "$1" "$2" >&2
  exit "${3:-1}"
}

# Names of the packages in the sections given, from tools/dev/packages.txt.
packages_of() {
  local wanted=" $* "
  awk -v wanted="$wanted" '/^#/ || NF == 0 { next }
    /^\[/ { gsub(/[][]/, ""); on = index(wanted, " " $0 " ") > 0; next }
    on { print $1 }' "$project/tools/dev/packages.txt"
}

# Installs what is missing of the sections given; a second run only looks (one dpkg-query) and is done.
install_packages() {
  local missing name
  command -v dpkg-query >/dev/null || fail "本脚本只认识 Debian 的软件包；请自行安装 tools/dev/packages.txt 所列各项，再加 --no-install 运行" \
    "this script knows Debian packages only; install what tools/dev/packages.txt lists and run again with --no-install"
  missing=()
  while read -r name; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done < <(packages_of "$@")
  [ ${#missing[@]} -eq 0 ] && return 0
  say "安装 ${#missing[@]} 个软件包 / installing ${#missing[@]} packages: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "缺少软件包：${missing[*]}。请以 root 运行，或先安装 sudo" "packages are missing: ${missing[*]}. Run as root, or install sudo first"
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -q -y)
  "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null >"$project/build/apt.log" 2>&1 && return 0
  # The package lists may be missing or old: fetch them once and try again.
  "${apt[@]}" update </dev/null >>"$project/build/apt.log" 2>&1 &&
    "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null >>"$project/build/apt.log" 2>&1 && return 0
  tail -n 15 "$project/build/apt.log" >&2
  fail "软件包未能安装，原因见上（全文在 build/apt.log）；请检查网络与软件源" \
    "packages could not be installed, see above (all of it in build/apt.log); check the network and the package sources"
}

# Compiles as many files at once as there are cores and memory (about 1.2 GB each) for.
jobs_default() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1200000) }' /proc/meminfo)
  [ "${memory:-1}" -lt 1 ] && memory=1
  [ "$cores" -lt "$memory" ] && echo "$cores" || echo "$memory"
}

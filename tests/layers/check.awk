# SPDX-License-Identifier: GPL-3.0-or-later
# Reads docs/layers.txt, then "FILE<TAB>LINE<TAB>INCLUDED" lines; prints each include that points back or meets a library
# outside its home. Exit status 1 when anything was printed.

# home PREFIX FOLDER… : headers beginning with PREFIX may be included in these folders only.
function home(prefix, folders) { homes[prefix] = " " folders " " }

BEGIN {
  FS = "\t"
  home("openssl/", "archive/crypto")
  home("libxml/", "schema/xml")
  home("xmlsec/", "archive/verify")
  home("zip.h", "archive/packages")
  home("archive.h", "archive/verify")
  home("archive_entry.h", "archive/verify")
  home("xapian.h", "indexer/xapian")
  home("xapian/", "indexer/xapian")
  home("unicode/", "indexer/analysis")
  home("Poco/Data/", "archive/registry")
  home("sqlite3.h", "archive/registry server/accounts")
  home("argon2.h", "server/accounts")
  home("Poco/Net/", "server/http server/delivery tools")
  home("Poco/Util/", "config")
  home("mustache.hpp", "server/web")
  home("kainjow/", "server/web")
  home("cairo", "server/papers")
  home("pango/", "server/papers")
  home("xlsxwriter", "server/papers")
  home("CLI/", "tools")
}

# First file: the layers.
FNR == NR {
  if ($0 ~ /^#/ || $0 ~ /^[ ]*$/) next
  split($0, parts, ":")
  allowed[parts[1]] = " " parts[2] " "
  next
}

# The layer a path belongs to: the longest folder named in layers.txt that holds it; "" when none does.
function layer_of(path,   folder) {
  folder = path
  while (sub(/\/[^\/]*$/, "", folder)) if (folder in allowed) return folder
  return ""
}

# Itself, a folder above it, one allowed by name or through a folder above that ("archive" allows archive/crypto).
function permits(from, to,   folder) {
  if (from == to || index(from, to "/") == 1) return 1
  folder = to
  do { if (index(allowed[from], " " folder " ")) return 1 } while (sub(/\/[^\/]*$/, "", folder))
  return 0
}

function complain(why) { print $1 ":" $2 ": #include " $3 ": " why; bad = 1 }

{
  from = layer_of($1)
  if (from == "") { complain("the folder of this file is not named in docs/layers.txt"); next }
  to = layer_of($3)
  if (to != "") {
    if (!permits(from, to)) complain(from " may not include " to)
    next
  }
  for (prefix in homes)
    if (index($3, prefix) == 1 && !index(homes[prefix], " " from " ")) complain("the home of this library is" homes[prefix])
}

END { exit bad }

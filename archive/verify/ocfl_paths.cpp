// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/verify/ocfl_paths.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace cundang::verify {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

bool check_path(std::string_view path, const PathCodes& codes, const std::string& place, OcflFindings& findings) {
  bool good = true;
  if (path.empty() || path.front() == '/' || path.back() == '/') {
    findings.add(codes.slash, place, path);
    good = false;
  }
  // The empty elements before a first and behind a last slash were named just now.
  auto inner = path;
  if (inner.starts_with('/')) inner.remove_prefix(1);
  if (inner.ends_with('/')) inner.remove_suffix(1);
  for (bool more = !inner.empty(); more;) {
    const auto element = inner.substr(0, inner.find('/'));
    more = element.size() < inner.size();
    inner.remove_prefix(std::min(inner.size(), element.size() + 1));
    if (!element.empty() && element != "." && element != "..") continue;
    findings.add(codes.element, place, path);
    return false;
  }
  return good;
}

void check_conflicts(const std::map<std::string, std::string>& digests, const PathCodes& codes,
                     const std::string& place, OcflFindings& findings) {
  for (const auto& [path, digest] : digests)
    for (auto slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
      if (digests.contains(path.substr(0, slash))) findings.add(codes.conflict, place, path);
}

std::optional<VersionName> parse_version_name(std::string_view name) {
  if (!name.starts_with('v')) return std::nullopt;
  name.remove_prefix(1);
  if (name.empty() || name.size() > 9 || name.find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
  VersionName version;
  std::from_chars(name.data(), name.data() + name.size(), version.number);
  if (version.number == 0) return std::nullopt;
  if (name.front() == '0') version.width = static_cast<int>(name.size());
  return version;
}

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool is_registered_extension(std::string_view name) {
  constexpr auto registered = std::to_array<std::string_view>(
      {"initial", "0001-digest-algorithms", "0002-flat-direct-storage-layout",
       "0003-hash-and-id-n-tuple-storage-layout", "0004-hashed-n-tuple-storage-layout", "0005-mutable-head",
       "0006-flat-omit-prefix-storage-layout", "0007-n-tuple-omit-prefix-storage-layout", "0008-schema-registry",
       "0009-digest-algorithms", "0010-differential-n-tuple-omit-prefix-storage-layout",
       "0011-direct-clean-path-layout", "0012-hash-and-no-prefix-id-n-tuple-storage-layout"});
  return std::find(registered.begin(), registered.end(), name) != registered.end();
}

bool is_uri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size() || !is_alpha(text.front()))
    return false;
  const auto scheme = text.substr(0, colon);
  if (!std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return is_alpha(c) || digits.find(c) != std::string_view::npos || c == '+' || c == '-' || c == '.';
      }))
    return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 ||
           std::string_view{"<>\"\\^`{|}\x7F"}.find(c) != std::string_view::npos;
  });
}

}  // namespace cundang::verify

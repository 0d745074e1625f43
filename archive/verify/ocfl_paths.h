// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "archive/verify/ocfl_findings.h"

namespace cundang::verify {

/// The codes of one kind of path.
struct PathCodes {
  std::string_view element, slash, conflict;
};
inline constexpr PathCodes logical_path_codes{"E052", "E053", "E095"};
inline constexpr PathCodes content_path_codes{"E099", "E100", "E101"};

/// No element ".", ".." or empty, no slash at either end. @returns whether the path may be followed.
bool check_path(std::string_view path, const PathCodes& codes, const std::string& place, OcflFindings& findings);

/// No path of `digests` (path → digest) is the folder of another.
void check_conflicts(const std::map<std::string, std::string>& digests, const PathCodes& codes,
                     const std::string& place, OcflFindings& findings);

/// A version name: "v" and a positive number, perhaps padded with zeros to `width` digits.
struct VersionName {
  int number = 0;
  int width = 0;  ///< digits of a padded name; 0 where it is not padded
};
std::optional<VersionName> parse_version_name(std::string_view name);

/// A–Z as a–z: digests compare so (OCFL 1.1 section 3.4).
std::string lower_case(std::string text);

/// Registered names of extensions (ocfl.github.io/extensions), "initial" among them.
bool is_registered_extension(std::string_view name);

/// RFC 3986 section 3: a scheme, a colon, something; no white space.
bool is_uri(std::string_view text);

}  // namespace cundang::verify

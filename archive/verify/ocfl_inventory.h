// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "archive/verify/ocfl_findings.h"

namespace cundang::verify {

using PathDigests = std::map<std::string, std::string>;  ///< path → digest in lower case

/// One version block of an inventory.
struct OcflVersion {
  PathDigests state;  ///< by logical path
  std::string created, message, user_name, user_address;
};

/// An inventory.json as far as it could be read. Paths that may not be followed are left out.
struct OcflInventory {
  std::string id;
  std::string specification;  ///< "1.0" or "1.1", from `type`; empty where it is neither
  std::string algorithm;      ///< sha512 or sha256; empty where it is neither
  std::string head;
  std::optional<std::string> content_directory;  ///< where it is set, and right
  PathDigests manifest;                          ///< by content path
  std::map<std::string, PathDigests> fixity;     ///< by algorithm
  std::map<int, std::string> version_names;      ///< by number
  std::map<std::string, OcflVersion> versions;   ///< by name

  std::string content_folder() const { return content_directory.value_or("content"); }
};

/// Reads an inventory and tells everything that is wrong within it (OCFL 1.0 and 1.1, section 3.5), without a look at
/// other files. `place` names it in findings.
/// @returns nothing when it is no JSON object.
std::optional<OcflInventory> read_inventory(std::string_view bytes, const std::string& place, OcflFindings& findings);

}  // namespace cundang::verify

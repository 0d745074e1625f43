// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "schema/model/finding.h"

namespace cundang::verify {

/// What validating a storage root or one object of it has found.
struct OcflReport {
  bool storage_root = false;  ///< else one object
  std::string specification;  ///< "1.0" or "1.1", as declared; empty where the declaration is wrong
  std::int64_t objects = 0;
  std::int64_t files = 0;  ///< content files whose digests were computed again
  std::int64_t bytes = 0;  ///< of these
  /// By object, in the codes of the specification (E001–E112 faults, W001–W016 warnings; docs/formats/ocfl.md). The
  /// place is a path below what was validated, with a JSON pointer after "#" within an inventory.
  Findings findings;
  bool ok() const { return !has_fault(findings); }
};

/// Validates a storage root or an object of OCFL 1.0 or 1.1 that anyone has made, by the specification alone: nothing
/// of ours is assumed. Which of the two it is, its own declaration says; without one, an inventory makes it an object.
/// Follows no link. What is wrong is a finding.
/// @param progress told the number of objects done
/// @throws Error{FileUnreadable} only when `path` is no folder.
OcflReport validate_ocfl(const std::filesystem::path& path, const std::function<void(std::int64_t)>& progress = {});

}  // namespace cundang::verify

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "archive/verify/ocfl_folder.h"

namespace cundang::verify {

/// One object as far as its storage root has to know it.
struct OcflObject {
  std::string id;             ///< empty where it cannot be read
  std::string specification;  ///< as declared; empty where the declaration is wrong
  std::int64_t files = 0;     ///< content files read
  std::int64_t bytes = 0;     ///< of these
};

/// Validates the object in `folder` against OCFL 1.0 or 1.1 (section 3), as it declares: everything that stands in it,
/// every inventory, every byte of content. `place` opens the places of findings; empty for an object alone.
OcflObject validate_object(const std::filesystem::path& folder, const std::string& place, FolderReader& reader,
                           OcflFindings& findings);

}  // namespace cundang::verify

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "archive/verify/ocfl_folder.h"
#include "archive/verify/ocfl_validate.h"

namespace cundang::verify {

/// Validates a storage root (OCFL 1.1 section 4) with every object below it. Adds to all of `report` but its findings.
void validate_root(const std::filesystem::path& root, FolderReader& reader, OcflFindings& findings, OcflReport& report,
                   const std::function<void(std::int64_t)>& progress);

}  // namespace cundang::verify

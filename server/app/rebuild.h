// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "schema/model/finding.h"
#include "schema/model/ids.h"

namespace cundang::app {

struct RebuildReport {
  std::int64_t records = 0;
  TreeSize tree_size = 0;  ///< of the published checkpoint
  TreeSize explained = 0;  ///< leaves whose statement was found
  Findings findings;       ///< leaves that no package explains, in order
};

/// Makes registry and index again from an archive (packages/ and log/), into an empty data directory `to`; the archive
/// is copied into it. Opens read-only until its keys are put back. Believes nothing: leaf hashes must lead to the
/// published checkpoint, statements to their leaves.
/// @throws Error{DataDirectoryExists | LogInconsistent | PackageUnreadable}.
RebuildReport rebuild(const std::filesystem::path& archive, const std::filesystem::path& to,
                      const std::function<void(std::int64_t done)>& progress);

}  // namespace cundang::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/app/archive.h"
#include "server/app/data_directory.h"

namespace cundang::app {

/// What is to be carried away, and for whom.
struct ExportOrder {
  std::vector<AccessionNumber> records;  ///< in the order of the manifest, each once
  std::optional<std::string> query;      ///< the search they came from
  Actor actor;                           ///< named in export.txt
};

/// Everything a query finds for this viewer, in the order of the search.
std::vector<AccessionNumber> all_hits(const Service& service, const std::string& query, const Viewer& viewer);

/// Told of every export that came into being: for the audit trail.
using ExportObserver = std::function<void(const Actor& actor, const std::string& query, std::int64_t records)>;

/// Writes the export of docs/formats/export.md. Memory grows with the manifest only.
/// @param progress may be empty. @param observer may be empty.
/// @throws Error{NotFound} naming the first record that is not there, that the viewer may not see, or that is not yet
/// packaged and published; Error{TooLarge | FileUnwritable | KeyUnusable}. Then no file is left.
void write_export(const Archive& archive, const DataLayout& layout, const ExportOrder& order, const Viewer& viewer,
                  const std::filesystem::path& out, const std::function<void(std::int64_t done)>& progress,
                  const ExportObserver& observer);

}  // namespace cundang::app

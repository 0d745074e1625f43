// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "schema/model/entry.h"
#include "server/assessment/log_facts.h"

namespace cundang::app {

/// What everything is computed from, read from packages/ and log/ alone: no registry, no keys, no service.
struct ExportedArchive {
  std::vector<Entry> entries;  ///< leaf order, those the registry would give
  assessment::LogFacts facts;
  Date last_day{};  ///< on which the last leaf was received
  /// The leaves known on `on`: up to and with its day-close; all of them where none came later.
  TreeSize known_on(Date on) const;
};

/// Verifies the archive first, every byte against the log, then reads it.
/// @throws Error{FileUnreadable} where the folders are missing; Error{VerificationFailed} where it does not hold.
ExportedArchive read_exported(const std::filesystem::path& archive);

}  // namespace cundang::app

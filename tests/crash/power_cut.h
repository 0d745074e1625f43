// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

#include "tests/support/child_process.h"
#include "tests/support/random.h"

namespace cundang::crash {

/// A power cut, as bad as a disk may make it: after kill -9, of the writes that no sync had made durable a random part
/// is taken back, in any order (each write is kept or lost as a whole).
class PowerCut {
 public:
  /// `under`: the data directory; `journal`: a file outside it.
  PowerCut(std::filesystem::path under, std::filesystem::path journal);
  /// For the server: the library that keeps the journal. `disk_lies`: syncs that report success count for nothing.
  support::Environment environment(bool disk_lies = false) const;
  static bool available();
  /// Takes back what was not synced, keeping each such write with a chance of one in `keep_one_in` (0: none). @returns
  /// how many writes were lost. Begins a new journal.
  std::size_t strike(support::Random& random, int keep_one_in) const;

 private:
  std::filesystem::path under_, journal_;
};

}  // namespace cundang::crash

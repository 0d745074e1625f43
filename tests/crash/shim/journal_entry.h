// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cundang::crash {

/// One entry of the journal that shim/unsynced.cpp writes and power_cut.cpp reads, in the machine's own form; `before`
/// bytes and `after` bytes follow it.
struct JournalEntry {
  enum What : std::int64_t { Write = 0x57, Truncate, Sync, SyncAll };
  What what;
  std::uint64_t inode;
  std::int64_t offset;    ///< of a write; the new size of a truncation
  std::int64_t old_size;  ///< of the file before
  std::int64_t before;    ///< bytes that were there and are overwritten or cut off
  std::int64_t after;     ///< bytes written
};

}  // namespace cundang::crash

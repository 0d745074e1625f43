// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "schema/model/finding.h"
#include "schema/model/ids.h"
#include "server/app/data_directory.h"

namespace cundang::app {

struct BackupOptions {
  bool full = false;  ///< copy everything again instead of linking to the generation before
  int keep = 0;       ///< so many generations stay, the newest; 0: all
  std::function<void(std::int64_t bytes)> progress = {};  ///< bytes copied, then bytes read again; may be empty
};

struct BackupReport {
  std::filesystem::path generation;           ///< empty where `findings` has a fault: then it was not kept
  std::string previous;                       ///< the generation it builds on; empty for the first, or a full one
  TreeSize size = 0;                          ///< of the checkpoint in it
  std::int64_t records = 0;                   ///< accession numbers given up to it
  std::int64_t files = 0, bytes = 0;          ///< in the generation
  std::int64_t new_files = 0, new_bytes = 0;  ///< of these, not shared with the one before
  bool sealed = false;                        ///< false where the data directory has no keys
  bool same_disk = false;                     ///< it lies on the file system of the data directory: one disk, one death
  std::vector<std::string> removed;           ///< generations that went because of `keep`
  Findings findings;                          ///< of the generation, every byte of it read again
};

/// Adds a generation to the backups in `to` (docs/formats/backup.md): one moment of the archive, taken while the
/// service goes on. It gets its name only when all of it is durable, read again and verified; until then, and after any
/// failure or crash, the generations before it are as they were. keys/ and witness/ are never in it.
/// @throws Error{DataDirectoryMissing | DataDirectoryBusy (another backup into `to`) | UsageError | StorageFull |
/// StorageFailed | FileUnreadable | RegistryUnreadable | KeyUnusable}.
BackupReport back_up(const DataLayout& layout, const std::filesystem::path& to, const BackupOptions& options);

}  // namespace cundang::app

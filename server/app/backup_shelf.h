// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schema/model/instant.h"

namespace cundang::app {

/// Name of the generation begun at `made`, e.g. 20261125T070300.123Z: in order of time, and without a colon, which some
/// file systems refuse.
std::string generation_name(Instant made);

/// The folder of the backups (docs/formats/backup.md), for one writer at a time; storage failures are
/// Error{StorageFull | StorageFailed}.
class BackupShelf {
 public:
  /// Makes the folder where it is missing, and removes what an interrupted run left.
  /// @throws Error{UsageError} where it is no folder or something other than backups lies in it;
  /// Error{DataDirectoryBusy} while another backup is being written there.
  explicit BackupShelf(std::filesystem::path folder);
  BackupShelf(const BackupShelf&) = delete;
  BackupShelf& operator=(const BackupShelf&) = delete;
  ~BackupShelf();

  /// Where a generation is written; not there until someone makes it.
  std::filesystem::path unfinished() const;
  /// Oldest first.
  std::vector<std::string> generations() const;
  std::filesystem::path path_of(const std::string& generation) const { return folder_ / generation; }
  /// Gives the unfinished one its name, durably: from here on it is a backup. @returns its folder.
  std::filesystem::path finish(const std::string& name) const;
  void remove(const std::string& generation) const;

 private:
  std::filesystem::path folder_;
  int descriptor_ = -1;  ///< locked while this lives
};

}  // namespace cundang::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "archive/registry/registry.h"
#include "schema/model/instant.h"
#include "server/app/backup.h"
#include "server/app/data_directory.h"

namespace cundang::app {

/// One generation of a backup (docs/formats/backup.md) while it is being written: write(), check(), seal(), in this
/// order. What it throws are the Errors of back_up(); the folder then stays for the caller to remove.
class BackupGeneration {
 public:
  /// `root` is not there yet. `previous` is the last good generation, empty for the first. `options` and `report` must
  /// outlive it; the report is filled in as it goes.
  BackupGeneration(const DataLayout& from, std::filesystem::path root, std::filesystem::path previous,
                   const BackupOptions& options, BackupReport& report);

  /// Everything into its place; nothing is durable yet.
  void write();
  /// Everything durable, then every byte from the disk again. What is wrong stands in the report's findings.
  void check();
  /// What it is, the digests of all its files, and the archive's seal over them, durable but for the folder's name.
  /// @param made by the machine's clock. @param now by the archive's, for the seal.
  void seal(Instant made, Instant now);

 private:
  /// Relative path → SHA-256 in hex, as `sha256sum` writes and reads it.
  using Manifest = std::map<std::string, std::string>;

  void take_outside();
  void take_database(const std::filesystem::path& file);
  void take_packages(const registry::Registry& snapshot);
  void take_spool(const registry::Registry& snapshot);
  void take_attachment(const registry::RecordRow& row, const registry::AttachmentRow& attachment);
  void take_log(const registry::Registry& snapshot);
  std::string about_text(Instant made, const std::string& note) const;

  bool shares() const { return !previous_.empty() && !options_.full; }
  std::string relative_of(const std::filesystem::path& file) const;
  /// A file of the data directory that never changes once it stands, or a small one.
  void take(const std::filesystem::path& file);
  /// @returns false where the medium has no hard links.
  bool link(const std::string& path);
  void copy(const std::filesystem::path& file, const std::string& path);
  void advance(std::int64_t bytes);

  DataLayout from_, to_;
  std::filesystem::path previous_;
  const BackupOptions& options_;
  BackupReport& report_;
  Manifest before_;               ///< of the generation it shares files with
  Manifest written_;              ///< what is to be read again, as far as it is known
  Manifest manifest_;             ///< what was read again
  std::set<std::string> linked_;  ///< shared with the one before
  std::int64_t moved_ = 0;        ///< bytes, for the progress
};

}  // namespace cundang::app

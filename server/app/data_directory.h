// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cundang::app {

/// Where things lie in a data directory. archive/ is what must outlive everything else.
struct DataLayout {
  std::filesystem::path root;
  std::filesystem::path settings() const { return root / "cundang.xml"; }
  std::filesystem::path archive() const { return root / "archive"; }
  std::filesystem::path packages() const { return archive() / "packages"; }
  std::filesystem::path log() const { return archive() / "log"; }
  std::filesystem::path keys() const { return root / "keys"; }
  std::filesystem::path registry() const { return root / "registry" / "registry.sqlite"; }
  std::filesystem::path spool() const { return root / "spool"; }
  std::filesystem::path index() const { return root / "index"; }
  std::filesystem::path accounts() const { return root / "accounts" / "accounts.sqlite"; }
  std::filesystem::path imports() const { return root / "imports"; }  ///< lists of what imports refused
  std::filesystem::path witness() const { return root / "witness"; }  ///< what it has seen as a witness for others
  std::filesystem::path lock() const { return root / "lock"; }
  std::filesystem::path unfinished() const { return root / "unfinished"; }  ///< while it is being made
};

/// The right to write in a data directory: one process at a time, given back when it ends in any way.
class WriteLock {
 public:
  /// @throws Error{DataDirectoryBusy} with the other's process number; Error{DataDirectoryMissing}.
  explicit WriteLock(const DataLayout& layout);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace cundang::app

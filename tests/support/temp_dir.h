// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace cundang::support {

/// A fresh directory made by mkdtemp, removed with all in it at the end of life unless keep() was called.
class TempDir {
 public:
  /// Below `parent`, by default $TMPDIR or /tmp. @throws std::system_error
  explicit TempDir(std::filesystem::path parent = {});
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  /// Leaves the directory behind, for a look at what went wrong.
  void keep() { keep_ = true; }

 private:
  std::filesystem::path path_;
  bool keep_ = false;
};

}  // namespace cundang::support

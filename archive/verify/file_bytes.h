// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/bytes.h"

namespace cundang::verify {

/// The bytes of a file, read once through from the disk (so that a failing sector is an answer and not a signal), small
/// ones then held in memory and large ones mapped.
class FileBytes {
 public:
  /// @returns nothing when the file is not a regular one or cannot be read to its end.
  static std::optional<FileBytes> read(const std::filesystem::path& path);
  std::string_view view() const { return view_; }
  const Sha512& sha512() const { return sha512_; }

 private:
  std::shared_ptr<const void> hold_;
  std::string_view view_;
  Sha512 sha512_;
};

/// A short text, or nothing when it is absent, unreadable or longer than `size_max`.
std::optional<std::string> read_text(const std::filesystem::path& path, std::int64_t size_max);

/// Names in a folder, sorted; nothing when it cannot be read.
std::optional<std::vector<std::string>> names_in(const std::filesystem::path& directory);

}  // namespace cundang::verify

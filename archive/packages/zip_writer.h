// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>

#include "archive/packages/zip_handle.h"
#include "schema/model/instant.h"

// Inside archive/packages only.
namespace cundang::packages {

/// Writes one ZIP file whose bytes depend on nothing but what is added: one time for all entries, fixed attributes.
class ZipWriter {
 public:
  enum class Packing { Store, Deflate };
  /// Into memory.
  explicit ZipWriter(Instant entry_time);
  /// Into a new file.
  ZipWriter(Instant entry_time, const std::filesystem::path& path);

  /// `bytes` must stay until close().
  void add(std::string_view name, std::string_view bytes, Packing packing);
  void add_file(std::string_view name, const std::filesystem::path& path, Packing packing);
  /// Writes everything. @returns the bytes; nothing when it went into a file. @throws Error{StorageFull|StorageFailed}.
  std::string close();

 private:
  void add_source(std::string_view name, zip_source_t* source, Packing packing);
  std::filesystem::path path_;  ///< empty: in memory
  ZipSource memory_;            ///< our own hold on the bytes written
  ZipHandle zip_;
  zip_uint16_t dos_date_ = 0, dos_time_ = 0;
};

}  // namespace cundang::packages

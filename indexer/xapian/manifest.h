// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cundang::indexer {

inline constexpr int index_format = 1;

/// One immutable part of the index: three files that begin with its name.
struct SegmentEntry {
  std::string name;  ///< eight digits, counted up, never used twice
  std::uint64_t records = 0, blocks = 0;
  std::uint64_t postings_bytes = 0, records_bytes = 0, table_bytes = 0;
  std::vector<std::uint32_t> dead;  ///< rows of records that were replaced since, ascending

  std::filesystem::path postings(const std::filesystem::path& directory) const {
    return directory / (name + ".postings");
  }
  std::filesystem::path records_file(const std::filesystem::path& directory) const {
    return directory / (name + ".records");
  }
  std::filesystem::path table(const std::filesystem::path& directory) const { return directory / (name + ".table"); }
};

/// The one file that says which segments are the index; replaced as a whole by each commit (docs/formats/index.md).
struct Manifest {
  std::int64_t high_water = 0;
  std::int64_t number_max = 0;  ///< greatest accession number ever put
  std::uint64_t next_name = 1;
  std::vector<SegmentEntry> segments;

  std::string encode() const;
  void save(const std::filesystem::path& directory) const;
  /// @throws Error{IndexUnreadable} for another format or analyser version, and for a torn file or segment file.
  static Manifest load(const std::filesystem::path& directory);
  static bool exists(const std::filesystem::path& directory);
  static std::filesystem::path path(const std::filesystem::path& directory) { return directory / "MANIFEST"; }
};

}  // namespace cundang::indexer

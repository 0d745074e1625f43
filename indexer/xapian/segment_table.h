// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/analysis/terms.h"

namespace cundang::indexer {

/// One record of a segment. Fixed size, kept in memory while the segment is open.
struct RecordRow {
  std::int64_t number = 0;
  std::uint64_t frame_offset = 0;  ///< in the file of records: its head, then its paragraphs compressed
  std::uint32_t head_size = 0, frame_size = 0;
  std::int32_t day = 0;  ///< 20120702; 20120000 where only the year is meant; 0 where there is none
  std::uint32_t first_block = 0;
};

/// One block: up to passages_per_block passages of one record, one document of the postings. Block i is document i + 1.
struct BlockRow {
  std::uint32_t record = 0;
  std::array<std::uint8_t, passages_per_block>
      lengths{};  ///< of each passage in units of length_unit; 0: no such passage
};
inline constexpr int length_unit = 4;  ///< code points

/// What a segment knows of its records and blocks (docs/formats/index.md, "table").
struct SegmentTable {
  std::vector<RecordRow> records;
  std::vector<BlockRow> blocks;

  /// Adds the rows of `other`, whose frames now stand `frame_shift` bytes further on.
  void append(const SegmentTable& other, std::uint64_t frame_shift);
  std::uint32_t end_block(std::uint32_t record) const {
    return record + 1 < records.size() ? records[record + 1].first_block : static_cast<std::uint32_t>(blocks.size());
  }
  std::string encode() const;
  /// @throws Error{IndexUnreadable} for a torn file: its check sum, its counts or its rows do not agree.
  static SegmentTable load(const std::filesystem::path& file);
};

}  // namespace cundang::indexer

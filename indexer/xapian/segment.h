// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/index_entry.h"
#include "indexer/xapian/files.h"
#include "indexer/xapian/manifest.h"
#include "indexer/xapian/segment_table.h"

namespace cundang::indexer {

/// What readers share of a segment: its table and its records. Immutable, thread-safe.
class Segment {
 public:
  /// @throws Error{IndexUnreadable}
  Segment(const std::filesystem::path& directory, const SegmentEntry& entry);
  const SegmentTable& table() const { return table_; }
  const std::filesystem::path& postings_file() const { return postings_file_; }
  /// The entry as it was put. @throws Error{IndexUnreadable} for a torn record.
  IndexEntry record(std::uint32_t row) const;
  /// The same without its paragraphs, much faster.
  IndexEntry head(std::uint32_t row) const;
  /// The bytes of its paragraphs (stored_record.h).
  std::string paragraph_bytes(std::uint32_t row) const;

 private:
  SegmentTable table_;
  std::filesystem::path records_name_, postings_file_;
  Descriptor records_;
};

/// Builds one segment out of new records. Not thread-safe.
class SegmentBuilder {
 public:
  SegmentBuilder(const std::filesystem::path& directory, std::string name);
  SegmentBuilder(SegmentBuilder&&) noexcept;
  ~SegmentBuilder();
  /// @returns the row of the record.
  std::uint32_t add(const IndexEntry& entry);
  /// Writes the segment durably. To be called once.
  SegmentEntry finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Joins neighbouring segments into one, durably; their rows follow one another, the dead ones stay dead.
SegmentEntry join_segments(const std::filesystem::path& directory, const std::vector<SegmentEntry>& from,
                           std::string name);

/// Removes the files of a segment that is no more in the manifest.
void remove_segment(const std::filesystem::path& directory, const std::string& name) noexcept;

}  // namespace cundang::indexer

// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/segment.h"

#include <algorithm>

#include "indexer/xapian/frames.h"
#include "indexer/xapian/postings.h"
#include "indexer/xapian/record_terms.h"
#include "indexer/xapian/stored_record.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t write_buffer_max = 1 << 20;  // bytes
constexpr std::size_t copy_bytes = 4 << 20;

std::uint8_t stored_length(std::size_t code_points) {
  return static_cast<std::uint8_t>(std::clamp<std::size_t>((code_points + length_unit - 1) / length_unit, 1, 255));
}

/// The three files, the manifest's row and the directory made durable; nothing names the segment before.
SegmentEntry seal(const std::filesystem::path& directory, SegmentEntry entry, const SegmentTable& table) {
  const auto bytes = table.encode();
  {
    const auto file = create_file(entry.table(directory));
    append_all(file, bytes, entry.table(directory));
    sync(file, entry.table(directory));
  }
  sync_path(entry.postings(directory));
  sync_path(directory);
  entry.records = table.records.size();
  entry.blocks = table.blocks.size();
  entry.table_bytes = bytes.size();
  entry.postings_bytes = std::filesystem::file_size(entry.postings(directory));
  entry.records_bytes = std::filesystem::file_size(entry.records_file(directory));
  return entry;
}

SegmentEntry named(std::string name) {
  SegmentEntry entry;
  entry.name = std::move(name);
  return entry;
}

void copy_file(const std::filesystem::path& from, const Descriptor& to, const std::filesystem::path& to_name) {
  const auto source = open_for_reading(from);
  const auto size = std::filesystem::file_size(from);
  for (std::uint64_t at = 0; at < size; at += copy_bytes)
    append_all(to, read_at(source, at, std::min<std::uint64_t>(copy_bytes, size - at), from), to_name);
}

}  // namespace

Segment::Segment(const std::filesystem::path& directory, const SegmentEntry& entry)
    : table_{SegmentTable::load(entry.table(directory))},
      records_name_{entry.records_file(directory)},
      postings_file_{entry.postings(directory)},
      records_{open_for_reading(records_name_)} {}

IndexEntry Segment::record(std::uint32_t row) const {
  auto entry = head(row);
  entry.paragraphs = decode_paragraphs(paragraph_bytes(row));
  return entry;
}

IndexEntry Segment::head(std::uint32_t row) const {
  const auto& place = table_.records.at(row);
  return decode_head(read_at(records_, place.frame_offset, place.head_size, records_name_));
}

std::string Segment::paragraph_bytes(std::uint32_t row) const {
  const auto& place = table_.records.at(row);
  return unpack_frame(read_at(records_, place.frame_offset + place.head_size, place.frame_size, records_name_));
}

struct SegmentBuilder::State {
  std::filesystem::path directory;
  SegmentEntry entry;
  SegmentTable table;
  PostingsBuilder postings;
  Descriptor records;
  std::string buffer;
  std::uint64_t written = 0;
  FramePacker packer;
  BlockTerms terms;

  State(const std::filesystem::path& where, std::string name)
      : directory{where},
        entry{named(std::move(name))},
        postings{entry.postings(where)},
        records{create_file(entry.records_file(where))} {}

  void add_block(const PreparedRecord& record, std::size_t first, const std::vector<std::string>& boolean_terms) {
    BlockRow row;
    row.record = static_cast<std::uint32_t>(table.records.size() - 1);
    terms.clear();
    const auto end = std::min<std::size_t>(record.passages.size(), first + passages_per_block);
    for (auto i = first; i < end; ++i) {
      const auto& span = record.passages[i];
      const auto passage = static_cast<int>(i - first);
      terms.add(std::u32string_view{record.text}.substr(span.begin, span.end - span.begin), passage);
      row.lengths[i - first] = stored_length(span.end - span.begin + record.head.size());
    }
    terms.add_to_all(record.head, static_cast<int>(end - first));
    postings.add_block(terms, boolean_terms);
    table.blocks.push_back(row);
  }

  void flush() {
    append_all(records, buffer, entry.records_file(directory));
    written += buffer.size();
    buffer.clear();
  }
};

SegmentBuilder::SegmentBuilder(const std::filesystem::path& directory, std::string name)
    : state_{std::make_unique<State>(directory, std::move(name))} {}
SegmentBuilder::SegmentBuilder(SegmentBuilder&&) noexcept = default;
SegmentBuilder::~SegmentBuilder() = default;

std::uint32_t SegmentBuilder::add(const IndexEntry& entry) {
  auto& s = *state_;
  const auto record = prepare(entry);
  const auto head = encode_head(entry);
  const auto frame = s.packer.pack(encode_paragraphs(entry));
  RecordRow row;
  row.number = entry.number;
  row.frame_offset = s.written + s.buffer.size();
  row.head_size = static_cast<std::uint32_t>(head.size());
  row.frame_size = static_cast<std::uint32_t>(frame.size());
  row.day = record.day;
  row.first_block = static_cast<std::uint32_t>(s.table.blocks.size());
  s.table.records.push_back(row);
  (s.buffer += head) += frame;
  if (s.buffer.size() >= write_buffer_max) s.flush();
  static const std::vector<std::string> none;
  for (std::size_t first = 0; first < record.passages.size(); first += passages_per_block)
    s.add_block(record, first, first == 0 ? record.boolean_terms : none);
  return static_cast<std::uint32_t>(s.table.records.size() - 1);
}

SegmentEntry SegmentBuilder::finish() {
  state_->flush();
  sync(state_->records, state_->entry.records_file(state_->directory));
  state_->postings.finish();
  return seal(state_->directory, state_->entry, state_->table);
}

SegmentEntry join_segments(const std::filesystem::path& directory, const std::vector<SegmentEntry>& from,
                           std::string name) {
  auto entry = named(std::move(name));
  SegmentTable table;
  std::vector<std::filesystem::path> postings;
  const auto records_name = entry.records_file(directory);
  const auto records = create_file(records_name);
  std::uint64_t frame_shift = 0;
  for (const auto& source : from) {
    for (const auto row : source.dead) entry.dead.push_back(row + static_cast<std::uint32_t>(table.records.size()));
    table.append(SegmentTable::load(source.table(directory)), frame_shift);
    copy_file(source.records_file(directory), records, records_name);
    frame_shift += source.records_bytes;
    postings.push_back(source.postings(directory));
  }
  sync(records, records_name);
  join_postings(postings, entry.postings(directory));
  return seal(directory, std::move(entry), table);
}

void remove_segment(const std::filesystem::path& directory, const std::string& name) noexcept {
  std::error_code ignored;
  const auto entry = named(name);
  for (const auto& file : {entry.postings(directory), entry.records_file(directory), entry.table(directory)})
    std::filesystem::remove(file, ignored);
}

}  // namespace cundang::indexer

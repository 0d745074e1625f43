// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/segment_table.h"

#include <bit>
#include <cstring>

#include "indexer/xapian/files.h"
#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

static_assert(std::endian::native == std::endian::little, "rows are written as they lie in memory, little-endian");
static_assert(sizeof(RecordRow) == 32 && sizeof(BlockRow) == 12);

/// FNV-1a over 64 bits: finds a torn file, no more; the index is never evidence.
std::uint64_t check_sum(std::string_view bytes) {
  std::uint64_t sum = 0xCBF29CE484222325ULL;
  for (const auto byte : bytes) sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return sum;
}

struct Head {
  std::uint64_t records, blocks;
};

template <class Row>
void append_rows(std::string& to, const std::vector<Row>& rows) {
  to.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
}

template <class Row>
std::vector<Row> take_rows(std::string_view& from, std::size_t count) {
  std::vector<Row> rows(count);
  if (count > 0) std::memcpy(rows.data(), from.data(), count * sizeof(Row));
  from.remove_prefix(count * sizeof(Row));
  return rows;
}

bool agrees(const SegmentTable& table) {
  for (const auto& block : table.blocks)
    if (block.record >= table.records.size()) return false;
  for (const auto& record : table.records)
    if (record.first_block >= table.blocks.size()) return false;
  return true;
}

}  // namespace

void SegmentTable::append(const SegmentTable& other, std::uint64_t frame_shift) {
  const auto record_shift = static_cast<std::uint32_t>(records.size());
  const auto block_shift = static_cast<std::uint32_t>(blocks.size());
  for (auto row : other.records) {
    row.frame_offset += frame_shift;
    row.first_block += block_shift;
    records.push_back(row);
  }
  for (auto row : other.blocks) {
    row.record += record_shift;
    blocks.push_back(row);
  }
}

std::string SegmentTable::encode() const {
  const Head head{records.size(), blocks.size()};
  std::string bytes(reinterpret_cast<const char*>(&head), sizeof head);
  append_rows(bytes, records);
  append_rows(bytes, blocks);
  const auto sum = check_sum(bytes);
  return bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
}

SegmentTable SegmentTable::load(const std::filesystem::path& file) {
  const auto bytes = read_file(file);
  const auto torn = [&] {
    return Error{ErrorCode::IndexUnreadable, "the table of a segment is torn"}.with("file", file.string());
  };
  Head head{};
  std::uint64_t sum = 0;
  if (bytes.size() < sizeof head + sizeof sum) throw torn();
  std::string_view body{bytes.data(), bytes.size() - sizeof sum};
  std::memcpy(&sum, bytes.data() + body.size(), sizeof sum);
  if (sum != check_sum(body)) throw torn();
  std::memcpy(&head, body.data(), sizeof head);
  body.remove_prefix(sizeof head);
  const auto rows_max = body.size();  // so that the products below cannot wrap
  if (head.records > rows_max || head.blocks > rows_max ||
      head.records * sizeof(RecordRow) + head.blocks * sizeof(BlockRow) != body.size())
    throw torn();
  SegmentTable table;
  table.records = take_rows<RecordRow>(body, head.records);
  table.blocks = take_rows<BlockRow>(body, head.blocks);
  if (!agrees(table)) throw torn();
  return table;
}

}  // namespace cundang::indexer

// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/xapian/manifest.h"

#include <sstream>

#include "indexer/analysis/terms.h"
#include "indexer/xapian/files.h"
#include "schema/model/error.h"

namespace cundang::indexer {
namespace {

Error unreadable(const char* what, const std::filesystem::path& directory) {
  return Error{ErrorCode::IndexUnreadable, what}.with("index", directory.string());
}

/// Reads `word value` and refuses any other word.
template <class Value>
Value expect(std::istream& in, const char* word, const std::filesystem::path& directory) {
  std::string found;
  Value value{};
  if (!(in >> found >> value) || found != word) throw unreadable("the manifest is torn", directory);
  return value;
}

SegmentEntry read_segment(std::istream& in, const std::filesystem::path& directory) {
  SegmentEntry segment;
  segment.name = expect<std::string>(in, "segment", directory);
  segment.records = expect<std::uint64_t>(in, "records", directory);
  segment.blocks = expect<std::uint64_t>(in, "blocks", directory);
  segment.postings_bytes = expect<std::uint64_t>(in, "postings-bytes", directory);
  segment.records_bytes = expect<std::uint64_t>(in, "records-bytes", directory);
  segment.table_bytes = expect<std::uint64_t>(in, "table-bytes", directory);
  for (auto left = expect<std::uint64_t>(in, "dead", directory); left > 0; --left) {
    std::uint32_t row = 0;
    if (!(in >> row) || row >= segment.records) throw unreadable("the manifest is torn", directory);
    segment.dead.push_back(row);
  }
  return segment;
}

void check_size(const std::filesystem::path& file, std::uint64_t size, const std::filesystem::path& directory) {
  std::error_code missing;
  if (std::filesystem::file_size(file, missing) != size || missing)
    throw unreadable("a file of the index is missing or torn", directory).with("file", file.filename().string());
}

}  // namespace

std::string Manifest::encode() const {
  std::ostringstream out;
  out << "cundang-index " << index_format << "\nanalyser " << analyser_version << "\nhigh-water " << high_water
      << "\nnumber-max " << number_max << "\nnext " << next_name << "\nsegments " << segments.size() << "\n";
  for (const auto& s : segments) {
    out << "segment " << s.name << " records " << s.records << " blocks " << s.blocks << " postings-bytes "
        << s.postings_bytes << " records-bytes " << s.records_bytes << " table-bytes " << s.table_bytes << " dead "
        << s.dead.size();
    for (const auto row : s.dead) out << ' ' << row;
    out << "\n";
  }
  out << "end 1\n";
  return out.str();
}

void Manifest::save(const std::filesystem::path& directory) const { replace_file(path(directory), encode()); }

bool Manifest::exists(const std::filesystem::path& directory) { return std::filesystem::exists(path(directory)); }

Manifest Manifest::load(const std::filesystem::path& directory) {
  std::istringstream in{read_file(path(directory))};
  if (expect<int>(in, "cundang-index", directory) != index_format)
    throw unreadable("the index has another format", directory);
  if (expect<int>(in, "analyser", directory) != analyser_version)
    throw unreadable("the index was made by another version of the analyser", directory);
  Manifest manifest;
  manifest.high_water = expect<std::int64_t>(in, "high-water", directory);
  manifest.number_max = expect<std::int64_t>(in, "number-max", directory);
  manifest.next_name = expect<std::uint64_t>(in, "next", directory);
  for (auto left = expect<std::uint64_t>(in, "segments", directory); left > 0; --left)
    manifest.segments.push_back(read_segment(in, directory));
  expect<int>(in, "end", directory);
  for (const auto& segment : manifest.segments) {
    check_size(segment.postings(directory), segment.postings_bytes, directory);
    check_size(segment.records_file(directory), segment.records_bytes, directory);
    check_size(segment.table(directory), segment.table_bytes, directory);
  }
  return manifest;
}

}  // namespace cundang::indexer

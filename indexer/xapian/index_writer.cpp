// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "indexer/fields/fields.h"
#include "indexer/query/parse.h"
#include "indexer/xapian/files.h"
#include "indexer/xapian/index.h"
#include "indexer/xapian/manifest.h"
#include "indexer/xapian/postings.h"
#include "indexer/xapian/record_terms.h"
#include "indexer/xapian/segment.h"

namespace cundang::indexer {
namespace {

constexpr std::size_t join_width = 8;          // so many neighbours of one size become one
constexpr std::uint64_t smallest_tier = 1024;  // blocks

/// Size class of a segment: each is join_width times the one below.
int tier_of(const SegmentEntry& segment) {
  int tier = 0;
  for (auto size = smallest_tier; segment.blocks > size; size *= join_width) ++tier;
  return tier;
}

Descriptor lock_directory(const std::filesystem::path& directory) {
  const auto name = directory / "LOCK";
  Descriptor lock{::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640)};
  if (!lock)
    throw Error{ErrorCode::IndexUnreadable, "cannot lock the index"}
        .with("file", name.string())
        .with("reason", std::strerror(errno));
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    throw Error{ErrorCode::DataDirectoryBusy, "another writer has the index"}.with("index", directory.string());
  return lock;
}

/// How many of the last segments are to be joined, 0 for none: join_width of one tier, with what is smaller behind
/// them.
std::size_t joinable_tail(const std::vector<SegmentEntry>& segments) {
  int tier_max = 0;
  for (const auto& segment : segments) tier_max = std::max(tier_max, tier_of(segment));
  for (int tier = tier_max; tier >= 0; --tier) {
    std::size_t tail = 0, of_tier = 0;
    for (auto at = segments.rbegin(); at != segments.rend() && tier_of(*at) <= tier; ++at, ++tail)
      of_tier += tier_of(*at) == tier;
    if (of_tier >= join_width) return tail;
  }
  return 0;
}

}  // namespace

namespace {

bool belongs_to_segment(const std::string& name) {
  return name.size() > 8 && name.find_first_not_of("0123456789") == 8;
}

}  // namespace

void remove_index(const std::filesystem::path& directory) {
  if (!std::filesystem::exists(directory)) return;
  const auto lock = lock_directory(directory);
  std::filesystem::remove(Manifest::path(directory));  // first: without it the other files are no index
  for (const auto& file : std::filesystem::directory_iterator{directory})
    if (belongs_to_segment(file.path().filename().string())) std::filesystem::remove_all(file.path());
}

struct IndexWriter::State {
  std::filesystem::path directory;
  Descriptor lock;
  Manifest manifest;
  std::optional<SegmentBuilder> fresh;
  std::string fresh_name;
  std::unordered_map<std::string, std::uint32_t> fresh_rows;  ///< id → row, of the segment being built
  std::vector<std::uint32_t> fresh_dead;
  std::vector<std::pair<std::string, std::uint32_t>> replaced;  ///< segment name and row, since the last commit
  std::unordered_map<std::string, Postings> open_postings;
  std::unordered_map<std::string, SegmentTable> open_tables;

  std::string take_name() {
    char name[24];
    std::snprintf(name, sizeof name, "%08llu", static_cast<unsigned long long>(manifest.next_name++));
    return name;
  }

  void remove_leftovers() const {
    for (const auto& file : std::filesystem::directory_iterator{directory}) {
      const auto name = file.path().filename().string();
      const bool of_segment = belongs_to_segment(name);
      const bool kept = std::any_of(manifest.segments.begin(), manifest.segments.end(),
                                    [&](const auto& segment) { return name.starts_with(segment.name + "."); });
      std::error_code ignored;
      if (of_segment && !kept) std::filesystem::remove_all(file.path(), ignored);
    }
  }

  /// Marks the record of that id, if there is one, as replaced.
  void retire(const IndexEntry& entry) {
    if (const auto pending = fresh_rows.find(entry.id); pending != fresh_rows.end()) {
      fresh_dead.push_back(pending->second);
      return;
    }
    if (entry.number > manifest.number_max) return;  // a new number: surely a new record
    const auto term = field_term(Field::Id, field_value(entry.id));
    for (const auto& segment : manifest.segments) retire_in(segment, term);
  }

  void retire_in(const SegmentEntry& segment, const std::string& term) {
    auto open = open_postings.find(segment.name);
    if (open == open_postings.end()) {
      open = open_postings.emplace(segment.name, Postings{segment.postings(directory)}).first;
      open_tables.emplace(segment.name, SegmentTable::load(segment.table(directory)));
    }
    std::vector<Postings::Posting> found;
    open->second.read(term, found);
    for (const auto& posting : found) {
      const auto row = open_tables.at(segment.name).blocks.at(posting.block).record;
      if (!std::binary_search(segment.dead.begin(), segment.dead.end(), row)) replaced.emplace_back(segment.name, row);
    }
  }

  void bury(SegmentEntry& segment, std::vector<std::uint32_t> rows) const {
    segment.dead.insert(segment.dead.end(), rows.begin(), rows.end());
    std::sort(segment.dead.begin(), segment.dead.end());
    segment.dead.erase(std::unique(segment.dead.begin(), segment.dead.end()), segment.dead.end());
  }

  void apply_replaced() {
    for (const auto& [name, row] : replaced)
      for (auto& segment : manifest.segments)
        if (segment.name == name) bury(segment, {row});
    replaced.clear();
  }

  void publish_fresh() {
    if (!fresh) return;
    auto segment = fresh->finish();
    bury(segment, fresh_dead);
    manifest.segments.push_back(std::move(segment));
    fresh.reset();
    fresh_rows.clear();
    fresh_dead.clear();
  }

  /// @returns names of segments that the manifest no longer names once saved.
  std::vector<std::string> join_where_due() {
    const auto count = joinable_tail(manifest.segments);
    if (count < 2) return {};
    const auto first = manifest.segments.end() - static_cast<std::ptrdiff_t>(count);
    const std::vector<SegmentEntry> tail{first, manifest.segments.end()};
    auto joined = join_segments(directory, tail, take_name());
    manifest.segments.erase(first, manifest.segments.end());
    manifest.segments.push_back(std::move(joined));
    std::vector<std::string> obsolete;
    obsolete.reserve(tail.size());
    for (const auto& segment : tail) obsolete.push_back(segment.name);
    return obsolete;
  }
};

IndexWriter::IndexWriter(const std::filesystem::path& directory) : state_{std::make_unique<State>()} {
  std::filesystem::create_directories(directory);
  state_->directory = directory;
  state_->lock = lock_directory(directory);
  if (Manifest::exists(directory))
    state_->manifest = Manifest::load(directory);
  else
    state_->manifest.save(directory);
  state_->remove_leftovers();
}

IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

void IndexWriter::put(const IndexEntry& entry) {
  auto& s = *state_;
  if (!s.fresh) s.fresh.emplace(s.directory, s.fresh_name = s.take_name());
  s.retire(entry);
  s.fresh_rows[entry.id] = s.fresh->add(entry);
  s.manifest.number_max = std::max(s.manifest.number_max, entry.number);
}

void IndexWriter::commit(std::int64_t high_water) {
  auto& s = *state_;
  if (!s.fresh && s.manifest.high_water == high_water) return;
  s.publish_fresh();
  s.apply_replaced();
  s.manifest.high_water = high_water;
  const auto obsolete = s.join_where_due();
  s.manifest.save(s.directory);
  for (const auto& name : obsolete) {
    s.open_postings.erase(name);
    s.open_tables.erase(name);
    remove_segment(s.directory, name);
  }
}

std::int64_t IndexWriter::high_water() const { return state_->manifest.high_water; }

std::int64_t IndexWriter::record_count() const {
  std::int64_t count =
      static_cast<std::int64_t>(state_->fresh_rows.size()) - static_cast<std::int64_t>(state_->replaced.size());
  for (const auto& segment : state_->manifest.segments)
    count += static_cast<std::int64_t>(segment.records) - static_cast<std::int64_t>(segment.dead.size());
  return count;
}

}  // namespace cundang::indexer
